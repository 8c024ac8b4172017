package dev.playgate.players;

/** A player of {@code player.js}, and what it plays. */
enum Player {

    HLS_JS("hls", "/hls/Demo1-live1/index.m3u8", "video.m3u8", true), HLS_JS_LOW_LATENCY("hlsLowLatency",
            "/hls/Demo1-live1/ll.m3u8", "ll-video.m3u8", false), DASH_JS("dash", "/dash/Demo1-live1/manifest.mpd",
                    "manifest.mpd", true), SHAKA_DASH("shaka", "/dash/Demo1-live1/manifest.mpd", "manifest.mpd",
                            true), SHAKA_HLS("shaka", "/hls/Demo1-live1/index.m3u8", "video.m3u8",
                                    false), VIDEO_JS("videojs", "/hls/Demo1-live1/index.m3u8", "video.m3u8", false);

    private final String name;
    private final String path;
    private final String playlist;
    private final boolean switches;

    Player(String name, String path, String playlist, boolean switches) {
        this.name = name;
        this.path = path;
        this.playlist = playlist;
        this.switches = switches;
    }

    /** As {@code player.js} calls it. */
    String library() {
        return name;
    }

    String path() {
        return path;
    }

    /** The file that it asks for again and again. */
    String playlist() {
        return playlist;
    }

    /** Whether the test makes it change the rendition all the time. */
    boolean switches() {
        return switches;
    }
}
