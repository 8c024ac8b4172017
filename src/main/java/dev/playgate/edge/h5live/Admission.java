package dev.playgate.edge.h5live;

import java.time.InstantSource;
import java.util.function.Predicate;
import java.util.function.Supplier;

import dev.playgate.edge.ChannelAnswers;
import dev.playgate.edge.RequestFacts;
import dev.playgate.edge.access.RequestTrace;
import dev.playgate.edge.session.Admissions;
import dev.playgate.edge.session.RunningSessions;
import dev.playgate.policy.Decision;
import dev.playgate.policy.Gatekeeper;
import dev.playgate.policy.Grounds;
import dev.playgate.policy.NewViewers;
import dev.playgate.policy.PlayoutRequest;
import dev.playgate.policy.Refusal;
import dev.playgate.policy.SessionTickets;

/**
 * What sockets ask the rest of the edge for.
 *
 * @param newViewers who may begin to play now
 */
record Admission(Gatekeeper gatekeeper, Supplier<NewViewers> newViewers, RequestFacts facts, SessionTickets tickets,
        RunningSessions sessions,
        Admissions places, ChannelAnswers answers, InstantSource clock) {

    /**
     * Decides on a handshake, and notes it.
     *
     * @param place whether one more may play who is let through otherwise
     */
    Decision decide(PlayoutRequest request, String requestId, Predicate<Decision.Admitted> place, RequestTrace trace) {
        Decision decision = noted(gatekeeper.decide(request, newViewers.get()), request, requestId, place);
        trace.decided(decision);
        return decision;
    }

    /** The same for a switch of one who plays already. */
    Decision decideSwitch(PlayoutRequest request, Predicate<Decision.Admitted> place) {
        return noted(gatekeeper.decide(request), request, answers.nextRequestId(), place);
    }

    private Decision noted(Decision judged, PlayoutRequest request, String requestId,
            Predicate<Decision.Admitted> place) {
        Decision decision = judged;
        if (decision instanceof Decision.Admitted admitted && !place.test(admitted)) {
            decision = new Decision.Refused(Refusal.SESSION_LIMIT_REACHED, admitted.right());
        }
        answers.decided(decision, request, requestId);
        return decision;
    }

    /** What a session stands on that was let through. */
    Grounds grounds(Decision.Admitted admitted, PlayoutRequest request) {
        return new Grounds(request, tickets.of(admitted, request));
    }
}
