package dev.playgate.control.registry;

import java.time.Duration;

/**
 * {@code playgate.accounts}: people who sign in.
 *
 * @param sessionLifetime of a bintu token until it is refreshed; 1 minute to 7 days
 * @param firstOperator e-mail address of the operator that is made when there is none
 */
public record AccountProperties(Duration sessionLifetime, String firstOperator) {

    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(7);

    /** Throws {@link IllegalArgumentException} that names all faults. */
    public AccountProperties {
        String faults = "";
        if (sessionLifetime.compareTo(SHORTEST) < 0 || sessionLifetime.compareTo(LONGEST) > 0) {
            faults = "session-lifetime is not between 1 minute and 7 days";
        }
        try {
            firstOperator = new EmailAddress(firstOperator).value();
        } catch (IllegalArgumentException e) {
            faults += (faults.isEmpty() ? "" : "; ") + "first-operator is " + e.getMessage();
        }
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(faults);
        }
    }
}
