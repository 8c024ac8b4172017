package dev.playgate.edge;

import java.time.Duration;

/**
 * How many requests wait for the head of an origin's answer, and how many may: as many as it answers about as fast as it
 * does when few wait. The bound is found by additive increase and multiplicative decrease. Of what may wait, a tenth is
 * kept for viewers who play already. Safe for use by many threads.
 */
final class OriginLoad {

    /** So few are let through however slow the origin is; while no more wait, it is not late because of them. */
    static final int FEWEST = 64;
    /** While no more wait, an origin takes as long as it does when it is quiet. */
    private static final int QUIET = 16;
    static final double FOR_NEW_VIEWERS = 0.9;
    /** New viewers are among the fewest. */
    private static final double LEAST = FEWEST / FOR_NEW_VIEWERS;

    static final Duration WINDOW = Duration.ofMillis(100);
    private static final int SAMPLES = 8;
    /** Nobody sees what is late by less. */
    static final Duration SLACK = Duration.ofMillis(50);
    /** In a row, about a second: until then it may be a pause, of the origin or of the edge itself, which passes by itself. */
    static final int LATE_WINDOWS = 10;
    /** In a row, while fewer may wait than in quiet times. */
    static final int FURTHER_LATE_WINDOWS = 2;
    private static final double TOLERANCE = 2;
    private static final double DECREASE = 0.8;
    private static final double LEARNING = 0.1;

    private final int most;
    private double limit;
    private int waiting;
    private int waitingForNews;
    private int peak;
    private long begin;
    private int samples;
    private double sum;
    private int lateWindows;
    /** The mean time when few wait, in nanoseconds; negative: not known. */
    private double usual = -1;

    /** @param most that may wait at all */
    OriginLoad(int most) {
        this.most = Math.max(most, FEWEST);
        this.limit = Math.max(this.most, LEAST);
    }

    /** Whether one more may wait; if so, one of the other methods is called when it does not any more. */
    synchronized boolean tryEnter(boolean newViewer) {
        if (waiting >= (newViewer ? limit * FOR_NEW_VIEWERS : limit)) {
            return false;
        }
        waiting++;
        peak = Math.max(peak, waiting);
        return true;
    }

    /** One was answered, or waited as long as it could. */
    synchronized void answered(long waited, long now) {
        waiting--;
        sum += waited;
        samples++;
        if (samples == 1) {
            begin = now;
        } else if (samples >= SAMPLES && now - begin >= WINDOW.toNanos()) {
            adjust(sum / samples);
            samples = 0;
            sum = 0;
            peak = waiting;
        }
    }

    /** One has gone without an answer, which says nothing of how long one takes. */
    synchronized void left() {
        waiting--;
    }

    /** Whether one more may wait until there is something new; if so, {@link #leftForNews} is called when it does not. */
    synchronized boolean tryEnterForNews() {
        if (waitingForNews >= most) {
            return false;
        }
        waitingForNews++;
        return true;
    }

    synchronized void leftForNews() {
        waitingForNews--;
    }

    synchronized int waiting() {
        return waiting + waitingForNews;
    }

    private void adjust(double mean) {
        if (usual < 0) {
            usual = mean;
        } else if (peak <= QUIET || mean < usual) {
            usual += LEARNING * (mean - usual);
        }
        if (mean > TOLERANCE * usual + SLACK.toNanos()) {
            lateWindows++;
            if (lateWindows >= (limit < most ? FURTHER_LATE_WINDOWS : LATE_WINDOWS) && peak > FEWEST) {
                limit = Math.max(LEAST, DECREASE * Math.min(limit, peak));
            }
        } else {
            lateWindows = 0;
            limit = Math.max(LEAST, Math.min(most, limit + Math.sqrt(limit)));
        }
    }
}
