package dev.playgate.edge.playlist;

/** The outcome of rewriting a part of what an origin sent as a playlist. */
public sealed interface PlaylistRewrite {

    /**
     * The part of the playlist to deliver next, in UTF-8.
     *
     * @param text holds the viewer's ticket; empty if nothing is complete yet
     */
    record Rewritten(String text) implements PlaylistRewrite {

        /** Without the text, which holds a credential (security G1). */
        @Override
        public String toString() {
            return "Rewritten[" + text.length() + " characters]";
        }
    }

    /**
     * The origin's answer is not to be delivered as a playlist: 502 for the viewer, and where a part of it has been
     * delivered, a cut.
     */
    record NotAPlaylist(Fault fault) implements PlaylistRewrite {}

    /** What is wrong with the origin's answer. */
    enum Fault {
        /** Bytes that are not UTF-8, which RFC 8216 section 4 demands. */
        NOT_UTF_8,
        /** The first line is not {@code #EXTM3U}. So it is with a byte order mark, which RFC 8216 section 4 forbids. */
        NO_EXTM3U,
        /** A line, tag, comment or text of more than {@value PlaylistRewriter#MAX_PIECE} bytes. */
        TOO_LONG_A_PIECE,
        /** More than {@value PlaylistRewriter#MAX_REFERENCES}: with a ticket on each the answer would swell. */
        TOO_MANY_REFERENCES,
        /** No well-formed XML 1.0 in UTF-8, or with an entity that XML itself does not have. */
        NOT_XML,
        /** A document type: entities of its own, files and hosts to read them from. No manifest needs one. */
        DOCUMENT_TYPE,
        /** The root is none of {@code MPD}, {@code Patch}, and the elements that are loaded one by one. */
        NO_MANIFEST,
        /** Elements nested deeper, or with more attributes, than in any manifest. */
        TOO_COMPLEX,
        /** An element in the text of a reference, so that readers would differ on it. */
        MIXED_REFERENCE,
        /** A patch that leads what was given a ticket before to another host (security B9). */
        FOREIGN_BASE
    }
}
