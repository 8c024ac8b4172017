package dev.playgate.demo;

import java.time.Duration;
import java.time.Instant;

/**
 * The live window at one moment. Segment {@code n} shows the time from {@code n * 2} to {@code n * 2 + 2} UNIX seconds, so
 * that every process at every time agrees on it, and is there as soon as it is over.
 *
 * @param first the number of the oldest segment in the playlist
 * @param last the number of the newest one
 */
record Timeline(long first, long last) {

    static final Duration SEGMENT = Duration.ofSeconds(2);
    static final int CLIP_SEGMENTS = 8;
    static final Duration CLIP = SEGMENT.multipliedBy(CLIP_SEGMENTS);
    static final int WINDOW = 6;

    /** RFC 8216 section 6.2.2: out of the playlist, a segment stays for its own and the playlist's duration. */
    private static final int KEPT = WINDOW + WINDOW + 1;

    static Timeline at(Instant now) {
        long last = Math.floorDiv(now.getEpochSecond(), SEGMENT.toSeconds()) - 1;
        return new Timeline(last - WINDOW + 1, last);
    }

    boolean serves(long number) {
        return number <= last && number > last - KEPT;
    }

    Instant start() {
        return Instant.ofEpochSecond(first * SEGMENT.toSeconds());
    }

    /** Which segment of the clip number {@code number} of the stream is, 0 to 7. */
    static int clipIndex(long number) {
        return Math.floorMod(number, CLIP_SEGMENTS);
    }

    /** How often the clip has come round before segment {@code number}. */
    static long loop(long number) {
        return Math.floorDiv(number, CLIP_SEGMENTS);
    }
}
