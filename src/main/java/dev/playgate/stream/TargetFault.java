package dev.playgate.stream;

/** Why a request's target is refused before anything is looked up (security B2, B3, B5). */
public enum TargetFault {
    /** The path is not in normal form, or holds a character that two parsers could read in two ways (B5). */
    PATH,
    /** The query cannot be read in exactly one way (B2). */
    QUERY,
    /** A playout URL that names no stream, or none that could exist (B3). */
    STREAM_NAME,
    /** More than one stream, group or source is named (B2, B4). */
    AMBIGUOUS_STREAM,
    /** A credential parameter stands twice (A9). */
    AMBIGUOUS_CREDENTIAL
}
