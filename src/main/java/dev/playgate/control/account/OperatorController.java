package dev.playgate.control.account;

import java.util.Optional;
import java.util.Set;

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
import dev.playgate.control.registry.AccountStore;
import dev.playgate.control.registry.EmailAddress;

/** The operators of the installation. */
@RestController
@SecurityRequirement(name = ApiDescription.BINTU_TOKEN_SCHEME)
public final class OperatorController implements ApiController {

    private static final String OPERATOR = "operator";

    private final ApiCalls calls;
    private final AccountStore accounts;
    private final Passwords passwords;

    public OperatorController(ApiCalls calls, AccountStore accounts, Passwords passwords) {
        this.calls = calls;
        this.accounts = accounts;
        this.passwords = passwords;
    }

    @Operation(summary = "The operators")
    @GetMapping("/api/v1/operators")
    Mono<ResponseEntity<Envelope>> list(@Parameter(hidden = true) ServerHttpRequest request) {
        return calls.query(request, Role.OPERATOR, Page.parameters(), (_, query) -> query.page()
                .of(accounts.list(Optional.empty()).stream().map(Person::of).toList()));
    }

    @Operation(summary = "Make an operator")
    @PostMapping("/api/v1/operators")
    Mono<ResponseEntity<Envelope>> create(@Parameter(hidden = true) ServerHttpRequest request) {
        return calls.call(request, Role.OPERATOR, this::create);
    }

    private Person create(Caller caller, Parameters body) throws RefusedCallException {
        EmailAddress email = PersonParameters.email(body.only(Set.of("email", "password")));
        String password = PersonParameters.newPassword(body, "password")
                .orElseThrow(() -> RefusedCallException.required("password"));
        return accounts.makeOperator(email, passwords.hash(password), caller.actor()).map(Person::of)
                .orElseThrow(() -> RefusedCallException.of(ErrorCode.CONFLICT, "email is taken"));
    }

    @Operation(summary = "Delete an operator, unless it is the last one")
    @DeleteMapping("/api/v1/operators/{id}")
    Mono<ResponseEntity<Envelope>> delete(@PathVariable("id") String id,
            @Parameter(hidden = true) ServerHttpRequest request) {
        return calls.query(request, Role.OPERATOR,
                caller -> switch (accounts.deleteOperator(PathIds.uuid(id, OPERATOR), caller.actor())) {
                    case DONE -> NoContent.DONE;
                    case UNKNOWN -> throw RefusedCallException.unknown(OPERATOR);
                    case LAST -> throw RefusedCallException.of(ErrorCode.CONFLICT, "The last operator stays");
                });
    }
}
