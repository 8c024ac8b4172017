package dev.playgate.edge;

import java.util.concurrent.atomic.AtomicReference;

import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;

import dev.playgate.stream.ParsedTarget;
import dev.playgate.stream.PlayoutTarget;
import dev.playgate.stream.TargetParser;

/**
 * The first filter: reads the target from the request line as it was sent, before any routing (security B1), says whose
 * request it is (security D4), gives every answer its standard headers, and answers {@code OPTIONS} without a token and without the origin (security B7).
 */
final class TargetFilter implements WebFilter, Ordered {

    private final TargetParser targets;
    private final Answers answers;
    private final StandardHeaders standardHeaders;

    TargetFilter(TargetParser targets, Answers answers, StandardHeaders standardHeaders) {
        this.targets = targets;
        this.answers = answers;
        this.standardHeaders = standardHeaders;
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange received, WebFilterChain chain) {
        ServerWebExchange exchange = withViewer(received);
        ServerHttpRequest request = exchange.getRequest();
        String requestId = RequestId.next();
        PlayoutExchange.setRequestId(exchange, requestId);
        HttpHeaders headers = exchange.getResponse().getHeaders();
        standardHeaders.forEach(request.getHeaders().getOrEmpty(HttpHeaders.ORIGIN), requestId,
                (name, value) -> headers.set(name.toString(), value.toString()));
        if (request.getMethod().equals(HttpMethod.OPTIONS)) {
            return AnswerWriter.write(exchange, new Answer(204, Cors.preflightHeaders(), ""));
        }
        return switch (targets.parse(rawTarget(request))) {
            case ParsedTarget.Faulty(var fault) ->
                AnswerWriter.write(exchange, answers.of(TargetFaults.refusal(fault), requestId));
            case ParsedTarget.NotPlayout _ -> chain.filter(exchange);
            case PlayoutTarget target -> {
                PlayoutExchange.setTarget(exchange, target);
                yield chain.filter(exchange);
            }
        };
    }

    /** Of the PROXY protocol the framework knows nothing. */
    private static ServerWebExchange withViewer(ServerWebExchange exchange) {
        HttpServerRequest netty = ServerHttpRequestDecorator.getNativeRequest(exchange.getRequest());
        AtomicReference<ServerWebExchange> seen = new AtomicReference<>(exchange);
        netty.withConnection(connection -> ViewerAddress.told(connection.channel()).ifPresent(viewer -> seen
                .set(exchange.mutate().request(request -> request.remoteAddress(viewer)).build())));
        return seen.get();
    }

    private static String rawTarget(ServerHttpRequest request) {
        HttpServerRequest netty = ServerHttpRequestDecorator.getNativeRequest(request);
        return netty.uri();
    }
}
