package dev.playgate.demo;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/** What a {@code Range} header asks of a body (RFC 9110 section 14). */
sealed interface ByteRange {

    /** No range, or one that may be ignored: malformed, of another unit, or more than one. */
    record Whole() implements ByteRange {}

    /** From the byte at {@code first} to the one at {@code last}, both included, counted from 0. */
    record Part(int first, int last) implements ByteRange {}

    /** A range that begins behind the last byte. */
    record Unsatisfiable() implements ByteRange {}

    Pattern SINGLE = Pattern.compile("bytes=(?<first>[0-9]{0,18})-(?<last>[0-9]{0,18})", Pattern.CASE_INSENSITIVE);

    /**
     * Judges the header's value, if there is one.
     *
     * @param size of the whole body, in bytes, at least 1
     */
    static ByteRange of(@Nullable String header, int size) {
        Matcher range = SINGLE.matcher(header == null ? "" : header);
        if (!range.matches()) {
            return new Whole();
        }
        String first = range.group("first");
        String last = range.group("last");
        if (first.isEmpty()) {
            return last.isEmpty() ? new Whole() : suffix(Long.parseLong(last), size);
        }
        long from = Long.parseLong(first);
        long to = last.isEmpty() ? Long.MAX_VALUE : Long.parseLong(last);
        if (to < from) {
            return new Whole();
        }
        return from >= size ? new Unsatisfiable() : new Part((int) from, (int) Math.min(to, size - 1));
    }

    private static ByteRange suffix(long length, int size) {
        return length == 0 ? new Unsatisfiable() : new Part((int) Math.max(0, size - length), size - 1);
    }
}
