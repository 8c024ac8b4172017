package dev.playgate.policy;

import java.net.URI;
import java.util.List;
import java.util.Optional;

import dev.playgate.stream.Medium;
import dev.playgate.stream.ParsedTarget;
import dev.playgate.stream.PlayoutForm;
import dev.playgate.stream.PlayoutTarget;
import dev.playgate.stream.StreamName;
import dev.playgate.stream.TargetParser;

/** Targets of both forms of product section 5. */
final class Targets {

    private static final URI ORIGIN = URI.create("http://127.0.0.1:8090");

    static final TargetParser PARSER = new TargetParser(
            List.of(new PlayoutForm("/hls/", Optional.empty(), Medium.HLS, ORIGIN, Optional.empty()),
                    new PlayoutForm("/h5live/authhttp/", Optional.of("stream"), Medium.HLS, ORIGIN,
                            Optional.of("rtmp://localhost/splay"))),
            List.of("jwtoken", "ticket"));

    private Targets() {
    }

    static PlayoutTarget path(StreamName stream) {
        return parse("/hls/" + stream + "/index.m3u8");
    }

    static PlayoutTarget query(StreamName stream) {
        return parse("/h5live/authhttp/playlist.m3u8?stream=" + stream);
    }

    static PlayoutTarget parse(String target) {
        ParsedTarget parsed = PARSER.parse(target);
        if (parsed instanceof PlayoutTarget playout) {
            return playout;
        }
        throw new AssertionError(target + " is " + parsed);
    }
}
