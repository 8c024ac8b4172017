package dev.playgate.demo;

import java.net.URI;

import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * The player page under {@code /demo}. It lies outside {@code classpath:/static}, so that no other profile serves it.
 */
final class DemoPage {

    /** No inline script or style. hls.js hands its media and its worker to the browser as {@code blob:} URLs. */
    static final String CONTENT_SECURITY_POLICY = "default-src 'self'; media-src 'self' blob:; worker-src 'self' blob:;"
            + " object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final URI PAGE = URI.create("/demo/index.html");

    private DemoPage() {
    }

    static RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route().GET("/demo", request -> ServerResponse.temporaryRedirect(PAGE).build())
                .GET("/demo/", request -> ServerResponse.temporaryRedirect(PAGE).build())
                .add(RouterFunctions.resources("/demo/**", new ClassPathResource("demo/page/"),
                        (file, headers) -> protect(headers)))
                .build();
    }

    private static void protect(HttpHeaders headers) {
        headers.set("Content-Security-Policy", CONTENT_SECURITY_POLICY);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        headers.setCacheControl(CacheControl.noCache());
    }
}
