package dev.playgate.control.account;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

import dev.playgate.control.api.ApiCalls;
import dev.playgate.control.api.ApiController;
import dev.playgate.control.api.ApiDescription;
import dev.playgate.control.api.Envelope;
import dev.playgate.control.api.Listed;
import dev.playgate.control.api.NoContent;
import dev.playgate.control.api.Role;
import dev.playgate.control.registry.AccountStore;

/** An organisation's users. */
@RestController
@SecurityRequirement(name = ApiDescription.API_KEY_SCHEME)
@SecurityRequirement(name = ApiDescription.BINTU_TOKEN_SCHEME)
public final class UserController implements ApiController {

    private final ApiCalls calls;
    private final Users users;

    public UserController(ApiCalls calls, Users users) {
        this.calls = calls;
        this.users = users;
    }

    @Operation(summary = "The organisation's users, all or by role")
    @GetMapping("/api/v1/users")
    Mono<ResponseEntity<Envelope>> list(@Parameter(hidden = true) ServerHttpRequest request) {
        return calls.query(request, Role.READ_ONLY, Users.parameters(), (caller, query) -> {
            Listed<AccountStore.Entry> found = users.list(caller, query);
            return new Listed<>(found.items().stream().map(Person::of).toList(), found.total(), found.page(),
                    found.size());
        });
    }

    @Operation(summary = "Make a user")
    @PostMapping("/api/v1/users")
    Mono<ResponseEntity<Envelope>> create(@Parameter(hidden = true) ServerHttpRequest request) {
        return calls.call(request, Role.ADMIN, (caller, body) -> Person.of(users.make(caller, body)));
    }

    @Operation(summary = "Give a user another role or password; ends all sessions of the user")
    @PatchMapping("/api/v1/users/{id}")
    Mono<ResponseEntity<Envelope>> change(@PathVariable("id") String id,
            @Parameter(hidden = true) ServerHttpRequest request) {
        return calls.call(request, Role.ADMIN, (caller, body) -> {
            users.change(caller, id, body);
            return NoContent.DONE;
        });
    }

    @Operation(summary = "End all sessions of a user: none of its bintu tokens is good any more")
    @DeleteMapping("/api/v1/users/{id}/sessions")
    Mono<ResponseEntity<Envelope>> endSessions(@PathVariable("id") String id,
            @Parameter(hidden = true) ServerHttpRequest request) {
        return calls.query(request, Role.ADMIN, caller -> {
            users.endSessions(caller, id);
            return NoContent.DONE;
        });
    }

    @Operation(summary = "Delete a user; ends all sessions of the user")
    @DeleteMapping("/api/v1/users/{id}")
    Mono<ResponseEntity<Envelope>> delete(@PathVariable("id") String id,
            @Parameter(hidden = true) ServerHttpRequest request) {
        return calls.query(request, Role.ADMIN, caller -> {
            users.delete(caller, id);
            return NoContent.DONE;
        });
    }
}
