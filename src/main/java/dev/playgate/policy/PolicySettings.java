package dev.playgate.policy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What an operator may choose about decisions.
 *
 * @param leeway tolerance on {@code nbf} and {@code iat}, 0 to 60 s (security E2)
 * @param missingPageAllowed whether a token with a domain opens for a request that shows no page (security C3)
 * @param maximumStaleness how long after the registry was last confirmed new sessions are opened; positive
 * @param maximumSession how long a session may run after its token was proved, at least 1 s
 */
public record PolicySettings(Duration leeway, boolean missingPageAllowed, Duration maximumStaleness,
        Duration maximumSession) {

    private static final Duration MAXIMUM_LEEWAY = Duration.ofSeconds(60);
    /** The times of tickets are whole seconds. */
    private static final Duration SHORTEST_SESSION = Duration.ofSeconds(1);

    /** Throws {@link IllegalArgumentException} that names all faults. */
    public PolicySettings {
        List<String> faults = new ArrayList<>();
        if (leeway.isNegative() || leeway.compareTo(MAXIMUM_LEEWAY) > 0) {
            faults.add("leeway is not between 0 and 60 s");
        }
        if (!maximumStaleness.isPositive()) {
            faults.add("maximum-staleness is not positive");
        }
        if (maximumSession.compareTo(SHORTEST_SESSION) < 0) {
            faults.add("maximum-session is less than 1 s");
        }
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", faults));
        }
    }
}
