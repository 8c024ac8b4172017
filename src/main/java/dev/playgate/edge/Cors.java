package dev.playgate.edge;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

import io.netty.util.AsciiString;

/**
 * Cross-origin access (product section 6): every answer is readable by the pages that may play. Which page may play
 * what is the token's matter, so by default all may read.
 *
 * @param origins the origins that may read, and may send cookies; empty: all, without cookies
 */
record Cors(List<String> origins) {

    private static final AsciiString ALLOW_ORIGIN = AsciiString.cached("Access-Control-Allow-Origin");
    private static final AsciiString ANY = AsciiString.cached("*");
    private static final AsciiString ALLOW_CREDENTIALS = AsciiString.cached("Access-Control-Allow-Credentials");
    private static final AsciiString EXPOSE_HEADERS = AsciiString.cached("Access-Control-Expose-Headers");
    private static final AsciiString EXPOSED = AsciiString.cached(
            "Content-Length, Content-Range, Date, ETag, Retry-After, X-Request-Id, " + OriginHeaders.SHADOW);
    private static final String METHODS = "GET, HEAD, POST, OPTIONS";
    private static final String REQUEST_HEADERS = "Authorization, Content-Type, Range, If-Range, If-None-Match, "
            + "If-Modified-Since, X-BINTU-APIKEY, X-BINTU-TOKEN";

    Cors {
        origins = List.copyOf(origins);
    }

    /**
     * Gives each field, by name and value.
     *
     * @param origin the field lines of {@code Origin}
     */
    void forEach(List<String> origin, BiConsumer<CharSequence, CharSequence> field) {
        if (origins.isEmpty()) {
            field.accept(ALLOW_ORIGIN, ANY);
            field.accept(EXPOSE_HEADERS, EXPOSED);
            return;
        }
        field.accept("Vary", "Origin");
        if (origin.size() == 1 && origins.contains(origin.getFirst())) {
            field.accept(ALLOW_ORIGIN, origin.getFirst());
            field.accept(ALLOW_CREDENTIALS, "true");
            field.accept(EXPOSE_HEADERS, EXPOSED);
        }
    }

    /** What a preflight is answered with, beside {@link #forEach}. */
    static Map<String, String> preflightHeaders() {
        return Map.of("Access-Control-Allow-Methods", METHODS, "Access-Control-Allow-Headers", REQUEST_HEADERS,
                "Access-Control-Max-Age", "600", "Allow", METHODS);
    }
}
