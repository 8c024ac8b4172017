package dev.playgate.stream;

/** The characters of RFC 3986, section 2 and 3.3, and its percent-encoding. */
final class UriCharacters {

    /** Never encoded in normal form (RFC 3986 section 6.2.2.2). */
    static final AsciiSet UNRESERVED = AsciiSet.range('a', 'z').plus(AsciiSet.range('A', 'Z'))
            .plus(AsciiSet.range('0', '9')).plus("-._~");

    /** What a path segment may hold as it is, but for {@code ;}, which some servers cut a path at (security B5). */
    static final AsciiSet SEGMENT = UNRESERVED.plus("!$&'()*+,=:@");

    static final AsciiSet PRINTABLE = AsciiSet.range(' ', '~');

    private static final String HEX = "0123456789ABCDEF";

    private UriCharacters() {
    }

    /** The octet that the triplet at {@code at} stands for; -1 if there is no well-formed triplet. */
    static int octet(String text, int at) {
        if (at + 2 >= text.length() || text.charAt(at) != '%') {
            return -1;
        }
        int high = hexDigit(text.charAt(at + 1));
        int low = hexDigit(text.charAt(at + 2));
        return (high | low) < 0 ? -1 : high << 4 | low;
    }

    /** {@link Character#digit} knows the digits of all scripts. */
    private static int hexDigit(char c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        int letter = c | 0x20;
        return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
    }

    /** Appends ASCII text with everything encoded that is not {@link #UNRESERVED}. */
    static void appendEncoded(StringBuilder to, String ascii) {
        for (int i = 0; i < ascii.length(); i++) {
            char c = ascii.charAt(i);
            if (UNRESERVED.contains(c)) {
                to.append(c);
            } else {
                to.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 0xf));
            }
        }
    }
}
