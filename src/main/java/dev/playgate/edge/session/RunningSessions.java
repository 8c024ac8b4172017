package dev.playgate.edge.session;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.playgate.policy.Gatekeeper;
import dev.playgate.policy.Grounds;
import dev.playgate.policy.Refusal;

/** What runs on this edge, to be ended when its right ends (security E4). */
public final class RunningSessions {

    private final Gatekeeper gatekeeper;
    private final InstantSource clock;
    private final Set<RunningSession> running = ConcurrentHashMap.newKeySet();

    public RunningSessions(Gatekeeper gatekeeper, InstantSource clock) {
        this.gatekeeper = gatekeeper;
        this.clock = clock;
    }

    /**
     * A session that was let through begins. What changed since the decision is judged now.
     *
     * @param grounds that all have to hold
     */
    public RunningSession begin(List<Grounds> grounds, Cut cut) {
        RunningSession session = new RunningSession(this, grounds, cut);
        running.add(session);
        judge(session);
        return session;
    }

    void judge(RunningSession session) {
        Instant now = clock.instant();
        session.grounds().stream().map(grounds -> gatekeeper.judgeRunning(grounds, now))
                .flatMap(Optional<Refusal>::stream)
                .findFirst().ifPresent(session::cut);
    }

    void forget(RunningSession session) {
        running.remove(session);
    }
}
