package dev.playgate.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import dev.playgate.token.CompactToken;
import dev.playgate.token.KeySet;
import dev.playgate.token.Proof;
import dev.playgate.token.ProofCache;
import dev.playgate.token.TicketSeal;
import dev.playgate.viewer.IpAddress;

/** Proves what a request presents. */
record CredentialProof(ProofCache proofs, TicketSeal tickets) {

    private static final Duration KEYS_RETRY = Duration.ofSeconds(5);

    Verdict token(String text, KeySet keys, Optional<IpAddress> source, Instant now) {
        return switch (proofs.prove(new CompactToken(text), keys, source.map(IpAddress::subscriber), now)) {
            case Proof.Proved(var token) -> new Verdict.Genuine(new Right.OfToken(token));
            case Proof.Rejected(var fault) -> new Verdict.Bad(TokenFaults.refusal(fault));
            case Proof.Throttled _ -> new Verdict.Bad(Refusal.TOO_MANY_FAILURES);
            case Proof.Busy(var retryAfter) -> new Verdict.Unknown(Outage.VERIFIER_BUSY, retryAfter);
            case Proof.NoKeys() -> new Verdict.Unknown(Outage.KEYS_MISSING, KEYS_RETRY);
        };
    }

    Verdict ticket(Credentials.Choice.Ticket presented, KeySet keys, PlayoutRequest request) {
        Optional<Right> right = tickets.open(presented.text()).map(Right.OfTicket::new);
        if (right.isEmpty()) {
            return new Verdict.Bad(Refusal.TICKET_INVALID);
        }
        Verdict ticket = new Verdict.Genuine(right.get());
        if (presented.companion().isEmpty()) {
            return ticket;
        }
        return switch (token(presented.companion().get(), keys, request.address(), request.now())) {
            case Verdict.Genuine(var origin) when isMadeFrom(right.get(), origin) -> ticket;
            case Verdict.Genuine _,Verdict.Bad _ -> new Verdict.Bad(Refusal.CREDENTIAL_AMBIGUOUS);
            case Verdict.Unknown unknown -> unknown;
        };
    }

    private static boolean isMadeFrom(Right ticket, Right token) {
        return ticket.jti().equals(token.jti()) && ticket.organisation().equals(token.organisation())
                && ticket.key().equals(token.key());
    }
}
