package dev.playgate.stream;

/**
 * Percent-encoded UTF-8, as strict as RFC 3629 section 4: an overlong form such as {@code %c0%8a} is a line feed to a
 * lenient decoder. Control characters are refused, those beyond ASCII included.
 */
final class EncodedText {

    private EncodedText() {
    }

    /** The index behind the triplets of the one character that begins at {@code at}; -1 if there is none. */
    static int characterEnd(String text, int at) {
        int lead = UriCharacters.octet(text, at);
        if (lead < 0x80) {
            return UriCharacters.PRINTABLE.contains(lead) ? at + 3 : -1;
        }
        int least = switch (lead) {
            case 0xc2 -> 0xa0;
            case 0xe0 -> 0xa0;
            case 0xf0 -> 0x90;
            default -> 0x80;
        };
        int most = switch (lead) {
            case 0xed -> 0x9f;
            case 0xf4 -> 0x8f;
            default -> 0xbf;
        };
        int second = UriCharacters.octet(text, at + 3);
        if (second < least || second > most) {
            return -1;
        }
        return followed(text, at + 6, followersBeyondSecond(lead));
    }

    private static int followersBeyondSecond(int lead) {
        if (lead < 0xc2 || lead > 0xf4) {
            return -1;
        }
        if (lead < 0xe0) {
            return 0;
        }
        return lead < 0xf0 ? 1 : 2;
    }

    private static int followed(String text, int at, int count) {
        int end = at + 3 * count;
        for (int i = at; i < end; i += 3) {
            if ((UriCharacters.octet(text, i) & 0xc0) != 0x80) {
                return -1;
            }
        }
        return count < 0 ? -1 : end;
    }
}
