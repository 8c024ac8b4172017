package dev.playgate.edge;

import dev.playgate.edge.playlist.PlaylistRewrite;
import dev.playgate.edge.playlist.PlaylistRewriter;

import static java.nio.charset.StandardCharsets.UTF_8;

/** One playlist on its way through a {@link PlaylistRewriter}: each part goes out as soon as it is complete. */
public final class PlaylistBody {

    private final PlaylistRewriter rewriter;
    private final int maximum;
    private long received;

    /** @param maximum bytes that the origin may send; past it, the body fails */
    PlaylistBody(PlaylistRewriter rewriter, int maximum) {
        this.rewriter = rewriter;
        this.maximum = maximum;
    }

    /**
     * What goes out for the next part that came; may be nothing.
     *
     * @throws OriginAnswerException if this is no playlist
     */
    public byte[] feed(byte[] part) {
        received += part.length;
        if (received > maximum) {
            throw new OriginAnswerException("a playlist that is too long");
        }
        return delivered(rewriter.feed(part));
    }

    /**
     * What goes out last; may be nothing.
     *
     * @throws OriginAnswerException if this was no playlist
     */
    public byte[] finish() {
        return delivered(rewriter.finish());
    }

    private static byte[] delivered(PlaylistRewrite rewrite) {
        return switch (rewrite) {
            case PlaylistRewrite.Rewritten(var text) -> text.getBytes(UTF_8);
            case PlaylistRewrite.NotAPlaylist(var fault) -> throw new OriginAnswerException("a playlist: " + fault);
        };
    }
}
