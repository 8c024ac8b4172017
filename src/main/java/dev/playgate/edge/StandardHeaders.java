package dev.playgate.edge;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What every answer has, refusals and the origin's included (product section 6, security G1). */
record StandardHeaders(Cors cors) {

    /** @param origin the field lines of {@code Origin} */
    Map<String, String> of(List<String> origin, String requestId) {
        Map<String, String> headers = new LinkedHashMap<>(cors.headers(origin));
        headers.put(RequestId.HEADER, requestId);
        headers.put("Referrer-Policy", "no-referrer");
        headers.put("X-Content-Type-Options", "nosniff");
        return headers;
    }
}
