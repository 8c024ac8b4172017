package dev.playgate.edge.playlist;

import java.util.regex.Pattern;

/**
 * One query parameter that the edge writes into references. Name and value are of {@code [A-Za-z0-9_-]}, so that
 * neither a URL nor a playlist reads them in a second way.
 */
public record QueryParameter(String name, String value) {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-]+");

    /** Throws {@link IllegalArgumentException} if a character is outside of that set, or one of the two is empty. */
    public QueryParameter {
        if (!PLAIN.matcher(name).matches() || !PLAIN.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "A query parameter holds a character outside of [A-Za-z0-9_-], or is empty");
        }
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
