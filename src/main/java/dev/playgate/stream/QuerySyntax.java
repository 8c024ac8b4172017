package dev.playgate.stream;

import java.util.Optional;

/**
 * How a playout query is spelled (security B2).
 *
 * <p>A parameter's name is never encoded, and holds no {@code +}: the name is what every parser on the way must read
 * alike, and {@code %73tream}, {@code jwtoken%5B%5D} and {@code +stream} are one parameter to some and another to
 * others. Names and values hold, raw, only what RFC 3986 lets a query hold, without {@code ;}, which some parsers
 * separate parameters at, and without a second {@code ?}.
 */
final class QuerySyntax {

    private static final AsciiSet VALUE = UriCharacters.SEGMENT.minus("&").plus("/");
    private static final AsciiSet NAME = VALUE.minus("+=");
    /** A raw plus is a space to form decoders and a plus to everyone else, so a reserved value has none. */
    private static final AsciiSet RESERVED_VALUE = VALUE.minus("+");
    private static final AsciiSet DECODED = UriCharacters.PRINTABLE.minus("%;[]");

    private QuerySyntax() {
    }

    /** The end of the name of the parameter in {@code [start, end)}; {@code start} when there is no proper name. */
    static int nameEnd(String text, int start, int end) {
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (c == '=') {
                return i;
            }
            if (!NAME.contains(c)) {
                return start;
            }
        }
        return end;
    }

    /** A reserved parameter's value, decoded once; empty if it is not spelled properly, before or after. */
    static Optional<String> decode(String text, int start, int end) {
        if (RESERVED_VALUE.containsAll(text, start, end)) {
            return Optional.of(text.substring(start, end));
        }
        StringBuilder decoded = new StringBuilder(end - start);
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (RESERVED_VALUE.contains(c)) {
                decoded.append(c);
                continue;
            }
            int octet = UriCharacters.octet(text, i);
            if (!DECODED.contains(octet)) {
                return Optional.empty();
            }
            decoded.append((char) octet);
            i += 2;
        }
        return Optional.of(decoded.toString());
    }

    /** Whether the value of a parameter that is not ours may go on as it is. */
    static boolean isPassable(String text, int start, int end) {
        int i = start;
        while (i < end) {
            if (VALUE.contains(text.charAt(i))) {
                i++;
            } else {
                i = EncodedText.characterEnd(text, i);
                if (i < 0) {
                    return false;
                }
            }
        }
        return true;
    }
}
