package dev.playgate.token;

import java.time.Duration;

/** Whether a text is a token of ours. Says nothing of what it opens, nor whether it is in force. */
public sealed interface Proof {

    /** Signed by an admitted key, well-formed. */
    record Proved(VerifiedToken token) implements Proof {}

    /** Not a token of ours, or not well-formed. */
    record Rejected(TokenFault fault) implements Proof {}

    /** Too many proofs are asked for; nothing is known of this one (security F4). */
    record Busy(Duration retryAfter) implements Proof {}

    /** It would have to be verified, which who asks does not want now; nothing is known of it. */
    record Deferred() implements Proof {}

    /** This source has sent too many tokens that did not verify (security F4). */
    record Throttled(Duration retryAfter) implements Proof {}

    /** There is no key to verify with: nothing is known of this token. */
    record NoKeys() implements Proof {}
}
