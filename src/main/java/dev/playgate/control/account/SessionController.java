package dev.playgate.control.account;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

import dev.playgate.control.api.ApiCalls;
import dev.playgate.control.api.ApiController;
import dev.playgate.control.api.ApiDescription;
import dev.playgate.control.api.Envelope;
import dev.playgate.control.api.NoContent;
import dev.playgate.control.api.Role;
import dev.playgate.control.registry.AccountStore.Account;

/** Sessions of people, and their own passwords. */
@RestController
public final class SessionController implements ApiController {

    private final ApiCalls calls;
    private final SignIn signIn;

    public SessionController(ApiCalls calls, SignIn signIn) {
        this.calls = calls;
        this.signIn = signIn;
    }

    @Operation(summary = "Sign in: a bintu token for an e-mail address and its password")
    @PostMapping("/api/v1/session")
    Mono<ResponseEntity<Envelope>> open(@Parameter(hidden = true) ServerHttpRequest request) {
        return calls.open(request, (source, body) -> signIn.open(body, source));
    }

    @Operation(summary = "A new bintu token in the place of this one", security = @SecurityRequirement(name = ApiDescription.BINTU_TOKEN_SCHEME))
    @PostMapping("/api/v1/session/refresh")
    Mono<ResponseEntity<Envelope>> refresh(@Parameter(hidden = true) ServerHttpRequest request) {
        return calls.query(request, Role.READ_ONLY, caller -> {
            Account account = signIn.account(caller);
            return signIn.refresh(account, ApiCalls.bintuToken(request), caller.actor());
        });
    }

    @Operation(summary = "Sign out: ends the session of this bintu token", security = @SecurityRequirement(name = ApiDescription.BINTU_TOKEN_SCHEME))
    @DeleteMapping("/api/v1/session")
    Mono<ResponseEntity<Envelope>> end(@Parameter(hidden = true) ServerHttpRequest request) {
        return calls.query(request, Role.READ_ONLY, caller -> {
            signIn.end(signIn.account(caller), ApiCalls.bintuToken(request), caller.actor());
            return NoContent.DONE;
        });
    }

    @Operation(summary = "Change one's own password; ends all sessions of the account", security = @SecurityRequirement(name = ApiDescription.BINTU_TOKEN_SCHEME))
    @PostMapping("/api/v1/users/me/password")
    Mono<ResponseEntity<Envelope>> password(@Parameter(hidden = true) ServerHttpRequest request) {
        return calls.call(request, Role.READ_ONLY, (caller, body) -> {
            signIn.changePassword(signIn.account(caller), body, caller.actor());
            return NoContent.DONE;
        });
    }
}
