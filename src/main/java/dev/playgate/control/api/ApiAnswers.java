package dev.playgate.control.api;

import java.time.Duration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.util.DisconnectedClientHelper;
import reactor.core.publisher.Mono;

import dev.playgate.control.registry.StoreUnavailableException;

/** The envelope of every answer of the API (product section 4), and the headers of security B11 and G1. */
final class ApiAnswers {

    private static final Logger LOG = LoggerFactory.getLogger(ApiAnswers.class);

    private static final Duration STORE_RETRY = Duration.ofSeconds(5);

    private ApiAnswers() {
    }

    /** Answers with what the call was made for, or with why it did nothing. */
    static Mono<ResponseEntity<Envelope>> of(Mono<Object> data) {
        return data.map(ApiAnswers::success).onErrorResume(e -> Mono.just(failure(refusal(e))));
    }

    /** As {@link #of}, but what the call was made for is the whole answer. */
    static Mono<ResponseEntity<Object>> bare(Mono<Object> content) {
        return content.map(body -> answer(200).body(body)).onErrorResume(e -> {
            ResponseEntity<Envelope> answer = failure(refusal(e));
            return Mono.just(
                    ResponseEntity.status(answer.getStatusCode()).headers(answer.getHeaders()).body(answer.getBody()));
        });
    }

    private static RefusedCallException refusal(Throwable failure) {
        return switch (failure) {
            case RefusedCallException refusal -> refusal;
            case StoreUnavailableException _ -> {
                LOG.error("a call was answered as unavailable", failure);
                yield RefusedCallException.unavailable(STORE_RETRY);
            }
            // Nobody reads the answer; a line of the log for each would be a stranger's to write.
            case Throwable gone when DisconnectedClientHelper.isClientDisconnectedException(gone) ->
                RefusedCallException.of(ErrorCode.INTERNAL, "Internal error");
            default -> {
                LOG.error("a call of the API failed", failure);
                yield RefusedCallException.of(ErrorCode.INTERNAL, "Internal error");
            }
        };
    }

    static ResponseEntity<Envelope> failure(RefusedCallException refusal) {
        ResponseEntity.BodyBuilder answer = answer(refusal.code().httpStatus());
        refusal.retryAfter().ifPresent(after -> answer.header(HttpHeaders.RETRY_AFTER, seconds(after)));
        return answer.body(new Envelope.Failure(refusal.code().number(), refusal.answer()));
    }

    private static ResponseEntity<Envelope> success(Object data) {
        return data instanceof NoContent ? answer(204).build() : answer(200).body(new Envelope.Success(data));
    }

    private static ResponseEntity.BodyBuilder answer(int status) {
        return ResponseEntity.status(status).contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CacheControl.noStore()).header("Referrer-Policy", "no-referrer");
    }

    /** Rounded up: who comes back at the second is not too early. */
    private static String seconds(Duration duration) {
        return Long.toString(Math.max(1, duration.plusMillis(999).toSeconds()));
    }
}
