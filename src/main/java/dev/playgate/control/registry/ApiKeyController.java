package dev.playgate.control.registry;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

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
import dev.playgate.control.api.Caller;
import dev.playgate.control.api.Envelope;
import dev.playgate.control.api.ErrorCode;
import dev.playgate.control.api.NoContent;
import dev.playgate.control.api.Page;
import dev.playgate.control.api.Parameters;
import dev.playgate.control.api.PathIds;
import dev.playgate.control.api.RefusedCallException;
import dev.playgate.control.api.Role;
import dev.playgate.stream.OrganisationId;

/** An organisation's API keys. */
@RestController
@SecurityRequirement(name = ApiDescription.API_KEY_SCHEME)
@SecurityRequirement(name = ApiDescription.BINTU_TOKEN_SCHEME)
public final class ApiKeyController implements ApiController {

    private static final String KEY = "key";
    private static final int KEY_BYTES = 32;

    private final ApiCalls calls;
    private final ApiKeyStore keys;
    private final SecureRandom random = new SecureRandom();

    public ApiKeyController(ApiCalls calls, ApiKeyStore keys) {
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

    private record Made(String id, String name, String key) {}

    @Operation(summary = "The organisation's API keys, without the keys themselves")
    @GetMapping("/api/v1/keys")
    Mono<ResponseEntity<Envelope>> list(@Parameter(hidden = true) ServerHttpRequest request) {
        return calls.query(request, Role.ADMIN, Page.parameters(), (caller, query) -> query.page()
                .of(keys.list(caller.ownOrganisation()).stream().map(Told::of).toList()));
    }

    @Operation(summary = "Make an API key; it is told this once")
    @PostMapping("/api/v1/keys")
    Mono<ResponseEntity<Envelope>> create(@Parameter(hidden = true) ServerHttpRequest request) {
        return calls.call(request, Role.ADMIN, this::create);
    }

    private Made create(Caller caller, Parameters body) throws RefusedCallException {
        OrganisationId organisation = caller.ownOrganisation();
        String name = body.only(Set.of("name")).parsed("name", Texts::line, Texts.LINE)
                .orElseThrow(() -> RefusedCallException.required("name"));
        byte[] bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        String key = HexFormat.of().formatHex(bytes);
        return keys.make(organisation, name, ApiKeyHash.of(key), caller.actor())
                .map(id -> new Made(id.toString(), name, key))
                .orElseThrow(() -> RefusedCallException.of(ErrorCode.CONFLICT, "name is that of another key"));
    }

    @Operation(summary = "Delete an API key; no call can be made with it from now on")
    @DeleteMapping("/api/v1/keys/{id}")
    Mono<ResponseEntity<Envelope>> delete(@PathVariable("id") String id,
            @Parameter(hidden = true) ServerHttpRequest request) {
        return calls.query(request, Role.ADMIN, caller -> {
            if (!keys.delete(caller.ownOrganisation(), PathIds.uuid(id, KEY), caller.actor())) {
                throw RefusedCallException.unknown(KEY);
            }
            return NoContent.DONE;
        });
    }
}
