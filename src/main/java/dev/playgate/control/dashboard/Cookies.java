package dev.playgate.control.dashboard;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpCookie;
import org.springframework.http.ResponseCookie;
import org.springframework.web.server.ServerWebExchange;

/**
 * The dashboard's cookies: all for this host alone, out of reach of scripts, and not sent along from other sites
 * (security G3). They end with the browser; the session's own end is in the registry.
 */
final class Cookies {

    /** Lax, so that a link to a page opens it; what changes something is a POST, which no other site sends it with. */
    private static final String SAME_SITE = "Lax";

    private final boolean secure;
    private final String prefix;

    /** @param secure whether people come by https: a browser then keeps the cookies from http, and from other hosts */
    Cookies(boolean secure) {
        this.secure = secure;
        this.prefix = secure ? "__Host-playgate-" : "playgate-";
    }

    /** A cookie that the dashboard has. */
    enum Name {
        SESSION, FORM, ORGANISATION
    }

    /** Empty too when the request has several, of which one may be somebody else's. */
    Optional<String> read(ServerWebExchange exchange, Name name) {
        @Nullable
        List<HttpCookie> cookies = exchange.getRequest().getCookies().get(name(name));
        return cookies != null && cookies.size() == 1 && !cookies.getFirst().getValue().isEmpty()
                ? Optional.of(cookies.getFirst().getValue())
                : Optional.empty();
    }

    void set(ServerWebExchange exchange, Name name, String value) {
        exchange.getResponse().addCookie(cookie(name, value).build());
    }

    void clear(ServerWebExchange exchange, Name name) {
        exchange.getResponse().addCookie(cookie(name, "").maxAge(0).build());
    }

    private ResponseCookie.ResponseCookieBuilder cookie(Name name, String value) {
        return ResponseCookie.from(name(name), value).path("/").httpOnly(true).secure(secure).sameSite(SAME_SITE);
    }

    private String name(Name name) {
        return prefix + switch (name) {
            case SESSION -> "session";
            case FORM -> "form";
            case ORGANISATION -> "organisation";
        };
    }
}
