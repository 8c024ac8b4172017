package dev.playgate.token;

/**
 * A token as it came in: untrusted text.
 *
 * @param text never logged (security G1)
 */
public record CompactToken(String text) {

    /** A longer text is no token (security A6). */
    public static final int MAX_CHARACTERS = 4096;

    @Override
    public String toString() {
        return "CompactToken[" + text.length() + " characters]";
    }
}
