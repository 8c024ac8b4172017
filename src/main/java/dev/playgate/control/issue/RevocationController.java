package dev.playgate.control.issue;

import java.time.InstantSource;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

import dev.playgate.control.api.AnswersData;
import dev.playgate.control.api.AnswersNothing;
import dev.playgate.control.api.ApiCalls;
import dev.playgate.control.api.ApiController;
import dev.playgate.control.api.ApiDescription;
import dev.playgate.control.api.Envelope;
import dev.playgate.control.api.Listed;
import dev.playgate.control.api.NoContent;
import dev.playgate.control.api.Page;
import dev.playgate.control.api.RefusedCallException;
import dev.playgate.control.api.Role;
import dev.playgate.control.registry.RevocationStore;
import dev.playgate.policy.Asker;

/** Revokes playback tokens, one (product section 4) or many, and takes it back. */
@RestController
public final class RevocationController implements ApiController {

    private final ApiCalls calls;
    private final TokenRevoker revoker;
    private final BulkRevoker bulk;
    private final RevocationStore revocations;
    private final InstantSource time;

    public RevocationController(ApiCalls calls, TokenRevoker revoker, BulkRevoker bulk, RevocationStore revocations,
            InstantSource time) {
        this.calls = calls;
        this.revoker = revoker;
        this.bulk = bulk;
        this.revocations = revocations;
        this.time = time;
    }

    // @formatter:off
    @Operation(summary = "Revoke a playback token",
            description = "Ends its sessions as well. A token that has expired can be revoked for 24 hours.",
            security = {@SecurityRequirement(name = ApiDescription.API_KEY_SCHEME),
                @SecurityRequirement(name = ApiDescription.BINTU_TOKEN_SCHEME)},
            requestBody = @RequestBody(required = true, content = @Content(
                    mediaType = ApiDescription.JSON, schema = @Schema(implementation = VerifyTokenBody.class))))
    // @formatter:on
    @AnswersNothing
    @PostMapping("/api/v1/splay/revoke")
    Mono<ResponseEntity<Envelope>> revoke(@Parameter(hidden = true) ServerHttpRequest request) {
        return calls.call(request, Role.USER, (caller, body) -> {
            revoker.revoke(VerifyCall.of(body).token(), caller, new Asker(caller.address(), time.instant()));
            return NoContent.DONE;
        });
    }

    // @formatter:off
    @Operation(summary = "Revoke all playback tokens that a selector names",
            description = "A use of a token is hit where all that is named is true. Tokens that are not revocable are"
                    + " hit as well.",
            security = {@SecurityRequirement(name = ApiDescription.API_KEY_SCHEME),
                @SecurityRequirement(name = ApiDescription.BINTU_TOKEN_SCHEME)},
            requestBody = @RequestBody(required = true, content = @Content(
                    mediaType = ApiDescription.JSON, schema = @Schema(implementation = BulkRevocationBody.class))))
    // @formatter:on
    @AnswersData
    @PostMapping("/api/v1/splay/revocations")
    Mono<ResponseEntity<Envelope>> revokeBulk(@Parameter(hidden = true) ServerHttpRequest request) {
        return calls.call(request, Role.ADMIN, (caller, body) -> bulk.revoke(caller, body, time.instant()));
    }

    @Operation(summary = "List revocations, all or by kind", security = {
            @SecurityRequirement(name = ApiDescription.API_KEY_SCHEME),
            @SecurityRequirement(name = ApiDescription.BINTU_TOKEN_SCHEME)})
    @AnswersData
    @GetMapping("/api/v1/splay/revocations")
    Mono<ResponseEntity<Envelope>> list(@Parameter(hidden = true) ServerHttpRequest request) {
        return calls.query(request, Role.READ_ONLY, Page.parameters("kind"), (caller, query) -> {
            Listed<RevocationStore.Known> found = revocations.list(caller.ownOrganisation(),
                    query.word("kind", RevocationStore.Kind.class), query.page());
            return new Listed<>(found.items().stream().map(RevocationEntry::of).toList(), found.total(), found.page(),
                    found.size());
        });
    }

    @Operation(summary = "Lift a revocation", security = {@SecurityRequirement(name = ApiDescription.API_KEY_SCHEME),
            @SecurityRequirement(name = ApiDescription.BINTU_TOKEN_SCHEME)})
    @AnswersNothing
    @DeleteMapping("/api/v1/splay/revocations/{id}")
    Mono<ResponseEntity<Envelope>> lift(@Parameter(hidden = true) ServerHttpRequest request,
            @PathVariable("id") String id) {
        return calls.query(request, Role.ADMIN, caller -> {
            if (!revocations.lift(caller.ownOrganisation(), id, caller.actor())) {
                throw RefusedCallException.unknown("revocation");
            }
            return NoContent.DONE;
        });
    }
}
