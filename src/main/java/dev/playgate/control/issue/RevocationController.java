package dev.playgate.control.issue;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

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

import dev.playgate.catalog.Catalog;
import dev.playgate.catalog.CatalogSnapshot;
import dev.playgate.catalog.RevocationRule;
import dev.playgate.control.api.AnswersData;
import dev.playgate.control.api.AnswersNothing;
import dev.playgate.control.api.ApiCalls;
import dev.playgate.control.api.ApiController;
import dev.playgate.control.api.ApiDescription;
import dev.playgate.control.api.Caller;
import dev.playgate.control.api.Envelope;
import dev.playgate.control.api.ErrorCode;
import dev.playgate.control.api.Listed;
import dev.playgate.control.api.NoContent;
import dev.playgate.control.api.Page;
import dev.playgate.control.api.Parameters;
import dev.playgate.control.api.RefusedCallException;
import dev.playgate.control.api.Role;
import dev.playgate.control.registry.IssuedTokenStore;
import dev.playgate.control.registry.RevocationStore;
import dev.playgate.policy.Asker;
import dev.playgate.policy.KnownSessions;
import dev.playgate.stream.OrganisationId;

/** Revokes playback tokens, one (product section 4) or many, and takes it back. */
@RestController
public final class RevocationController implements ApiController {

    private static final Duration CATALOG_RETRY = Duration.ofSeconds(5);

    private final ApiCalls calls;
    private final Catalog catalog;
    private final TokenRevoker revoker;
    private final RevocationStore revocations;
    private final IssuedTokenStore issued;
    private final KnownSessions sessions;
    private final InstantSource time;

    /** @param sessions those of this process */
    public RevocationController(ApiCalls calls, Catalog catalog, TokenRevoker revoker, RevocationStore revocations,
            IssuedTokenStore issued, KnownSessions sessions, InstantSource time) {
        this.calls = calls;
        this.catalog = catalog;
        this.revoker = revoker;
        this.revocations = revocations;
        this.issued = issued;
        this.sessions = sessions;
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
        return calls.call(request, Role.ADMIN, (caller, body) -> revokeBulk(caller, body, time.instant()));
    }

    @Operation(summary = "List revocations", security = {@SecurityRequirement(name = ApiDescription.API_KEY_SCHEME),
            @SecurityRequirement(name = ApiDescription.BINTU_TOKEN_SCHEME)})
    @AnswersData
    @GetMapping("/api/v1/splay/revocations")
    Mono<ResponseEntity<Envelope>> list(@Parameter(hidden = true) ServerHttpRequest request) {
        return calls.query(request, Role.READ_ONLY, Page.parameters(), (caller, query) -> {
            OrganisationId organisation = caller.ownOrganisation();
            Page page = query.page();
            List<RevocationEntry> entries = revocations.list(organisation, page.offset(), page.size()).stream()
                    .map(RevocationEntry::of).toList();
            return Listed.of(entries, revocations.count(organisation), page);
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

    private BulkRevocation revokeBulk(Caller caller, Parameters body, Instant now) throws RefusedCallException {
        OrganisationId organisation = caller.ownOrganisation();
        BulkRevocationCall call = BulkRevocationCall.of(body, now);
        CatalogSnapshot snapshot = catalog.current()
                .orElseThrow(() -> RefusedCallException.unavailable(CATALOG_RETRY));
        IssuePolicy.requireOwn(call.streams(), organisation, snapshot);
        if (call.group().isPresent()) {
            IssuePolicy.requireOwn(call.group().get(), organisation, snapshot);
        }
        RevocationRule rule = call.rule(organisation);
        long tokens = issued.countHit(rule, now);
        long running = sessions.countHit(rule, now);
        if (!call.dryRun() && !revocations.add(rule, caller.actor())) {
            throw RefusedCallException.of(ErrorCode.CONFLICT,
                    "There are " + RevocationStore.MAXIMUM_RULES + " bulk revocations; lift some first");
        }
        return new BulkRevocation(call.dryRun() ? Optional.empty() : Optional.of(rule.id().toString()), tokens,
                running, rule.issuedBefore().getEpochSecond(), call.dryRun());
    }
}
