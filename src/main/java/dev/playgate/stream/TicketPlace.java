package dev.playgate.stream;

/** How what a playlist leads to carries the session's ticket. */
public enum TicketPlace {
    /** Each reference of the playlist is given it as a query parameter. */
    QUERY,
    /** The playlist is asked again below a path segment that holds it, which relative references inherit. */
    PATH,
    /** The playlist's answer sets it as a cookie. */
    COOKIE
}
