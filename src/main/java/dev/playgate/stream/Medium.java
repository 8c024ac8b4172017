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
    RECORDING,
    /** fMP4 over a WebSocket, whose player understands refusals as close codes (player contract). */
    H5LIVE,
    /** Anything else over a WebSocket; refused by HTTP, before the upgrade. */
    WEBSOCKET;

    /** Whether it is asked for by a WebSocket handshake, and in no other way. */
    public boolean isSocket() {
        return switch (this) {
            case H5LIVE, WEBSOCKET -> true;
            case HLS, PROGRESSIVE, DASH, RECORDING -> false;
        };
    }
}
