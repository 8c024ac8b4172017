package dev.playgate.edge;

import java.time.Duration;

/**
 * Whether an origin answers, by what becomes of requests. One that fails several in a row is left alone for a while, which
 * doubles each time; then one request tries it. Safe for use by many threads.
 */
final class OriginHealth {

    /** In a row: one may be bad luck. */
    private static final int FAILURES = 3;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private int failures;
    private long pause = FIRST_PAUSE.toNanos();
    private long pausedSince;
    private volatile boolean paused;
    private boolean tried;

    /** Whether requests go there as ever. */
    boolean isGood() {
        return !paused;
    }

    /** Whether this request is the one that tries it; it has to say what came of it. */
    synchronized boolean tryAgain(long now) {
        boolean due = paused && !tried && now - pausedSince >= pause;
        tried |= due;
        return due;
    }

    /** A request was answered; true if it was left alone until now. */
    synchronized boolean answered() {
        boolean back = paused;
        failures = 0;
        paused = false;
        tried = false;
        pause = FIRST_PAUSE.toNanos();
        return back;
    }

    /**
     * A request failed; true if it is left alone from now on, and was not until now.
     *
     * @param trying whether it was the one that tried
     */
    synchronized boolean failed(boolean trying, long now) {
        if (trying) {
            pause = Math.min(2 * pause, LONGEST_PAUSE.toNanos());
            pausedSince = now;
            tried = false;
        } else if (!paused && ++failures >= FAILURES) {
            paused = true;
            pausedSince = now;
            return true;
        }
        return false;
    }

    /** The request that tried it has ended before it was known what came of it. */
    synchronized void untried() {
        tried = false;
    }
}
