package dev.playgate.viewer;

/** The text of a port. */
final class Port {

    private static final int MAX = 65535;

    private Port() {
    }

    /** Whether the rest of the text is one to five digits of a value that a port can have. */
    static boolean isValid(String text, int start) {
        int length = text.length() - start;
        if (length < 1 || length > 5) {
            return false;
        }
        int value = 0;
        for (int i = start; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return false;
            }
            value = value * 10 + digit;
        }
        return value <= MAX;
    }
}
