package dev.playgate.control.dashboard;

import org.springframework.http.HttpHeaders;
import org.springframework.security.web.server.header.ServerHttpHeadersWriter;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

import dev.playgate.control.registry.PublicProperties;

/**
 * What a page may load and use: no inline script or style, nothing from elsewhere, no camera, and no page of anybody's
 * around ours. The page that plays reads media from where viewers do; the one that sends uses camera and microphone, and
 * asks the configured endpoint and nobody else.
 */
final class ContentPolicy implements ServerHttpHeadersWriter {

    private static final String CONTENT_SECURITY_POLICY = "Content-Security-Policy";
    private static final String PERMISSIONS_POLICY = "Permissions-Policy";
    private static final String SENDS = ContentPolicy.class.getName() + ".sends";

    static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'; connect-src 'self'";
    static final String PERMISSIONS = "camera=(), microphone=(), geolocation=(), payment=(), usb=()";

    private static final String SENDING_PERMISSIONS = PERMISSIONS.replace("camera=(), microphone=()",
            "camera=(self), microphone=(self)");

    private final String playing;
    private final String sending;

    ContentPolicy(PublicProperties place, IngestProperties ingest) {
        this.playing = POLICY + " " + place.at("") + " " + (place.secure() ? "wss://" : "ws://") + place.host()
                + "; media-src blob:; worker-src 'none'";
        this.sending = POLICY + ingest.whipOrigin().map(origin -> " " + origin).orElse("");
    }

    /** Tells that the page which is being made sends from the browser. */
    static void sends(ServerWebExchange exchange) {
        exchange.getAttributes().put(SENDS, true);
    }

    @Override
    public Mono<Void> writeHttpHeaders(ServerWebExchange exchange) {
        boolean plays = exchange.getRequest().getPath().pathWithinApplication().value().startsWith("/playout/");
        boolean sends = exchange.getAttributeOrDefault(SENDS, false);
        HttpHeaders headers = exchange.getResponse().getHeaders();
        headers.set(CONTENT_SECURITY_POLICY, sends ? sending : plays ? playing : POLICY);
        headers.set(PERMISSIONS_POLICY, sends ? SENDING_PERMISSIONS : PERMISSIONS);
        return Mono.empty();
    }
}
