package dev.playgate.token;

/** The form of {@code kid} and {@code jti}: safe to log, and the same in every encoding (security A3). */
final class PrintableAscii {

    private static final int MAX_LENGTH = 128;

    private PrintableAscii() {
    }

    /** Whether the text is 1 to 128 characters of printable ASCII. */
    static boolean isName(String text) {
        return !text.isEmpty() && text.length() <= MAX_LENGTH && text.chars().allMatch(c -> c >= ' ' && c <= '~');
    }
}
