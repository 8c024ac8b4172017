package dev.playgate.edge;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;

import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.filter.RouteToRequestUrlFilter;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.netty.channel.AbortedException;
import reactor.netty.http.client.PrematureCloseException;

import dev.playgate.stream.PlayoutTarget;

import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.GATEWAY_REQUEST_URL_ATTR;

/** Builds the origin's URL from the parsed target; what the gateway made of the client's is dropped (security B1). */
final class OriginFilter implements GlobalFilter, Ordered {

    private final OriginMeters meters;

    OriginFilter(OriginMeters meters) {
        this.meters = meters;
    }

    @Override
    public int getOrder() {
        return RouteToRequestUrlFilter.ROUTE_TO_URL_FILTER_ORDER + 1;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        PlayoutTarget target = PlayoutExchange.target(exchange).orElseThrow();
        URI origin = target.form().origin();
        exchange.getAttributes().put(GATEWAY_REQUEST_URL_ATTR,
                URI.create(origin.getScheme() + "://" + origin.getRawAuthority() + target.originTarget()));
        Runnable answered = meters.asked();
        return chain.filter(exchange)
                .onErrorResume(OriginFilter::isDeadConnection, _ -> again(exchange, chain))
                .doOnSuccess(_ -> answered.run());
    }

    /**
     * An origin may close a connection at the moment in which it is used again. What is asked is only ever read, and
     * nothing has come back, so it can be asked once more.
     */
    private static Mono<Void> again(ServerWebExchange exchange, GatewayFilterChain chain) {
        ServerWebExchangeUtils.reset(exchange);
        return chain.filter(exchange);
    }

    private static boolean isDeadConnection(Throwable failure) {
        return failure instanceof PrematureCloseException || failure instanceof AbortedException
                || (failure instanceof IOException && !(failure instanceof ConnectException));
    }
}
