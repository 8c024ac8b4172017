package dev.playgate.edge.playlist;

/** Where a path of this edge leaves the stream's name (product section 5). */
public enum StreamNaming {
    /** The path names the stream itself. */
    IN_PATH,
    /** A query parameter beside the path names the stream. */
    IN_QUERY,
    /** No playout path: unknown, with a credential segment, or in a spelling that the edge refuses (security B5). */
    NONE
}
