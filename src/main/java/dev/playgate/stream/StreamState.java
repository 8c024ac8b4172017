package dev.playgate.stream;

/** The life of a stream (product section 1). Only {@link #LOCKED} and {@link #DELETED} close it to viewers. */
public enum StreamState {
    /** Never live so far. */
    CREATED,
    /** Being ingested. */
    LIVE,
    /** Was live. */
    ENDED,
    /** Closed to viewers by its organisation. */
    LOCKED,
    /** Gone; kept so that its name is not given again. */
    DELETED
}
