package dev.playgate.stream;

import java.net.URI;
import java.util.Optional;

/**
 * One way in which playout URLs name a stream, and the origin that serves it (product section 5).
 *
 * @param pathPrefix what the path starts with: {@code /hls/} when the next segment names the stream, or a whole
 *        folder such as {@code /h5live/authhttp/} when a query parameter does; starts and ends with a slash
 * @param streamParameter the query parameter that names the stream; empty: the path segment after the prefix does
 * @param origin scheme, host, port and an optional base path without trailing slash, which the path is appended to
 * @param source what the gateway sends as the query parameter {@code url}, whatever the client wrote (security B4)
 */
public record PlayoutForm(String pathPrefix, Optional<String> streamParameter, Medium medium, URI origin,
        Optional<String> source) {}
