package dev.playgate.edge;

import java.io.IOException;
import java.nio.channels.NotYetConnectedException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

import io.netty.handler.codec.DecoderException;
import io.netty.handler.timeout.ReadTimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import org.springframework.web.util.DisconnectedClientHelper;
import reactor.core.publisher.Mono;
import reactor.netty.channel.AbortedException;

import dev.playgate.policy.Outage;
import dev.playgate.policy.PlayoutRequest;
import dev.playgate.policy.Refusal;

/** Turns what goes wrong after admission, and what nobody handles, into an answer of product section 6. */
final class FailureHandler implements WebExceptionHandler, Ordered {

    private static final Logger LOG = LoggerFactory.getLogger(FailureHandler.class);

    /** Before the framework's own, which would answer in another form. */
    private static final int ORDER = -2;

    private final Answers answers;
    private final DecisionLog log;

    FailureHandler(Answers answers, DecisionLog log) {
        this.answers = answers;
        this.log = log;
    }

    @Override
    public int getOrder() {
        return ORDER;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        String requestId = PlayoutExchange.requestId(exchange);
        if (exchange.getResponse().isCommitted()) {
            if (outage(failure) == Outage.INTERNAL_ERROR
                    && !DisconnectedClientHelper.isClientDisconnectedException(failure)) {
                LOG.error("request {} failed when its answer had begun", requestId, BareFailure.of(failure));
            }
            return Mono.error(failure);
        }
        MediaResponse.forgetMedia(exchange.getResponse().getHeaders());
        return AnswerWriter.write(exchange, answer(failure, PlayoutExchange.admitted(exchange), requestId));
    }

    private Answer answer(Throwable failure, Optional<PlayoutRequest> admitted, String requestId) {
        if (failure instanceof ResponseStatusException status) {
            switch (status.getStatusCode().value()) {
                case 404 -> {
                    return answers.of(Refusal.PATH_UNKNOWN, requestId);
                }
                case 405 -> {
                    return answers.of(Refusal.METHOD_NOT_ALLOWED, requestId);
                }
                default -> {
                    // of the origin, or ours
                }
            }
        }
        if (failure instanceof InvalidMimeTypeException) {
            // Too many media types in Accept for the framework, which reads them before any route is found.
            return answers.of(Refusal.REQUEST_MALFORMED, requestId);
        }
        Outage outage = outage(failure);
        if (outage == Outage.INTERNAL_ERROR) {
            LOG.error("request {} failed", requestId, BareFailure.of(failure));
        }
        log.failed(outage, admitted, requestId);
        return answers.of(outage, requestId);
    }

    /** What it is that went wrong. */
    static Outage outage(Throwable failure) {
        return switch (failure) {
            case ResponseStatusException status when status.getStatusCode().value() == 504 -> Outage.ORIGIN_TIMEOUT;
            case TimeoutException _ -> Outage.ORIGIN_TIMEOUT;
            case ReadTimeoutException _ -> Outage.ORIGIN_TIMEOUT;
            case OriginBusyException _ -> Outage.ORIGIN_BUSY;
            case OriginAnswerException _ -> Outage.ORIGIN_ANSWER_INVALID;
            case DecoderException _ -> Outage.ORIGIN_ANSWER_INVALID;
            case IOException _,AbortedException _,NotYetConnectedException _ -> Outage.ORIGIN_UNREACHABLE;
            default -> Outage.INTERNAL_ERROR;
        };
    }
}
