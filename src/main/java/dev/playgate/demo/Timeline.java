package dev.playgate.demo;

import java.time.Duration;
import java.time.Instant;

/**
 * The live window at one moment. Segment {@code n} shows the time from {@code n * 2} to {@code n * 2 + 2} UNIX seconds, so
 * that every process at every time agrees on it, and is there as soon as it is over. So are its parts and its frames.
 *
 * @param first the number of the oldest segment in the playlist
 * @param last the number of the newest one
 */
record Timeline(long first, long last) {

    static final Duration SEGMENT = Duration.ofSeconds(2);
    static final int CLIP_SEGMENTS = 8;
    static final Duration CLIP = SEGMENT.multipliedBy(CLIP_SEGMENTS);
    static final int WINDOW = 6;

    static final Duration FRAME = Duration.ofMillis(40);
    static final int SEGMENT_FRAMES = (int) SEGMENT.dividedBy(FRAME);
    static final int SEGMENT_PARTS = 5;
    static final int PART_FRAMES = 10;
    static final Duration PART = FRAME.multipliedBy(PART_FRAMES);

    /** RFC 8216 section 6.2.2: out of the longest playlist, a segment stays for its own and that playlist's duration. */
    private static final int KEPT = LiveEdge.WINDOW + LiveEdge.WINDOW + 1;

    static Timeline at(Instant now) {
        long last = Math.floorDiv(now.getEpochSecond(), SEGMENT.toSeconds()) - 1;
        return new Timeline(last - WINDOW + 1, last);
    }

    boolean serves(long number) {
        return number <= last && number > last - KEPT;
    }

    Instant start() {
        return start(first);
    }

    static Instant start(long number) {
        return Instant.ofEpochSecond(number * SEGMENT.toSeconds());
    }

    /** The number of the newest frame that is there, counted like segments from the beginning of UNIX time. */
    static long lastFrame(Instant now) {
        return Math.floorDiv(now.toEpochMilli(), FRAME.toMillis()) - 1;
    }

    /** Whether the frame starts a segment: only there are pictures that need no other. */
    static boolean isKeyFrame(long frame) {
        return Math.floorMod(frame, SEGMENT_FRAMES) == 0;
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
