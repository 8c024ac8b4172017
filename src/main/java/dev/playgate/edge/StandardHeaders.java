package dev.playgate.edge;

import java.util.List;
import java.util.function.BiConsumer;

import io.netty.util.AsciiString;

/** What every answer has, refusals and the origin's included (product section 6, security G1). */
record StandardHeaders(Cors cors) {

    private static final AsciiString REQUEST_ID = AsciiString.cached(RequestId.HEADER);
    private static final AsciiString REFERRER_POLICY = AsciiString.cached("Referrer-Policy");
    private static final AsciiString NO_REFERRER = AsciiString.cached("no-referrer");
    private static final AsciiString CONTENT_TYPE_OPTIONS = AsciiString.cached("X-Content-Type-Options");
    private static final AsciiString NO_SNIFF = AsciiString.cached("nosniff");

    /**
     * Gives each field, by name and value.
     *
     * @param origin the field lines of {@code Origin}
     */
    void forEach(List<String> origin, String requestId, BiConsumer<CharSequence, CharSequence> field) {
        cors.forEach(origin, field);
        field.accept(REQUEST_ID, requestId);
        field.accept(REFERRER_POLICY, NO_REFERRER);
        field.accept(CONTENT_TYPE_OPTIONS, NO_SNIFF);
    }
}
