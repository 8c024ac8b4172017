package dev.playgate.edge.sync;

import java.time.Duration;
import java.util.Optional;

/**
 * Where an edge reads the registry's feed.
 *
 * @param timeout for a connection and for a statement
 * @param poll how often the feed is read when nothing wakes the edge
 */
public record FeedProperties(String url, Optional<String> username, Optional<String> password, Duration timeout,
        Duration poll) {

    /** Without the password. */
    @Override
    public String toString() {
        return "FeedProperties[" + poll + "]";
    }
}
