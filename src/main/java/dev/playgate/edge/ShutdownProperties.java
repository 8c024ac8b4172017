package dev.playgate.edge;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code playgate.shutdown}: how the process ends when it is told to. Times are up to 1 h.
 *
 * @param grace how long it serves on as ever when it has ceased to be ready, so that those in front hear of it
 * @param drain how long connections may take to end after that
 */
public record ShutdownProperties(Duration grace, Duration drain) {

    private static final Duration LONGEST = Duration.ofHours(1);

    /** Throws {@link IllegalArgumentException} that names all faults. */
    public ShutdownProperties {
        List<String> faults = new ArrayList<>();
        check("grace", grace, faults);
        check("drain", drain, faults);
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", faults));
        }
    }

    private static void check(String name, Duration time, List<String> faults) {
        if (time.isNegative() || time.compareTo(LONGEST) > 0) {
            faults.add(name + " is not between 0 and 1 h");
        }
    }
}
