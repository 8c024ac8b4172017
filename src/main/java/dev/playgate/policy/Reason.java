package dev.playgate.policy;

/** Why a request is not let through. */
public sealed interface Reason permits Refusal, Outage {

    /** The stable string {@code error} of product section 6. */
    String wireName();
}
