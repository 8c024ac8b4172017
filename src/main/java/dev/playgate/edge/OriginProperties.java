package dev.playgate.edge;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code playgate.origin}: how origins are asked. Times are between 1 ms and 1 h.
 *
 * @param connectTimeout for a new connection
 * @param firstByteTimeout until the answer's head is there; blocking playlist reloads need some of it
 * @param stallTimeout the longest pause within an answer, whether the origin sends nothing or the viewer reads nothing;
 *        what pauses longer is cut
 * @param maximumConnections to one origin
 * @param idleTimeout after which an unused connection is closed; shorter than the origin's own
 */
public record OriginProperties(Duration connectTimeout, Duration firstByteTimeout, Duration stallTimeout,
        int maximumConnections, Duration idleTimeout) {

    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofHours(1);

    /** Throws {@link IllegalArgumentException} that names all faults. */
    public OriginProperties {
        List<String> faults = new ArrayList<>();
        check("connect-timeout", connectTimeout, faults);
        check("first-byte-timeout", firstByteTimeout, faults);
        check("stall-timeout", stallTimeout, faults);
        if (maximumConnections < 1) {
            faults.add("maximum-connections is less than 1");
        }
        check("idle-timeout", idleTimeout, faults);
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", faults));
        }
    }

    private static void check(String name, Duration time, List<String> faults) {
        if (time.compareTo(SHORTEST) < 0 || time.compareTo(LONGEST) > 0) {
            faults.add(name + " is not between 1 ms and 1 h");
        }
    }
}
