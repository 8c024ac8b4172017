package dev.playgate.edge;

import java.time.Duration;

/**
 * {@code playgate.origin}: how origins are asked.
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

    /** Throws {@link IllegalArgumentException} for a value out of its range. */
    public OriginProperties {
        for (Duration duration : new Duration[]{connectTimeout, firstByteTimeout, stallTimeout, idleTimeout}) {
            if (!duration.isPositive()) {
                throw new IllegalArgumentException("a time is not positive");
            }
        }
        if (maximumConnections < 1) {
            throw new IllegalArgumentException("maximum-connections is less than 1");
        }
    }
}
