package dev.playgate.token;

/** Where platform keys come from. Where two sources name one {@code kid}, the earlier constant counts. */
public enum KeySource {
    /** The public halves of the keys that issue. */
    SIGNING,
    /** What a process with the keys that issue has published in the registry. */
    REGISTRY,
    /** The JWK set file. */
    FILE,
    /** The remote JWK set. */
    REMOTE
}
