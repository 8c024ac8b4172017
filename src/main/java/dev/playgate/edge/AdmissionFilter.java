package dev.playgate.edge;

import java.net.InetSocketAddress;
import java.util.Optional;

import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.core.Ordered;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

import dev.playgate.edge.MediaAdmission.Outcome;
import dev.playgate.policy.Refusal;
import dev.playgate.stream.PlayoutTarget;
import dev.playgate.viewer.IpAddress;

/**
 * Asks {@link MediaAdmission}, and lets nothing else through. Global over all routes, whoever added them: a route that is
 * no playout form is refused.
 */
final class AdmissionFilter implements GlobalFilter, Ordered {

    private final MediaAdmission admission;
    private final MediaDeliveries deliveries;
    private final LongResponses longResponses;
    private final Answers answers;
    private final DecisionLog log;

    AdmissionFilter(MediaAdmission admission, MediaDeliveries deliveries, LongResponses longResponses, Answers answers,
            DecisionLog log) {
        this.admission = admission;
        this.deliveries = deliveries;
        this.longResponses = longResponses;
        this.answers = answers;
        this.log = log;
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
        Outcome outcome = admission.enter(target.get(), exchange.getRequest().getHeaders()::getOrEmpty,
                peer(exchange.getRequest()), PlayoutExchange.requestId(exchange),
                () -> LongResponses.closeConnection(exchange.getRequest()), PlayoutExchange.trace(exchange));
        return switch (outcome) {
            case Outcome.Answered(var answer) -> AnswerWriter.write(exchange, answer);
            case Outcome.Admitted admitted -> {
                PlayoutExchange.setAdmitted(exchange, admitted.request(), admitted.decision().opensSession());
                MediaDelivery.shadowField(admitted.decision()).ifPresent(
                        reason -> exchange.getResponse().getHeaders().set(OriginHeaders.SHADOW, reason));
                yield chain.filter(exchange.mutate()
                        .response(new MediaResponse(exchange, admitted, deliveries, longResponses)).build())
                        .doFinally(_ -> admitted.place().free());
            }
        };
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
