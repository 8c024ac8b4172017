package dev.playgate.edge.warmup;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code playgate.warm-up}: what the process asks itself before it listens.
 *
 * @param requests up to 1,000,000; 0: it listens at once
 * @param longest after which it listens however many there were, 1 ms to 1 h
 */
public record WarmUpProperties(int requests, Duration longest) {

    private static final int MOST = 1_000_000;
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofHours(1);

    /** Throws {@link IllegalArgumentException} that names all faults. */
    public WarmUpProperties {
        List<String> faults = new ArrayList<>();
        if (requests < 0 || requests > MOST) {
            faults.add("requests is not between 0 and " + MOST);
        }
        if (longest.compareTo(SHORTEST) < 0 || longest.compareTo(LONGEST) > 0) {
            faults.add("longest is not between 1 ms and 1 h");
        }
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", faults));
        }
    }
}
