package dev.playgate.token;

import java.time.Duration;
import java.time.Instant;

/** What the process may spend on verifying in each second (security F4). */
final class VerificationBudget {

    static final Duration WINDOW = Duration.ofSeconds(1);

    private final int perSecond;
    private long second = Long.MIN_VALUE;
    private int spent;

    VerificationBudget(int perSecond) {
        this.perSecond = perSecond;
    }

    /** Whether this much is left in the second; then it is spent. */
    synchronized boolean spend(int cost, Instant now) {
        // A request that read the clock just before another is late, not early.
        if (now.getEpochSecond() > second) {
            second = now.getEpochSecond();
            spent = 0;
        }
        if (spent + cost > perSecond) {
            return false;
        }
        spent += cost;
        return true;
    }
}
