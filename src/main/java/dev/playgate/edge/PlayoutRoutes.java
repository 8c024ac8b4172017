package dev.playgate.edge;

import java.util.List;

import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;

import dev.playgate.stream.PlayoutForm;

/** One route for each playout form: what the {@link TargetFilter} read as of that form goes to its origin. */
final class PlayoutRoutes implements RouteLocator {

    private final List<Route> routes;

    PlayoutRoutes(List<PlayoutForm> forms) {
        routes = forms.stream().map(PlayoutRoutes::route).toList();
    }

    private static Route route(PlayoutForm form) {
        return Route.async().id("playout" + form.pathPrefix()).uri(form.origin())
                .predicate(exchange -> isOf(exchange, form)).build();
    }

    private static boolean isOf(ServerWebExchange exchange, PlayoutForm form) {
        return PlayoutExchange.target(exchange).map(target -> target.form().equals(form)).orElse(false);
    }

    @Override
    public Flux<Route> getRoutes() {
        return Flux.fromIterable(routes);
    }
}
