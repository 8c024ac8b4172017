package dev.playgate.control.dashboard;

import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

import dev.playgate.control.registry.PublicProperties;

/**
 * A page that plays and nothing else, for the frames of other pages: {@code /player/index.html#stream=NAME&jwtoken=..}.
 * It knows no session, so that whoever frames it gets hold of nothing.
 */
final class EmbeddedPlayer {

    private static final String PATH = "/player/";
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; media-src blob:; base-uri 'none'; form-action 'none'";

    private EmbeddedPlayer() {
    }

    /** @param query names the stream, and has the token if there is one */
    static String url(PublicProperties place, String query) {
        return place.at(PATH + "index.html#" + query);
    }

    static RouterFunction<ServerResponse> routes() {
        return RouterFunctions.resources(PATH + "**", new ClassPathResource("dashboard/player/"),
                (_, headers) -> protect(headers));
    }

    private static void protect(HttpHeaders headers) {
        headers.set("Content-Security-Policy", POLICY);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        headers.setCacheControl(CacheControl.noCache());
    }
}
