package dev.playgate.edge.playlist;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Set;
import java.util.function.UnaryOperator;

import dev.playgate.edge.playlist.PlaylistRewrite.Fault;
import dev.playgate.edge.playlist.PlaylistRewrite.NotAPlaylist;
import dev.playgate.edge.playlist.PlaylistRewrite.Rewritten;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Rewrites HLS playlists, multivariant and media ones alike (RFC 8216 and its second edition, rfc8216bis). */
public final class HlsPlaylist {

    /** Enough for a day of one-second segments; bounds what the tickets can add to an answer to some 25 MB. */
    static final int MAX_REFERENCES = 100_000;

    private static final String HEADER = "#EXTM3U";

    private HlsPlaylist() {
    }

    /**
     * Gives every reference of the playlist to {@code children}. What is not a reference stays as it is, byte for byte,
     * line endings included, but for {@code EXT-X-DEFINE} tags that would lift a credential out of the playlist's own
     * URL. One pass, linear in the body's size.
     *
     * @param body the whole answer of the origin, without a content coding; the caller bounds its size
     */
    public static PlaylistRewrite rewrite(byte[] body, ChildReferences children) {
        return rewrite(body, children::rewrite, children.credentials());
    }

    static PlaylistRewrite rewrite(byte[] body, UnaryOperator<String> reference, Set<String> credentials) {
        String playlist;
        try {
            playlist = UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
        } catch (CharacterCodingException e) {
            return new NotAPlaylist(Fault.NOT_UTF_8);
        }
        if (!hasHeader(playlist)) {
            return new NotAPlaylist(Fault.NO_EXTM3U);
        }
        var lines = new LineRewriter(reference, new QueryDefinitions(credentials), playlist.length());
        for (int start = 0; start < playlist.length();) {
            int feed = playlist.indexOf('\n', start);
            int next = feed < 0 ? playlist.length() : feed + 1;
            int end = feed < 0 ? next : feed;
            if (end > start && playlist.charAt(end - 1) == '\r') {
                end--;
            }
            lines.line(playlist.substring(start, end));
            lines.ending(playlist.substring(end, next));
            start = next;
        }
        return lines.references() > MAX_REFERENCES
                ? new NotAPlaylist(Fault.TOO_MANY_REFERENCES)
                : new Rewritten(lines.text());
    }

    private static boolean hasHeader(String playlist) {
        return playlist.startsWith(HEADER)
                && (playlist.length() == HEADER.length() || " \t\r\n".indexOf(playlist.charAt(HEADER.length())) >= 0);
    }
}
