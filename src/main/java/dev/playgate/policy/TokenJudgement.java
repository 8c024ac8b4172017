package dev.playgate.policy;

import java.time.Duration;

/** What the {@link Gatekeeper} says of a token by itself. */
public sealed interface TokenJudgement {

    /** Genuine, not revoked, within its time. */
    record InForce(Right right) implements TokenJudgement {}

    /** Opens nothing. */
    record Refused(Refusal reason) implements TokenJudgement {}

    /** Cannot be told now. */
    record Unavailable(Outage reason, Duration retryAfter) implements TokenJudgement {}
}
