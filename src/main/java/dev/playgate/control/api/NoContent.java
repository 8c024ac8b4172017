package dev.playgate.control.api;

/** What a call answers that has nothing to say: 204. */
public enum NoContent {
    DONE
}
