package dev.playgate.edge.playlist;

/**
 * One query parameter that the edge writes into references. Name and value are of {@code [A-Za-z0-9_-]}, so that
 * neither a URL nor a playlist reads them in a second way.
 */
public record QueryParameter(String name, String value) {

    /** Throws {@link IllegalArgumentException} if a character is outside of that set, or one of the two is empty. */
    public QueryParameter {
        if (!isPlain(name) || !isPlain(value)) {
            throw new IllegalArgumentException(
                    "A query parameter holds a character outside of [A-Za-z0-9_-], or is empty");
        }
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'
                    || c == '-';
            if (!plain) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    String text() {
        return name + "=" + value;
    }

    /** Without the value, which may be a credential (security G1). */
    @Override
    public String toString() {
        return "QueryParameter[" + name + "]";
    }
}
