package dev.playgate.edge.session;

import dev.playgate.policy.Grounds;
import dev.playgate.policy.Refusal;

/** Is told of each session that is cut. */
@FunctionalInterface
public interface SessionLog {

    /** Called by the thread that cuts; must not block. */
    void cut(Grounds fallen, Refusal reason);
}
