package dev.playgate.control.dashboard;

import org.springframework.http.HttpHeaders;
import org.springframework.security.web.server.header.ServerHttpHeadersWriter;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

import dev.playgate.control.registry.PublicProperties;

/**
 * What a page may load and use: no inline script or style, nothing from elsewhere, and no page of anybody's around ours.
 * The page that plays reads media from where viewers do.
 */
final class ContentPolicy implements ServerHttpHeadersWriter {

    private static final String CONTENT_SECURITY_POLICY = "Content-Security-Policy";
    private static final String PERMISSIONS_POLICY = "Permissions-Policy";

    static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'; connect-src 'self'";
    private static final String PERMISSIONS = "camera=(), microphone=(), geolocation=(), payment=(), usb=()";

    private final String playing;

    ContentPolicy(PublicProperties place) {
        this.playing = POLICY + " " + place.at("") + " " + (place.secure() ? "wss://" : "ws://") + place.host()
                + "; media-src blob:; worker-src 'none'";
    }

    @Override
    public Mono<Void> writeHttpHeaders(ServerWebExchange exchange) {
        boolean plays = exchange.getRequest().getPath().pathWithinApplication().value().startsWith("/playout/");
        HttpHeaders headers = exchange.getResponse().getHeaders();
        headers.set(CONTENT_SECURITY_POLICY, plays ? playing : POLICY);
        headers.set(PERMISSIONS_POLICY, PERMISSIONS);
        return Mono.empty();
    }
}
