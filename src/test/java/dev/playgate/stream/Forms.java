package dev.playgate.stream;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/** The valid fixture: the forms of product section 5, and a parser over them. */
final class Forms {

    static final PlayoutForm HLS = byPath("/hls/", Medium.HLS);
    static final PlayoutForm H5LIVE = new PlayoutForm("/h5live/authhttp/", Optional.of("stream"), Medium.HLS,
            URI.create("https://media.example:8443/base"), Optional.of("rtmp://localhost/splay"));
    static final PlayoutForm CUSTOM = new PlayoutForm("/play/", Optional.of("stream_name"), Medium.PROGRESSIVE,
            URI.create("http://origin"), Optional.empty());

    static final TargetParser PARSER = new TargetParser(List.of(HLS, H5LIVE, CUSTOM),
            List.of("jwtoken", "ticket", "access_token"));

    private Forms() {
    }

    static PlayoutForm byPath(String prefix, Medium medium) {
        return new PlayoutForm(prefix, Optional.empty(), medium, URI.create("http://origin:8090"), Optional.empty());
    }

    static PlayoutTarget playout(String target) {
        return (PlayoutTarget) PARSER.parse(target);
    }
}
