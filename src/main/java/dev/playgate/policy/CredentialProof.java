package dev.playgate.policy;

import java.time.Duration;
import java.util.Optional;

import dev.playgate.token.CompactToken;
import dev.playgate.token.KeySet;
import dev.playgate.token.Proof;
import dev.playgate.token.ProofCache;
import dev.playgate.token.TicketSeal;
import dev.playgate.viewer.IpAddress;

/** Proves what a request presents. */
record CredentialProof(ProofCache proofs, TicketSeal tickets) {

    /** After {@link Outage#EDGE_BUSY}. */
    static final Duration BUSY_RETRY = Duration.ofSeconds(2);
    private static final Duration KEYS_RETRY = Duration.ofSeconds(5);

    /** Whatever it is. */
    Verdict of(Credentials.Choice presented, KeySet keys, Asker asker) {
        return switch (presented) {
            case Credentials.Choice.Ambiguous _ -> new Verdict.Bad(Refusal.CREDENTIAL_AMBIGUOUS);
            case Credentials.Choice.None _ -> new Verdict.Bad(Refusal.TOKEN_MISSING);
            case Credentials.Choice.Token(var text) -> token(text, keys, asker);
            case Credentials.Choice.Ticket(var text) -> ticket(text, keys);
            case Credentials.Choice.Pair pair -> pair(pair, keys, asker);
        };
    }

    Verdict token(String text, KeySet keys, Asker asker) {
        Optional<IpAddress> source = asker.address();
        return switch (proofs.prove(new CompactToken(text), keys, source.map(IpAddress::subscriber), asker.now(),
                asker.consent())) {
            case Proof.Proved(var token) -> new Verdict.Genuine(new Right.OfToken(token));
            case Proof.Rejected(var fault) -> new Verdict.Bad(TokenFaults.refusal(fault));
            case Proof.Throttled _ -> new Verdict.Bad(Refusal.TOO_MANY_FAILURES);
            case Proof.Busy(var retryAfter) -> new Verdict.Unknown(Outage.VERIFIER_BUSY, retryAfter);
            case Proof.Deferred() -> new Verdict.Unknown(Outage.EDGE_BUSY, BUSY_RETRY);
            case Proof.NoKeys() -> new Verdict.Unknown(Outage.KEYS_MISSING, KEYS_RETRY);
        };
    }

    /** Without any key nobody can tell whether that of the ticket is still in force. */
    private Verdict ticket(String text, KeySet keys) {
        if (keys.isEmpty()) {
            return new Verdict.Unknown(Outage.KEYS_MISSING, KEYS_RETRY);
        }
        return tickets.open(text).<Verdict>map(ticket -> new Verdict.Genuine(new Right.OfTicket(ticket)))
                .orElseGet(() -> new Verdict.Bad(Refusal.TICKET_INVALID));
    }

    /** A ticket beside the token that it was made from is that ticket; beside anything else it is one of two. */
    private Verdict pair(Credentials.Choice.Pair presented, KeySet keys, Asker asker) {
        return switch (ticket(presented.ticket(), keys)) {
            case Verdict.Genuine ticket ->
                switch (token(presented.token(), keys, asker)) {
                    case Verdict.Genuine(var origin) when isMadeFrom(ticket.right(), origin) -> ticket;
                    case Verdict.Bad(var reason) when reason == Refusal.TOO_MANY_FAILURES -> new Verdict.Bad(reason);
                    case Verdict.Genuine _,Verdict.Bad _ -> new Verdict.Bad(Refusal.CREDENTIAL_AMBIGUOUS);
                    case Verdict.Unknown unknown -> unknown;
                };
            case Verdict.Bad _ -> new Verdict.Bad(Refusal.CREDENTIAL_AMBIGUOUS);
            case Verdict.Unknown unknown -> unknown;
        };
    }

    private static boolean isMadeFrom(Right ticket, Right token) {
        return ticket.jti().equals(token.jti()) && ticket.organisation().equals(token.organisation())
                && ticket.key().equals(token.key());
    }
}
