package dev.playgate.stream;

/** A set of ASCII characters, asked once per character of every target; what is no ASCII character is never in it. */
record AsciiSet(long low, long high) {

    static AsciiSet of(String members) {
        long low = 0;
        long high = 0;
        for (int i = 0; i < members.length(); i++) {
            char c = members.charAt(i);
            if (c < 64) {
                low |= 1L << c;
            } else {
                high |= 1L << c;
            }
        }
        return new AsciiSet(low, high);
    }

    static AsciiSet range(char first, char last) {
        StringBuilder members = new StringBuilder();
        for (char c = first; c <= last; c++) {
            members.append(c);
        }
        return of(members.toString());
    }

    AsciiSet plus(AsciiSet other) {
        return new AsciiSet(low | other.low, high | other.high);
    }

    AsciiSet plus(String members) {
        return plus(of(members));
    }

    AsciiSet minus(AsciiSet other) {
        return new AsciiSet(low & ~other.low, high & ~other.high);
    }

    AsciiSet minus(String members) {
        return minus(of(members));
    }

    boolean contains(int c) {
        return switch (c >> 6) {
            case 0 -> (low >>> c & 1) != 0;
            case 1 -> (high >>> c & 1) != 0;
            default -> false;
        };
    }

    boolean containsAll(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!contains(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
