package dev.playgate.stream;

import java.util.Arrays;

/**
 * A set of ASCII characters, asked once per character of every target; what is no ASCII character is never in it.
 *
 * @param members by the characters' codes; never written to, so that a constant set is a constant table
 */
@SuppressWarnings("ArrayRecordComponent")
record AsciiSet(boolean[] members) {

    private static final int SIZE = 128;

    static AsciiSet of(String members) {
        return new AsciiSet(new boolean[SIZE]).with(members, true);
    }

    static AsciiSet range(char first, char last) {
        StringBuilder members = new StringBuilder();
        for (char c = first; c <= last; c++) {
            members.append(c);
        }
        return of(members.toString());
    }

    AsciiSet plus(AsciiSet other) {
        return with(other.toString(), true);
    }

    AsciiSet plus(String others) {
        return with(others, true);
    }

    AsciiSet minus(AsciiSet other) {
        return with(other.toString(), false);
    }

    AsciiSet minus(String others) {
        return with(others, false);
    }

    private AsciiSet with(String others, boolean in) {
        boolean[] changed = Arrays.copyOf(members, SIZE);
        for (int i = 0; i < others.length(); i++) {
            changed[others.charAt(i)] = in;
        }
        return new AsciiSet(changed);
    }

    boolean contains(int c) {
        return c >= 0 && c < SIZE && members[c];
    }

    boolean containsAll(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!contains(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AsciiSet set && Arrays.equals(members, set.members);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(members);
    }

    /** The members, in the order of their codes. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (char c = 0; c < SIZE; c++) {
            if (members[c]) {
                text.append(c);
            }
        }
        return text.toString();
    }
}
