package dev.playgate.edge.playlist;

import java.util.Optional;
import java.util.Set;

/**
 * Rewrites one playlist while it arrives: what is complete is given back at once, and no more is kept than the line or
 * the tag that has begun. Not for use by two threads at a time, nor after it has found a fault.
 *
 * <p>With no {@link ChildReferences} at hand no reference is given anything; that no variable of the playlist lifts a
 * credential out of the playlist's own URL (security B9) holds in any case.
 */
public sealed interface PlaylistRewriter permits HlsRewriter, DashRewriter {

    /** Enough for a day of one-second segments; bounds what the tickets can add to an answer to some 25 MB. */
    int MAX_REFERENCES = 100_000;

    /** In bytes: the longest line of HLS and the longest tag of DASH. What is longer is a fault. */
    int MAX_PIECE = 64 << 10;

    /** The next bytes of the origin's answer, without a content coding; the caller bounds their sum. */
    PlaylistRewrite feed(byte[] bytes);

    /** What is left when all has arrived. */
    PlaylistRewrite finish();

    /**
     * For an HLS playlist.
     *
     * @param credentials names of all query parameters that carry a credential
     */
    static PlaylistRewriter hls(Optional<ChildReferences> children, Set<String> credentials) {
        return new HlsRewriter(reference -> children.map(c -> c.rewrite(reference)).orElse(reference), credentials);
    }

    /** For a DASH manifest or a patch of one. */
    static PlaylistRewriter dash(Optional<ChildReferences> children) {
        return new DashRewriter(children);
    }
}
