package dev.playgate.edge;

import java.util.List;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.cloud.gateway.filter.headers.TrailerHeadersFilter;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;

/**
 * Applies {@link OriginHeaders} in one direction. Trailers are on no list: none passes.
 *
 * @param direction to the origin ({@code REQUEST}) or to the viewer ({@code RESPONSE})
 */
record OriginHeadersFilter(Type direction) implements HttpHeadersFilter, TrailerHeadersFilter {

    @Override
    public boolean supports(Type type) {
        return type == direction;
    }

    @Override
    public HttpHeaders filter(HttpHeaders headers, ServerWebExchange exchange) {
        Predicate<String> passes = switch (direction) {
            case REQUEST -> {
                boolean playlist = PlayoutExchange.target(exchange).map(OriginHeaders::asksForPlaylist).orElse(false);
                yield name -> OriginHeaders.passesToOrigin(name, playlist);
            }
            case RESPONSE -> OriginHeaders::passesToViewer;
        };
        HttpHeaders passed = new HttpHeaders();
        headers.forEach((String name, List<String> values) -> {
            // A name that was written in two ways comes twice, with all values each time.
            if (passes.test(name) && !passed.containsHeader(name)) {
                passed.addAll(name, values);
            }
        });
        if (direction == Type.REQUEST) {
            if (!passed.containsHeader(HttpHeaders.USER_AGENT)) {
                passed.set(HttpHeaders.USER_AGENT, OriginHeaders.USER_AGENT);
            }
            PlayoutExchange.traceFields(exchange).forEach(passed::set);
        }
        return passed;
    }

    @Override
    public HttpHeaders trailers(@Nullable HttpHeaders trailers, ServerWebExchange exchange) {
        return HttpHeaders.EMPTY;
    }
}
