package dev.playgate.policy;

import java.time.Duration;

/** Whether a credential is genuine, whatever it is used for. */
public sealed interface Verdict {

    /** Ours, and not altered. */
    record Genuine(Right right) implements Verdict {}

    /** Not ours. */
    record Bad(Refusal reason) implements Verdict {}

    /** Cannot be told. */
    record Unknown(Outage reason, Duration retryAfter) implements Verdict {}
}
