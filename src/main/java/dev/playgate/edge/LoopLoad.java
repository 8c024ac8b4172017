package dev.playgate.edge;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How late one event loop is, and how many new viewers may come in on it. Whoever waits for a loop waits as long as its own
 * repeating task does. When that is late in as many windows in a row as would have an origin asked by fewer (see
 * {@link OriginLoad}), few may come in, and then more with each window that is on time; all, when nobody was refused for as
 * long. For the loop's own thread, but for {@link #isBounded}.
 */
final class LoopLoad {

    /** In each window, however late the loop is: it may be so for another reason than its viewers. */
    static final int FEWEST = 4;

    private static final Logger LOG = LoggerFactory.getLogger(LoopLoad.class);

    private static final int ANY = Integer.MAX_VALUE;

    private long due;
    private volatile int limit = ANY;
    private int entered;
    private boolean refused;
    private int lateWindows;
    private int timelyWindows;

    /** @param now when the first window begins, in nanoseconds, as in {@link #look} */
    LoopLoad(long now) {
        due = now + OriginLoad.WINDOW.toNanos();
    }

    boolean isBounded() {
        return limit != ANY;
    }

    /** Whether it was late in the last window, or lets few in since it was. */
    boolean isLate() {
        return lateWindows > 0 || isBounded();
    }

    /** Whether one more new viewer may come in, while it {@link #isBounded}. */
    boolean tryEnter() {
        if (entered >= limit) {
            refused = true;
            return false;
        }
        entered++;
        return true;
    }

    /** A window ends, which begins when the one before ended: a pause is late once, however long it was. */
    void look(long now) {
        if (now - due > OriginLoad.SLACK.toNanos()) {
            late();
        } else {
            onTime();
        }
        entered = 0;
        refused = false;
        due = now + OriginLoad.WINDOW.toNanos();
    }

    private void late() {
        timelyWindows = 0;
        lateWindows++;
        if (!isBounded() && lateWindows >= OriginLoad.LATE_WINDOWS) {
            limit = FEWEST;
            LOG.warn("an event loop has been late for about a second, and lets few new viewers in");
        } else if (isBounded() && lateWindows >= OriginLoad.FURTHER_LATE_WINDOWS) {
            // By half, since who was one too many has come in.
            limit = Math.max(FEWEST, limit / 2);
        }
    }

    private void onTime() {
        lateWindows = 0;
        if (!isBounded()) {
            return;
        }
        timelyWindows = refused ? 0 : timelyWindows + 1;
        int more = limit + 1;
        limit = more;
        if (timelyWindows >= OriginLoad.LATE_WINDOWS) {
            timelyWindows = 0;
            limit = ANY;
            LOG.warn("an event loop is on time again, and lets all viewers in");
        }
    }
}
