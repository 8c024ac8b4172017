package dev.playgate.edge;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.route.RouteLocator;
import reactor.core.publisher.Flux;

import dev.playgate.stream.PlayoutForm;

/** One route for each playout form: what the {@link TargetFilter} read as of that form goes to its origin. */
final class PlayoutRoutes implements RouteLocator {

    private final Map<PlayoutForm, Route> routes;

    PlayoutRoutes(List<PlayoutForm> forms) {
        routes = forms.stream().collect(Collectors.toUnmodifiableMap(form -> form, PlayoutRoutes::route));
    }

    private static Route route(PlayoutForm form) {
        return Route.async().id("playout" + form.pathPrefix()).uri(form.origins().getFirst())
                .predicate(exchange -> PlayoutExchange.target(exchange).filter(target -> target.form().equals(form))
                        .isPresent())
                .build();
    }

    Optional<Route> of(PlayoutForm form) {
        return Optional.ofNullable(routes.get(form));
    }

    @Override
    public Flux<Route> getRoutes() {
        return Flux.fromIterable(routes.values());
    }
}
