package dev.playgate.control.dashboard;

import java.time.Instant;

import dev.playgate.control.api.Caller;
import dev.playgate.control.api.Role;

/**
 * Who looks at a page.
 *
 * @param bintuToken the session's
 * @param sessionEnds unless the visitor goes on
 */
record Visitor(Caller caller, String bintuToken, Instant sessionEnds) {

    private static final String ACTOR = "user:";

    boolean may(Role role) {
        return caller.role().includes(role);
    }

    /** E-mail address. */
    String email() {
        return caller.actor().name().substring(ACTOR.length());
    }

    /** Its text is a secret. */
    @Override
    public String toString() {
        return "Visitor[" + caller.actor().name() + "]";
    }
}
