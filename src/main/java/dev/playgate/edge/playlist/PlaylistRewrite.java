package dev.playgate.edge.playlist;

/** The outcome of rewriting what an origin sent as a playlist. */
public sealed interface PlaylistRewrite {

    /**
     * The playlist to deliver, in UTF-8.
     *
     * @param playlist its text; holds the viewer's ticket
     */
    record Rewritten(String playlist) implements PlaylistRewrite {

        /** Without the text, which holds a credential (security G1). */
        @Override
        public String toString() {
            return "Rewritten[" + playlist.length() + " characters]";
        }
    }

    /** The origin's answer is not to be delivered as a playlist: 502 for the viewer. */
    record NotAPlaylist(Fault fault) implements PlaylistRewrite {}

    /** What is wrong with the origin's answer. */
    enum Fault {
        /** Bytes that are not UTF-8, which RFC 8216 section 4 demands. */
        NOT_UTF_8,
        /** The first line is not {@code #EXTM3U}. So it is with a byte order mark, which RFC 8216 section 4 forbids. */
        NO_EXTM3U,
        /** More references than {@value HlsPlaylist#MAX_REFERENCES}: with a ticket on each the answer would swell. */
        TOO_MANY_REFERENCES
    }
}
