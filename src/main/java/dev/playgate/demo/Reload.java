package dev.playgate.demo;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import io.netty.handler.codec.http.QueryStringDecoder;

/** What a request for a low-latency playlist says about its delivery (RFC 8216bis section 6.2.5). */
sealed interface Reload {

    /** How far ahead of the newest segment in the playlist a request may be, in segments. */
    int FURTHEST_AHEAD = 2;

    Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,14}");

    /**
     * Wants an answer at once.
     *
     * @param delta whether an update is enough that leaves the older segments out
     */
    record Now(boolean delta) implements Reload {}

    /** Wants an answer that has this part of this segment. */
    record Blocking(long segment, int part, boolean delta) implements Reload {

        boolean tooFarAhead(LiveEdge edge) {
            return segment > edge.lastSegment() + FURTHEST_AHEAD;
        }

        boolean isThere(LiveEdge edge) {
            return edge.has(segment, part);
        }

        Instant at() {
            return LiveEdge.complete(segment, part);
        }
    }

    /** Not a number, more than one of them, or a part of no segment. */
    record Invalid() implements Reload {}

    static Reload parse(String rawTarget) {
        Map<String, List<String>> query = new QueryStringDecoder(rawTarget).parameters();
        List<String> segment = query.getOrDefault("_HLS_msn", List.of());
        List<String> part = query.getOrDefault("_HLS_part", List.of());
        boolean delta = query.getOrDefault("_HLS_skip", List.of()).equals(List.of("YES"));
        if (segment.isEmpty() && part.isEmpty()) {
            return new Now(delta);
        }
        if (segment.size() != 1 || part.size() > 1 || !isNumber(segment) || !isNumber(part)) {
            return new Invalid();
        }
        long wanted = Long.parseLong(segment.getFirst());
        long wantedPart = part.isEmpty() ? Timeline.SEGMENT_PARTS - 1 : Long.parseLong(part.getFirst());
        // Behind the last part of a segment is the first of the next one.
        return wantedPart < Timeline.SEGMENT_PARTS
                ? new Blocking(wanted, (int) wantedPart, delta)
                : new Blocking(wanted + 1, 0, delta);
    }

    private static boolean isNumber(List<String> values) {
        return values.stream().allMatch(value -> NUMBER.matcher(value).matches());
    }
}
