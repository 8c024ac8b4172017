package dev.playgate.edge.session;

import dev.playgate.policy.Refusal;

/** Ends what runs, so that the viewer's player notices. */
@FunctionalInterface
public interface Cut {

    /** Called once at most, by any thread, be it before {@link RunningSessions#begin} has returned; must not block. */
    void cut(Refusal reason);
}
