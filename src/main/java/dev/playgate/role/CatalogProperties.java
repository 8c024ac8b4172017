package dev.playgate.role;

import java.nio.file.Path;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * {@code playgate.catalog}: how the registry is followed.
 *
 * @param file where the catalog is kept on disk, so that the process starts without the database; empty as absent
 * @param poll how often the feed is read when nothing wakes the process; 10 ms to 10 s
 */
record CatalogProperties(@Nullable Path file, Duration poll) {

    private static final Duration SHORTEST = Duration.ofMillis(10);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    /** Throws {@link IllegalArgumentException} for a time out of range. */
    CatalogProperties {
        file = file == null || file.toString().isEmpty() ? null : file;
        if (poll.compareTo(SHORTEST) < 0 || poll.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("poll is not between 10 ms and 10 s");
        }
    }
}
