package dev.playgate.token;

/**
 * A token as it came in: untrusted text.
 *
 * @param text never logged (security G1)
 */
public record CompactToken(String text) {

    @Override
    public String toString() {
        return "CompactToken[" + text.length() + " characters]";
    }
}
