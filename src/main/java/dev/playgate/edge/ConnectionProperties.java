package dev.playgate.edge;

import java.time.Duration;

import org.springframework.util.unit.DataSize;

/**
 * {@code playgate.connections}: what one viewer may take of the edge (security H3).
 *
 * @param maximum connections of viewers at a time
 * @param silence how long a connection may be open without a complete request head
 * @param maximumRequestLine longer ones are refused; a token takes up to 4 KB of it
 * @param maximumHeaders all header fields together
 */
public record ConnectionProperties(int maximum, Duration silence, DataSize maximumRequestLine,
        DataSize maximumHeaders) {

    /** Throws {@link IllegalArgumentException} for a value out of its range. */
    public ConnectionProperties {
        if (maximum < 1) {
            throw new IllegalArgumentException("maximum is less than 1");
        }
        if (silence.compareTo(Duration.ofMillis(100)) < 0) {
            throw new IllegalArgumentException("silence is shorter than 100 ms");
        }
    }
}
