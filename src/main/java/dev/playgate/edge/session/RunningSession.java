package dev.playgate.edge.session;

import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

import dev.playgate.catalog.EntryKey;
import dev.playgate.policy.Grounds;
import dev.playgate.policy.Refusal;

/** One WebSocket or one long response. Safe for use by many threads. */
public final class RunningSession {

    private final RunningSessions all;
    private final Cut cut;
    /** This and what follows: guarded by this. */
    private List<Grounds> grounds;
    private Filed filed = Filed.NOWHERE;
    private boolean over;

    /**
     * Where the registry has a session.
     *
     * @param keys of what can end it
     * @param end the second at which it does, UNIX time
     */
    record Filed(Set<EntryKey> keys, OptionalLong end) {

        static final Filed NOWHERE = new Filed(Set.of(), OptionalLong.empty());

        Filed {
            keys = Set.copyOf(keys);
        }
    }

    RunningSession(RunningSessions all, List<Grounds> grounds, Cut cut) {
        this.all = all;
        this.grounds = List.copyOf(grounds);
        this.cut = cut;
    }

    /** From now on it stands on these instead; it ends when one of them no longer holds. */
    public void standOn(List<Grounds> newGrounds) {
        synchronized (this) {
            grounds = List.copyOf(newGrounds);
        }
        all.judge(this);
    }

    /** What it stands on, that in play first. */
    synchronized List<Grounds> grounds() {
        return grounds;
    }

    /** It is over; nothing is cut any more. */
    public void end() {
        close();
    }

    /** Makes the registry find it by what it stands on, and returns that; empty when it is over. */
    synchronized List<Grounds> file() {
        if (over) {
            return List.of();
        }
        Filed next = all.placeOf(grounds);
        all.refile(this, filed, next);
        filed = next;
        return grounds;
    }

    /** Whether it was cut: not when it is over, or has moved from what it was judged by. */
    boolean cut(List<Grounds> judged, Refusal reason) {
        synchronized (this) {
            if (!grounds.equals(judged) || !close()) {
                return false;
            }
        }
        cut.cut(reason);
        return true;
    }

    private synchronized boolean close() {
        if (over) {
            return false;
        }
        over = true;
        all.refile(this, filed, Filed.NOWHERE);
        filed = Filed.NOWHERE;
        all.forget(this);
        return true;
    }
}
