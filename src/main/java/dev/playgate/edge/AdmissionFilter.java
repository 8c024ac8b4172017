package dev.playgate.edge;

import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.Optional;

import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.core.Ordered;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

import dev.playgate.edge.session.Admissions;
import dev.playgate.policy.Decision;
import dev.playgate.policy.Gatekeeper;
import dev.playgate.policy.PlayoutRequest;
import dev.playgate.policy.Refusal;
import dev.playgate.policy.SessionPlaces.Place;
import dev.playgate.stream.PlayoutTarget;
import dev.playgate.viewer.IpAddress;

/**
 * Takes the facts of a request, asks the {@link Gatekeeper}, and lets nothing else through. Global over all routes,
 * whoever added them: a route that is no playout form is refused.
 */
final class AdmissionFilter implements GlobalFilter, Ordered {

    /** Why enforcement would have refused what is let through. */
    static final String SHADOW = "X-Playgate-Shadow";

    private final Gatekeeper gatekeeper;
    private final RequestFacts facts;
    private final Answers answers;
    private final MediaResponses responses;
    private final Admissions admissions;
    private final DecisionLog log;
    private final InstantSource clock;

    AdmissionFilter(Gatekeeper gatekeeper, RequestFacts facts, Answers answers, MediaResponses responses,
            Admissions admissions, DecisionLog log, InstantSource clock) {
        this.gatekeeper = gatekeeper;
        this.facts = facts;
        this.answers = answers;
        this.responses = responses;
        this.admissions = admissions;
        this.log = log;
        this.clock = clock;
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        Optional<PlayoutTarget> target = PlayoutExchange.target(exchange);
        if (target.isEmpty()) {
            return refuse(exchange, Refusal.PATH_UNKNOWN);
        }
        if (!isRead(exchange.getRequest().getMethod())) {
            return refuse(exchange, Refusal.METHOD_NOT_ALLOWED);
        }
        if (target.get().form().medium().isSocket()) {
            return refuse(exchange, Refusal.REQUEST_MALFORMED);
        }
        PlayoutRequest request = facts.of(target.get(), exchange.getRequest().getHeaders()::getOrEmpty,
                peer(exchange.getRequest()), clock.instant());
        String requestId = PlayoutExchange.requestId(exchange);
        Decision decision = gatekeeper.decide(request);
        return switch (decision) {
            case Decision.Admitted admitted -> {
                Optional<Place> place = place(exchange, request, admitted);
                if (place.isEmpty()) {
                    yield refuse(exchange, request, new Decision.Refused(Refusal.SESSION_LIMIT_REACHED,
                            admitted.right()));
                }
                PlayoutExchange.setAdmitted(exchange, request);
                admitted.shadowed().ifPresent(
                        shadowed -> exchange.getResponse().getHeaders().set(SHADOW, shadowed.reason().wireName()));
                log.decided(decision, request, requestId);
                Optional<Answer> redirect = responses.redirect(request, admitted);
                yield redirect.isPresent()
                        ? AnswerWriter.write(exchange, redirect.get())
                        : chain.filter(exchange.mutate().response(responses.of(exchange, request, admitted)).build())
                                .doFinally(_ -> place.get().free());
            }
            case Decision.Refused refused -> refuse(exchange, request, refused);
            case Decision.Unavailable(var reason, var retryAfter, _) -> {
                log.decided(decision, request, requestId);
                yield AnswerWriter.write(exchange, answers.of(reason, retryAfter, requestId));
            }
        };
    }

    /** Empty where as many play as may. */
    private Optional<Place> place(ServerWebExchange exchange, PlayoutRequest request, Decision.Admitted admitted) {
        return switch (request.target().form().medium()) {
            case PROGRESSIVE -> admissions.enter(request, admitted,
                    () -> LongResponses.closeConnection(exchange.getRequest()));
            case HLS, DASH, RECORDING -> admissions.keep(request, admitted) ? Optional.of(() -> {}) : Optional.empty();
            case H5LIVE, WEBSOCKET -> throw new IllegalStateException("a socket is not admitted here");
        };
    }

    private Mono<Void> refuse(ServerWebExchange exchange, PlayoutRequest request, Decision.Refused refused) {
        String requestId = PlayoutExchange.requestId(exchange);
        log.decided(refused, request, requestId);
        return AnswerWriter.write(exchange, answers.of(refused.reason(), requestId));
    }

    private Mono<Void> refuse(ServerWebExchange exchange, Refusal refusal) {
        String requestId = PlayoutExchange.requestId(exchange);
        log.refusedUnread(refusal, peer(exchange.getRequest()), requestId);
        return AnswerWriter.write(exchange, answers.of(refusal, requestId));
    }

    private static boolean isRead(HttpMethod method) {
        return method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
    }

    private static Optional<IpAddress> peer(ServerHttpRequest request) {
        InetSocketAddress peer = request.getRemoteAddress();
        return peer == null || peer.getAddress() == null
                ? Optional.empty()
                : Optional.of(IpAddress.of(peer.getAddress()));
    }
}
