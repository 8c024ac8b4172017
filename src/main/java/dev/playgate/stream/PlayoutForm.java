package dev.playgate.stream;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One way in which playout URLs name a stream, and the origin that serves it (product section 5).
 *
 * @param pathPrefix what the path starts with: {@code /hls/} when the next segment names the stream, or a whole
 *        folder such as {@code /h5live/authhttp/} when a query parameter does; normal (security B5), without a percent
 *        sign, starts with a slash. It ends with one too, unless a query parameter names the stream: without, it stands
 *        for itself and all below it
 * @param streamParameter the query parameter that names the stream, of {@code a-z_}, by convention
 *        {@value #DEFAULT_STREAM_PARAMETER}; empty: the path segment after the prefix does
 * @param origins that serve it alike, 1 to {@value #MAX_ORIGINS}: scheme (http or https), host, port and an optional base
 *        path without trailing slash, the same in all, which the path is appended to
 * @param source what the gateway sends as the query parameter {@code url}, whatever the client wrote (security B4);
 *        printable ASCII without spaces
 * @param tickets how what its playlists lead to carries the session's ticket; in the query if a parameter names the
 *        stream
 */
public record PlayoutForm(String pathPrefix, Optional<String> streamParameter, Medium medium,
        List<URI> origins, Optional<String> source, TicketPlace tickets) {

    /** What names the stream in the query form of product section 5; reserved in every form. */
    public static final String DEFAULT_STREAM_PARAMETER = "stream";

    static final int MAX_ORIGINS = 16;

    private static final int MAX_PORT = 65535;
    private static final Pattern PARAMETER_NAME = Pattern.compile("[a-z_]+");
    private static final AsciiSet SOURCE = UriCharacters.PRINTABLE.minus(" ");

    /** Throws {@link IllegalArgumentException} that says what is wrong, with the prefix of the form. */
    public PlayoutForm {
        check(PathSyntax.isNormal(pathPrefix) && pathPrefix.indexOf('%') < 0, pathPrefix,
                "the path prefix starts with a slash and is in normal form");
        check(pathPrefix.endsWith("/") || streamParameter.isPresent(), pathPrefix,
                "the path prefix ends with a slash, since the next segment names the stream");
        check(!pathPrefix.startsWith("/~"), pathPrefix, "a first segment with a tilde is a credential");
        streamParameter.ifPresent(name -> check(
                PARAMETER_NAME.matcher(name).matches() && !ReservedParameters.isTaken(name), pathPrefix,
                "the stream parameter has a-z and _ only, and is none of url, group, groupid"));
        check(tickets == TicketPlace.QUERY || streamParameter.isEmpty(), pathPrefix,
                "tickets in the path or in a cookie want a path that names the stream");
        origins = List.copyOf(origins);
        check(!origins.isEmpty() && origins.size() <= MAX_ORIGINS, pathPrefix,
                "there are 1 to " + MAX_ORIGINS + " origins");
        for (URI origin : origins) {
            checkOrigin(pathPrefix, origin);
        }
        check(origins.stream().map(URI::getRawPath).distinct().count() == 1, pathPrefix,
                "the origins have the same base path");
        check(origins.stream().map(URI::getRawAuthority).distinct().count() == origins.size(), pathPrefix,
                "no origin is named twice");
        source.ifPresent(text -> check(!text.isEmpty() && SOURCE.containsAll(text, 0, text.length()), pathPrefix,
                "the source is printable ASCII without spaces"));
    }

    /** With one origin, and tickets in the query. */
    public PlayoutForm(String pathPrefix, Optional<String> streamParameter, Medium medium, URI origin,
            Optional<String> source) {
        this(pathPrefix, streamParameter, medium, List.of(origin), source, TicketPlace.QUERY);
    }

    /** What the path is appended to on each origin. */
    String basePath() {
        return origins.getFirst().getRawPath();
    }

    /** @param path a normal one */
    boolean isAt(String path) {
        int end = pathPrefix.length();
        return path.startsWith(pathPrefix)
                && (pathPrefix.charAt(end - 1) == '/' || path.length() == end || path.charAt(end) == '/');
    }

    private static void checkOrigin(String prefix, URI origin) {
        check("http".equals(origin.getScheme()) || "https".equals(origin.getScheme()), prefix,
                "the origin is an http or https URL");
        check(origin.getHost() != null, prefix, "the origin has a host");
        check(origin.getPort() != 0 && origin.getPort() <= MAX_PORT, prefix, "the origin's port is 1 to 65535");
        check(origin.getRawUserInfo() == null, prefix, "the origin has no user");
        check(origin.getRawQuery() == null && origin.getRawFragment() == null, prefix,
                "the origin has no query and no fragment");
        String base = origin.getRawPath();
        check(base.isEmpty() || (PathSyntax.isNormal(base) && !base.endsWith("/")), prefix,
                "the origin's base path is in normal form, without a slash at its end");
    }

    private static void check(boolean holds, String prefix, String rule) {
        if (!holds) {
            throw new IllegalArgumentException("playout form " + prefix + ": " + rule);
        }
    }
}
