package dev.playgate.control.webhook;

import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

import dev.playgate.control.api.ApiCalls;
import dev.playgate.control.api.ApiController;
import dev.playgate.control.api.ApiDescription;
import dev.playgate.control.api.Caller;
import dev.playgate.control.api.Envelope;
import dev.playgate.control.api.NoContent;
import dev.playgate.control.api.RefusedCallException;
import dev.playgate.control.api.Role;
import dev.playgate.control.registry.WebhookStore;

/** An organisation's webhook, by call. */
@RestController
@SecurityRequirement(name = ApiDescription.API_KEY_SCHEME)
@SecurityRequirement(name = ApiDescription.BINTU_TOKEN_SCHEME)
public final class WebhookController implements ApiController {

    private final ApiCalls calls;
    private final Webhooks webhooks;

    WebhookController(ApiCalls calls, Webhooks webhooks) {
        this.calls = calls;
        this.webhooks = webhooks;
    }

    /**
     * A webhook as the API tells of it; times are UNIX seconds.
     *
     * @param url for administrators
     * @param waiting events that are still to be told
     * @param dropped events that were given up
     * @param delivered when it last took one
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    private record Answer(Optional<String> url, long created, long waiting, long dropped, Optional<Long> delivered,
            Optional<Failure> lastFailure) {

        static Answer of(Caller caller, WebhookStore.Entry entry) {
            return new Answer(Optional.of(entry.url().toString()).filter(_ -> Webhooks.maySeeUrl(caller)),
                    entry.created().getEpochSecond(), entry.waiting(), entry.dropped(),
                    entry.delivered().map(at -> at.getEpochSecond()),
                    entry.lastFailure().map(failure -> new Failure(failure.at().getEpochSecond(), failure.why())));
        }
    }

    /** @param why it was not taken then */
    private record Failure(long at, String why) {}

    @Operation(summary = "The webhook that is told of changes of the organisation's streams, and how it goes;"
            + " its URL for administrators")
    @GetMapping("/api/v1/organisation/webhook")
    Mono<ResponseEntity<Envelope>> get(@Parameter(hidden = true) ServerHttpRequest request) {
        return calls.query(request, Role.READ_ONLY, caller -> Answer.of(caller,
                webhooks.find(caller).orElseThrow(() -> RefusedCallException.unknown("webhook"))));
    }

    @Operation(summary = "Set the webhook's url; answers with the secret that its events are signed with, told this once")
    @PutMapping("/api/v1/organisation/webhook")
    Mono<ResponseEntity<Envelope>> put(@Parameter(hidden = true) ServerHttpRequest request) {
        return calls.call(request, Role.ADMIN, webhooks::set);
    }

    @Operation(summary = "The organisation has no webhook from now on")
    @DeleteMapping("/api/v1/organisation/webhook")
    Mono<ResponseEntity<Envelope>> delete(@Parameter(hidden = true) ServerHttpRequest request) {
        return calls.query(request, Role.ADMIN, caller -> {
            webhooks.remove(caller);
            return NoContent.DONE;
        });
    }

    @Operation(summary = "Send the webhook an event of the type test, at once and once; answers with what came of it")
    @PostMapping("/api/v1/organisation/webhook/test")
    Mono<ResponseEntity<Envelope>> test(@Parameter(hidden = true) ServerHttpRequest request) {
        return calls.query(request, Role.ADMIN, webhooks::test);
    }
}
