package dev.playgate.stream;

/** A stream's name, compared byte by byte (security B3). */
public record StreamName(String value) {

    private static final int MAX_LENGTH = 64;

    /** Throws {@link IllegalArgumentException} when {@link #isValid} does not hold. */
    public StreamName {
        if (!isValid(value)) {
            throw new IllegalArgumentException("a stream name has 1 to 64 characters of A-Z a-z 0-9 _ -");
        }
    }

    /** Whether the text matches {@code ^[A-Za-z0-9_-]{1,64}$} (security B3). */
    public static boolean isValid(CharSequence text) {
        int length = text.length();
        if (length == 0 || length > MAX_LENGTH) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (!isNameCharacter(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isNameCharacter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    }

    @Override
    public String toString() {
        return value;
    }
}
