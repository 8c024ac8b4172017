package dev.playgate.policy;

import java.util.Locale;

/** Why a request cannot be judged or served although nothing is wrong with it. Never an admission, never a denial. */
public enum Outage implements Reason {
    /** No valid registry has been read since the start. */
    CATALOG_MISSING,
    /** The registry was last confirmed too long ago to open new sessions. */
    CATALOG_STALE,
    /** There is no key to verify with. */
    KEYS_MISSING,
    /** More tokens are to be verified than this edge can (security F4). */
    VERIFIER_BUSY,
    /** This edge has more to do than it can, and lets few begin to play. */
    EDGE_BUSY,
    /** The origin cannot be reached, or closed the connection before it answered. */
    ORIGIN_UNREACHABLE,
    /** The origin did not answer in time. */
    ORIGIN_TIMEOUT,
    /** More requests wait for the origin than it answers in time. */
    ORIGIN_BUSY,
    /** The origin's answer is not what the form promises, such as a playlist that is none. */
    ORIGIN_ANSWER_INVALID,
    /** A fault of ours; the log says which. */
    INTERNAL_ERROR;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    @Override
    public String wireName() {
        return wireName;
    }
}
