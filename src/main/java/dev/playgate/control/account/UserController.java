package dev.playgate.control.account;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;

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
import dev.playgate.stream.OrganisationId;

/** An organisation's users. None of them can be an operator, so that nobody raises anybody above the organisation. */
@RestController
@SecurityRequirement(name = ApiDescription.API_KEY_SCHEME)
@SecurityRequirement(name = ApiDescription.BINTU_TOKEN_SCHEME)
public final class UserController implements ApiController {

    private static final String USER = "user";

    private final ApiCalls calls;
    private final AccountStore accounts;
    private final Passwords passwords;

    public UserController(ApiCalls calls, AccountStore accounts, Passwords passwords) {
        this.calls = calls;
        this.accounts = accounts;
        this.passwords = passwords;
    }

    @Operation(summary = "The organisation's users")
    @GetMapping("/api/v1/users")
    Mono<ResponseEntity<Envelope>> list(@Parameter(hidden = true) ServerHttpRequest request) {
        return calls.query(request, Role.ADMIN, Page.parameters(), (caller, query) -> query.page()
                .of(accounts.list(Optional.of(caller.ownOrganisation())).stream().map(Person::of).toList()));
    }

    @Operation(summary = "Make a user")
    @PostMapping("/api/v1/users")
    Mono<ResponseEntity<Envelope>> create(@Parameter(hidden = true) ServerHttpRequest request) {
        return calls.call(request, Role.ADMIN, this::create);
    }

    private Person create(Caller caller, Parameters body) throws RefusedCallException {
        OrganisationId organisation = caller.ownOrganisation();
        EmailAddress email = PersonParameters.email(body.only(Set.of("email", "password", "role")));
        String password = PersonParameters.newPassword(body, "password")
                .orElseThrow(() -> RefusedCallException.required("password"));
        Role role = PersonParameters.role(body).orElseThrow(() -> RefusedCallException.required("role"));
        return accounts.makeUser(organisation, email, role.wireName(), passwords.hash(password), caller.actor())
                .map(Person::of).orElseThrow(() -> RefusedCallException.of(ErrorCode.CONFLICT, "email is taken"));
    }

    @Operation(summary = "Give a user another role or password; ends all sessions of the user")
    @PatchMapping("/api/v1/users/{id}")
    Mono<ResponseEntity<Envelope>> change(@PathVariable("id") String id,
            @Parameter(hidden = true) ServerHttpRequest request) {
        return calls.call(request, Role.ADMIN, (caller, body) -> change(id, caller, body));
    }

    private NoContent change(String id, Caller caller, Parameters body) throws RefusedCallException {
        OrganisationId organisation = caller.ownOrganisation();
        UUID user = PathIds.uuid(id, USER);
        Optional<Role> role = PersonParameters.role(body.only(Set.of("role", "password")));
        Optional<String> password = PersonParameters.newPassword(body, "password");
        if (role.isEmpty() && password.isEmpty()) {
            throw RefusedCallException.required("role or password");
        }
        Optional<String> hash = Optional.empty();
        if (password.isPresent()) {
            hash = Optional.of(passwords.hash(password.get()));
        }
        if (!accounts.changeUser(organisation, user, role.map(Role::wireName), hash, caller.actor())) {
            throw RefusedCallException.unknown(USER);
        }
        return NoContent.DONE;
    }

    @Operation(summary = "Delete a user; ends all sessions of the user")
    @DeleteMapping("/api/v1/users/{id}")
    Mono<ResponseEntity<Envelope>> delete(@PathVariable("id") String id,
            @Parameter(hidden = true) ServerHttpRequest request) {
        return calls.query(request, Role.ADMIN, caller -> {
            if (!accounts.deleteUser(caller.ownOrganisation(), PathIds.uuid(id, USER), caller.actor())) {
                throw RefusedCallException.unknown(USER);
            }
            return NoContent.DONE;
        });
    }
}
