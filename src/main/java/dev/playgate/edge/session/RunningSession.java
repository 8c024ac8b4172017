package dev.playgate.edge.session;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.playgate.policy.Grounds;
import dev.playgate.policy.Refusal;

/** One WebSocket or one long response. Safe for use by many threads. */
public final class RunningSession {

    private final RunningSessions all;
    private final Cut cut;
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile List<Grounds> grounds;

    RunningSession(RunningSessions all, List<Grounds> grounds, Cut cut) {
        this.all = all;
        this.grounds = List.copyOf(grounds);
        this.cut = cut;
    }

    /** From now on it stands on these instead; it ends when one of them no longer holds. */
    public void standOn(List<Grounds> newGrounds) {
        grounds = List.copyOf(newGrounds);
        all.judge(this);
    }

    /** It is over; nothing is cut any more. */
    public void end() {
        if (over.compareAndSet(false, true)) {
            all.forget(this);
        }
    }

    List<Grounds> grounds() {
        return grounds;
    }

    void cut(Refusal reason) {
        if (over.compareAndSet(false, true)) {
            all.forget(this);
            cut.cut(reason);
        }
    }
}
