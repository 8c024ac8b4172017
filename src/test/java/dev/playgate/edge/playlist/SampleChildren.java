package dev.playgate.edge.playlist;

import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** The references of one session's playlists, as a test finds them unless it says otherwise. */
final class SampleChildren {

    static final String HOST = "play.example";
    static final String ORIGIN = "127.0.0.1:8090";
    static final String TICKET = "ticket=T1-c_k";
    static final QueryParameter STREAM = new QueryParameter("stream", "Demo1-live1");
    static final UnaryOperator<String> MARKING = reference -> "<" + reference + ">";

    private static final Pattern PATH_FORM = Pattern.compile("/(?:hls|dash)/[A-Za-z0-9_-]+/[^;]+");
    private static final Pattern QUERY_FORM = Pattern.compile("/h5live/authhttp/[^;]+");

    private SampleChildren() {
    }

    /** Of {@code /hls/Demo1-live1/index.m3u8}, entered with a query credential. */
    static ChildReferences ofPathForm() {
        return of("/hls/Demo1-live1/index.m3u8", HOST, false, Optional.empty());
    }

    /** Of {@code /h5live/authhttp/playlist.m3u8?stream=Demo1-live1}. */
    static ChildReferences ofQueryForm() {
        return of("/h5live/authhttp/playlist.m3u8", HOST, false, Optional.of(STREAM));
    }

    /** Of {@code /dash/Demo1-live1/manifest.mpd}. */
    static ChildReferences ofDash() {
        return of("/dash/Demo1-live1/manifest.mpd", HOST, false, Optional.empty());
    }

    /** Of {@code /~TOKEN/hls/Demo1-live1/index.m3u8}. */
    static ChildReferences ofPathCredential() {
        return of("/hls/Demo1-live1/index.m3u8", HOST, true, Optional.empty());
    }

    static ChildReferences ofHost(String host) {
        return of("/hls/Demo1-live1/index.m3u8", host, false, Optional.empty());
    }

    private static ChildReferences of(String base, String host, boolean absolutePaths,
            Optional<QueryParameter> stream) {
        return new ChildReferences(base, "", Set.of(host, ORIGIN), SampleChildren::naming, absolutePaths,
                new QueryParameter("ticket", "T1-c_k"), Set.of("jwtoken", "token"), stream);
    }

    private static StreamNaming naming(String path) {
        if (PATH_FORM.matcher(path).matches()) {
            return StreamNaming.IN_PATH;
        }
        return QUERY_FORM.matcher(path).matches() ? StreamNaming.IN_QUERY : StreamNaming.NONE;
    }
}
