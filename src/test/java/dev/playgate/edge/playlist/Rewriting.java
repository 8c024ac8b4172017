package dev.playgate.edge.playlist;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

import dev.playgate.edge.playlist.PlaylistRewrite.NotAPlaylist;
import dev.playgate.edge.playlist.PlaylistRewrite.Rewritten;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Driving rewriters with playlists that are at hand as a whole. */
final class Rewriting {

    static final Set<String> CREDENTIALS = Set.of("ticket", "jwtoken");

    private Rewriting() {
    }

    static PlaylistRewrite hls(byte[] body, UnaryOperator<String> reference) {
        return of(new HlsRewriter(reference, CREDENTIALS), body);
    }

    static PlaylistRewrite hls(String body, ChildReferences children) {
        return of(PlaylistRewriter.hls(Optional.of(children), children.credentials()), body.getBytes(UTF_8));
    }

    static PlaylistRewrite dash(String body, ChildReferences children) {
        return of(PlaylistRewriter.dash(Optional.of(children)), body.getBytes(UTF_8));
    }

    /**
     * Feeds the body in parts.
     *
     * @param cuts where a part ends, in ascending order
     */
    static PlaylistRewrite of(PlaylistRewriter rewriter, byte[] body, int... cuts) {
        StringBuilder text = new StringBuilder();
        int from = 0;
        for (int i = 0; i <= cuts.length; i++) {
            int to = i < cuts.length ? cuts[i] : body.length;
            switch (rewriter.feed(Arrays.copyOfRange(body, from, to))) {
                case Rewritten(var part) -> text.append(new String(part.getBytes(UTF_8), UTF_8));
                case NotAPlaylist fault -> {
                    return fault;
                }
            }
            from = to;
        }
        return switch (rewriter.finish()) {
            case Rewritten(var part) -> new Rewritten(text.append(part).toString());
            case NotAPlaylist fault -> fault;
        };
    }
}
