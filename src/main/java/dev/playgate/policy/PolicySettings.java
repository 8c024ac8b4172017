package dev.playgate.policy;

import java.time.Duration;

/**
 * What an operator may choose about decisions.
 *
 * @param leeway tolerance on {@code nbf} and {@code iat}, 0 to 60 s (security E2)
 * @param missingPageAllowed whether a token with a domain opens for a request that shows no page (security C3)
 * @param maximumStaleness how long after the registry was last confirmed new sessions are opened
 * @param maximumSession how long a session may run after its token was proved
 */
public record PolicySettings(Duration leeway, boolean missingPageAllowed, Duration maximumStaleness,
        Duration maximumSession) {

    private static final Duration MAXIMUM_LEEWAY = Duration.ofSeconds(60);

    /** Throws {@link IllegalArgumentException} for a value out of its range. */
    public PolicySettings {
        if (leeway.isNegative() || leeway.compareTo(MAXIMUM_LEEWAY) > 0) {
            throw new IllegalArgumentException("leeway must be between 0 and 60 s");
        }
        if (!maximumStaleness.isPositive()) {
            throw new IllegalArgumentException("maximum staleness must be positive");
        }
        if (!maximumSession.isPositive()) {
            throw new IllegalArgumentException("maximum session must be positive");
        }
    }
}
