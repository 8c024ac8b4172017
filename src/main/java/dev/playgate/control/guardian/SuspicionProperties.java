package dev.playgate.control.guardian;

import java.time.Duration;

/**
 * {@code playgate.suspicious-tokens}: from when on a token is looked at twice.
 *
 * @param addresses from as many on they are many; 2 to 64. Somebody's own are few: at home, on the way, at work
 * @param sessions from as many at once on they are many; 2 to 100,000
 * @param play from then on it is long; 1 minute to 365 days. Events end, and people sleep
 */
public record SuspicionProperties(int addresses, int sessions, Duration play) {

    private static final int MOST_ADDRESSES = 64;
    private static final int MOST_SESSIONS = 100_000;
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(365);

    /** Throws {@link IllegalArgumentException} that names the fault. */
    public SuspicionProperties {
        if (addresses < 2 || addresses > MOST_ADDRESSES) {
            throw new IllegalArgumentException("addresses is not between 2 and " + MOST_ADDRESSES);
        }
        if (sessions < 2 || sessions > MOST_SESSIONS) {
            throw new IllegalArgumentException("sessions is not between 2 and " + MOST_SESSIONS);
        }
        if (play.compareTo(SHORTEST) < 0 || play.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("play is not between 1 minute and 365 days");
        }
    }
}
