package dev.playgate.demo;

import java.time.Instant;

/**
 * How far the low-latency stream has come at one moment.
 *
 * @param segment the number of the segment that is being made
 * @param parts how many of its parts are there, 0 to 4
 */
record LiveEdge(long segment, int parts) {

    /** Segments in the low-latency playlist, without the one that is being made: more than a delta update skips from. */
    static final int WINDOW = 10;

    /** How many of them are listed with their parts: three target durations (RFC 8216bis section 4.4.4.9). */
    static final int WITH_PARTS = 3;

    static LiveEdge at(Instant now) {
        long part = Math.floorDiv(now.toEpochMilli(), Timeline.PART.toMillis());
        return new LiveEdge(Math.floorDiv(part, Timeline.SEGMENT_PARTS), Math.floorMod(part, Timeline.SEGMENT_PARTS));
    }

    /** The newest segment of which something is in the playlist. */
    long lastSegment() {
        return parts > 0 ? segment : segment - 1;
    }

    int lastPart() {
        return parts > 0 ? parts - 1 : Timeline.SEGMENT_PARTS - 1;
    }

    long firstSegment() {
        return segment - WINDOW;
    }

    boolean has(long number, int part) {
        return number < segment || (number == segment && part < parts);
    }

    /** When the part of the segment is there. */
    static Instant complete(long number, int part) {
        return Timeline.start(number).plus(Timeline.PART.multipliedBy(part + 1L));
    }
}
