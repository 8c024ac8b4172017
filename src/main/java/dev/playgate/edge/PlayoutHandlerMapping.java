package dev.playgate.edge;

import org.springframework.cloud.gateway.config.GlobalCorsProperties;
import org.springframework.cloud.gateway.handler.FilteringWebHandler;
import org.springframework.cloud.gateway.handler.RoutePredicateHandlerMapping;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.core.env.Environment;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Finds the route of a playout request by what was read of its target, without asking the routes one after the other. */
final class PlayoutHandlerMapping extends RoutePredicateHandlerMapping {

    private final PlayoutRoutes routes;

    PlayoutHandlerMapping(PlayoutRoutes routes, FilteringWebHandler handler, GlobalCorsProperties cors,
            Environment environment) {
        super(handler, routes, cors, environment);
        this.routes = routes;
    }

    @Override
    protected Mono<Route> lookupRoute(ServerWebExchange exchange) {
        return Mono.justOrEmpty(PlayoutExchange.target(exchange).flatMap(target -> routes.of(target.form())));
    }
}
