package dev.playgate.edge;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.channels.NotYetConnectedException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.filter.RouteToRequestUrlFilter;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.support.RouteMetadataUtils;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.netty.channel.AbortedException;
import reactor.netty.http.client.PrematureCloseException;

import dev.playgate.stream.PlayoutTarget;

import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.GATEWAY_REQUEST_URL_ATTR;
import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR;

/** Builds the origin's URL from the parsed target; what the gateway made of the client's is dropped (security B1). */
final class OriginFilter implements GlobalFilter, Ordered {

    private final OriginMeters meters;
    private final OriginChoice origins;

    OriginFilter(OriginMeters meters, OriginChoice origins) {
        this.meters = meters;
        this.origins = origins;
    }

    @Override
    public int getOrder() {
        return RouteToRequestUrlFilter.ROUTE_TO_URL_FILTER_ORDER + 1;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        PlayoutTarget target = PlayoutExchange.target(exchange).orElseThrow();
        Route route = exchange.getRequiredAttribute(GATEWAY_ROUTE_ATTR);
        Optional<OriginTries> begun = origins.begin(target, PlayoutExchange.opensSession(exchange),
                PlayoutExchange.trace(exchange));
        if (begun.isEmpty()) {
            return Mono.error(new OriginBusyException());
        }
        OriginTries tries = begun.get();
        Runnable answered = meters.asked();
        return ask(exchange, chain, target, tries, route).doOnSuccess(_ -> {
            tries.answered(Objects.requireNonNull(exchange.getResponse().getStatusCode()).value());
            answered.run();
        }).doFinally(_ -> tries.abandon());
    }

    private static Mono<Void> ask(ServerWebExchange exchange, GatewayFilterChain chain, PlayoutTarget target,
            OriginTries tries, Route route) {
        exchange.getAttributes().put(GATEWAY_REQUEST_URL_ATTR,
                URI.create(tries.origin().url() + target.originTarget()));
        exchange.getAttributes().put(GATEWAY_ROUTE_ATTR, withLimit(route, tries));
        PlayoutExchange.setTraceFields(exchange, tries.traceFields());
        return chain.filter(exchange)
                .onErrorResume(OriginFilter::isDeadConnection, _ -> again(exchange, chain))
                .onErrorResume(failure -> isNoAnswer(failure) && tries.failed(FailureHandler.outage(failure)), _ -> {
                    ServerWebExchangeUtils.reset(exchange);
                    return ask(exchange, chain, target, tries, route);
                });
    }

    private static Route withLimit(Route route, OriginTries tries) {
        return Route.async().id(route.getId()).uri(route.getUri()).asyncPredicate(route.getPredicate())
                .metadata(RouteMetadataUtils.RESPONSE_TIMEOUT_ATTR,
                        Math.max(1, TimeUnit.NANOSECONDS.toMillis(tries.limitNanos())))
                .build();
    }

    /**
     * An origin may close a connection at the moment in which it is used again; and the socket of a new one may have got the
     * number of one that was closed in the same turn of the event loop, as when a stream of HTTP/2 is reset, and be told of what
     * happened to that before it is connected. What is asked is only ever read, and nothing has come back, so it can be asked
     * once more.
     */
    private static Mono<Void> again(ServerWebExchange exchange, GatewayFilterChain chain) {
        ServerWebExchangeUtils.reset(exchange);
        return chain.filter(exchange);
    }

    private static boolean isNoAnswer(Throwable failure) {
        return switch (FailureHandler.outage(failure)) {
            case ORIGIN_UNREACHABLE, ORIGIN_TIMEOUT -> true;
            default -> false;
        };
    }

    private static boolean isDeadConnection(Throwable failure) {
        return failure instanceof PrematureCloseException || failure instanceof AbortedException
                || failure instanceof NotYetConnectedException
                || (failure instanceof IOException && !(failure instanceof ConnectException));
    }
}
