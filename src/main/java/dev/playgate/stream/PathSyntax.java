package dev.playgate.stream;

/**
 * Which paths are normal (security B5). A path that is not is refused, never repaired.
 *
 * <p>Raw, a segment holds the characters of RFC 3986's {@code pchar} except {@code ;}. A triplet may stand for the rest
 * of printable ASCII, such as {@code %20}, and for the reserved characters that a file name may need to encode, such as
 * {@code %2B} (encoded and raw are two names there, by RFC 3986 section 2.2). It may not stand for
 * <ul>
 * <li>an unreserved character: {@code %41} is a second spelling of {@code A}, and {@code %2e} of a dot;
 * <li>{@code / \ % ; # ?}: a server that decodes before it splits, or twice, serves another path;
 * <li>a control character, or anything beyond ASCII: overlong UTF-8 ({@code %c0%af}), two Unicode normal forms and
 * best-fit mappings all give one file a second spelling.
 * </ul>
 * The case of hexadecimal digits is left as it is, since producers write both. A segment of nothing but dots and encoded
 * spaces is refused, whatever their number: some file systems drop trailing spaces and read three dots as two steps up.
 */
final class PathSyntax {

    static final int NOT_NORMAL = -1;

    private static final AsciiSet ENCODED = UriCharacters.PRINTABLE.minus(UriCharacters.UNRESERVED).minus("/\\%;#?");

    private PathSyntax() {
    }

    /** The index at which the path ends, which is the first question mark or the end; or {@link #NOT_NORMAL}. */
    static int end(String target) {
        if (target.isEmpty() || target.charAt(0) != '/') {
            return NOT_NORMAL;
        }
        int segment = 1;
        boolean named = false;
        int i = 1;
        while (i < target.length()) {
            char c = target.charAt(i);
            if (UriCharacters.SEGMENT.contains(c)) {
                named |= c != '.';
                i++;
            } else if (c == '/') {
                if (!named) {
                    return NOT_NORMAL;
                }
                named = false;
                i++;
                segment = i;
            } else if (c == '%') {
                int octet = UriCharacters.octet(target, i);
                if (!ENCODED.contains(octet)) {
                    return NOT_NORMAL;
                }
                named |= octet != ' ';
                i += 3;
            } else if (c == '?') {
                break;
            } else {
                return NOT_NORMAL;
            }
        }
        return named || i == segment ? i : NOT_NORMAL;
    }

    static boolean isNormal(String path) {
        return end(path) == path.length();
    }
}
