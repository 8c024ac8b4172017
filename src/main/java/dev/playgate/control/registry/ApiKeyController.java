package dev.playgate.control.registry;

import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

import dev.playgate.control.api.ApiCalls;
import dev.playgate.control.api.ApiController;
import dev.playgate.control.api.ApiDescription;
import dev.playgate.control.api.Envelope;
import dev.playgate.control.api.NoContent;
import dev.playgate.control.api.Page;
import dev.playgate.control.api.Role;

/** An organisation's API keys. */
@RestController
@SecurityRequirement(name = ApiDescription.API_KEY_SCHEME)
@SecurityRequirement(name = ApiDescription.BINTU_TOKEN_SCHEME)
public final class ApiKeyController implements ApiController {

    private final ApiCalls calls;
    private final ApiKeys keys;

    public ApiKeyController(ApiCalls calls, ApiKeys keys) {
        this.calls = calls;
        this.keys = keys;
    }

    /** A key as it is told of, which is never again the key itself. Times are UNIX seconds. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    private record Told(String id, String name, long created, Optional<Long> lastUsed) {

        static Told of(ApiKeyStore.Entry entry) {
            return new Told(entry.id().toString(), entry.name(), entry.created().getEpochSecond(),
                    entry.lastUsed().map(used -> used.getEpochSecond()));
        }
    }

    @Operation(summary = "The organisation's API keys, without the keys themselves")
    @GetMapping("/api/v1/keys")
    Mono<ResponseEntity<Envelope>> list(@Parameter(hidden = true) ServerHttpRequest request) {
        return calls.query(request, Role.READ_ONLY, Page.parameters(), (caller, query) -> query.page()
                .of(keys.list(caller).stream().map(Told::of).toList()));
    }

    @Operation(summary = "Make an API key; it is told this once")
    @PostMapping("/api/v1/keys")
    Mono<ResponseEntity<Envelope>> create(@Parameter(hidden = true) ServerHttpRequest request) {
        return calls.call(request, Role.ADMIN, keys::make);
    }

    @Operation(summary = "Delete an API key; no call can be made with it from now on")
    @DeleteMapping("/api/v1/keys/{id}")
    Mono<ResponseEntity<Envelope>> delete(@PathVariable("id") String id,
            @Parameter(hidden = true) ServerHttpRequest request) {
        return calls.query(request, Role.ADMIN, caller -> {
            keys.delete(caller, id);
            return NoContent.DONE;
        });
    }
}
