package dev.playgate.control.issue;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code playgate.tokens}: how long tokens may live that are created here (product section 3). All in whole seconds, from 1 s to 3650 days.
 *
 * @param defaultLifetime of a token whose creator does not say; counted from {@code nbf} where that is in the future
 * @param maxLifetime from its creation to {@code exp}, whatever {@code nbf} is
 * @param revocableMaxLifetime of a token that may be revoked, and its default; counted as {@code defaultLifetime}
 */
public record TokenProperties(Duration defaultLifetime, Duration maxLifetime,
        Duration revocableMaxLifetime) {

    private static final Duration BOUND = Duration.ofDays(3650);

    /** Throws {@link IllegalArgumentException} with every fault. */
    public TokenProperties {
        List<String> faults = new ArrayList<>();
        check("default-lifetime", defaultLifetime, faults);
        check("max-lifetime", maxLifetime, faults);
        check("revocable-max-lifetime", revocableMaxLifetime, faults);
        if (defaultLifetime.compareTo(maxLifetime) > 0) {
            faults.add("default-lifetime must not be longer than max-lifetime");
        }
        if (revocableMaxLifetime.compareTo(maxLifetime) > 0) {
            faults.add("revocable-max-lifetime must not be longer than max-lifetime");
        }
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", faults));
        }
    }

    private static void check(String key, Duration value, List<String> faults) {
        if (!value.isPositive() || value.compareTo(BOUND) > 0 || !value.truncatedTo(ChronoUnit.SECONDS).equals(value)) {
            faults.add(key + " must be whole seconds from 1 s to 3650 days");
        }
    }
}
