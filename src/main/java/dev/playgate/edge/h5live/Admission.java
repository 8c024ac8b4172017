package dev.playgate.edge.h5live;

import java.time.InstantSource;
import java.util.function.Predicate;

import dev.playgate.edge.ChannelAnswers;
import dev.playgate.edge.RequestFacts;
import dev.playgate.edge.access.RequestTrace;
import dev.playgate.edge.session.Admissions;
import dev.playgate.edge.session.RunningSessions;
import dev.playgate.policy.Decision;
import dev.playgate.policy.Gatekeeper;
import dev.playgate.policy.Grounds;
import dev.playgate.policy.PlayoutRequest;
import dev.playgate.policy.Refusal;
import dev.playgate.policy.SessionTickets;

/** What sockets ask the rest of the edge for. */
record Admission(Gatekeeper gatekeeper, RequestFacts facts, SessionTickets tickets, RunningSessions sessions,
        Admissions places, ChannelAnswers answers, InstantSource clock) {

    /**
     * Decides, and notes it.
     *
     * @param place whether one more may play who is let through otherwise
     */
    Decision decide(PlayoutRequest request, String requestId, Predicate<Decision.Admitted> place, RequestTrace trace) {
        Decision decision = gatekeeper.decide(request);
        if (decision instanceof Decision.Admitted admitted && !place.test(admitted)) {
            decision = new Decision.Refused(Refusal.SESSION_LIMIT_REACHED, admitted.right());
        }
        answers.decided(decision, request, requestId);
        trace.decided(decision);
        return decision;
    }

    /** What a session stands on that was let through. */
    Grounds grounds(Decision.Admitted admitted, PlayoutRequest request) {
        return new Grounds(request, tickets.of(admitted, request));
    }
}
