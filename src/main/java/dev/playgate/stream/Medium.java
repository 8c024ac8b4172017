package dev.playgate.stream;

/** What is played under a playout form (product section 5). */
public enum Medium {
    /** Playlists, segments, keys. */
    HLS,
    /** Endless fMP4 over one HTTP response. */
    PROGRESSIVE,
    /** Manifests and segments. */
    DASH,
    /** Recordings, with ranges. */
    RECORDING
}
