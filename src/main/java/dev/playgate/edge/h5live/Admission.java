package dev.playgate.edge.h5live;

import java.time.InstantSource;

import dev.playgate.edge.RequestFacts;
import dev.playgate.edge.SocketAnswers;
import dev.playgate.edge.session.RunningSessions;
import dev.playgate.policy.Decision;
import dev.playgate.policy.Gatekeeper;
import dev.playgate.policy.Grounds;
import dev.playgate.policy.PlayoutRequest;
import dev.playgate.policy.SessionTickets;

/** What sockets ask the rest of the edge for. */
record Admission(Gatekeeper gatekeeper, RequestFacts facts, SessionTickets tickets, RunningSessions sessions,
        SocketAnswers answers, InstantSource clock) {

    /** Decides, and notes it. */
    Decision decide(PlayoutRequest request, String requestId) {
        Decision decision = gatekeeper.decide(request);
        answers.decided(decision, request, requestId);
        return decision;
    }

    /** What a session stands on that was let through. */
    Grounds grounds(Decision.Admitted admitted, PlayoutRequest request) {
        return new Grounds(request, tickets.of(admitted, request));
    }
}
