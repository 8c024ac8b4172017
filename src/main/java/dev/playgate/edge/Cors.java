package dev.playgate.edge;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Cross-origin access (product section 6): every answer is readable by the pages that may play. Which page may play
 * what is the token's matter, so by default all may read.
 *
 * @param origins the origins that may read, and may send cookies; empty: all, without cookies
 */
record Cors(List<String> origins) {

    private static final String EXPOSED = "Content-Length, Content-Range, Date, ETag, Retry-After, X-Request-Id, "
            + OriginHeaders.SHADOW;
    private static final String METHODS = "GET, HEAD, POST, OPTIONS";
    private static final String REQUEST_HEADERS = "Authorization, Content-Type, Range, If-Range, If-None-Match, "
            + "If-Modified-Since, X-BINTU-APIKEY, X-BINTU-TOKEN";

    Cors {
        origins = List.copyOf(origins);
    }

    /** @param origin the field lines of {@code Origin} */
    Map<String, String> headers(List<String> origin) {
        if (origins.isEmpty()) {
            return Map.of("Access-Control-Allow-Origin", "*", "Access-Control-Expose-Headers", EXPOSED);
        }
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Vary", "Origin");
        if (origin.size() == 1 && origins.contains(origin.getFirst())) {
            headers.put("Access-Control-Allow-Origin", origin.getFirst());
            headers.put("Access-Control-Allow-Credentials", "true");
            headers.put("Access-Control-Expose-Headers", EXPOSED);
        }
        return headers;
    }

    /** What a preflight is answered with, beside {@link #headers}. */
    static Map<String, String> preflightHeaders() {
        return Map.of("Access-Control-Allow-Methods", METHODS, "Access-Control-Allow-Headers", REQUEST_HEADERS,
                "Access-Control-Max-Age", "600", "Allow", METHODS);
    }
}
