package dev.playgate.control.issue;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

import io.swagger.v3.oas.annotations.Parameter;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

import dev.playgate.catalog.Catalog;
import dev.playgate.catalog.CatalogSnapshot;
import dev.playgate.catalog.Organisation;
import dev.playgate.control.api.ApiCalls;
import dev.playgate.control.api.ApiController;
import dev.playgate.control.api.Caller;
import dev.playgate.control.api.Envelope;
import dev.playgate.control.api.ErrorCode;
import dev.playgate.control.api.Parameters;
import dev.playgate.control.api.RefusedCallException;
import dev.playgate.control.api.Role;
import dev.playgate.policy.Gatekeeper;
import dev.playgate.policy.TokenJudgement;
import dev.playgate.stream.OrganisationId;
import dev.playgate.token.CompactToken;
import dev.playgate.viewer.IpAddress;

/** Creates and verifies playback tokens (product section 4). */
@RestController
public final class TokenController implements ApiController {

    private static final Duration CATALOG_RETRY = Duration.ofSeconds(5);

    private final ApiCalls calls;
    private final Catalog catalog;
    private final IssuePolicy policy;
    private final TokenIssuer issuer;
    private final Gatekeeper gatekeeper;
    private final InstantSource time;

    /** A controller over the parts that the edge uses too, so that what it says of a token is what the edge says. */
    public TokenController(ApiCalls calls, Catalog catalog, IssuePolicy policy, TokenIssuer issuer,
            Gatekeeper gatekeeper, InstantSource time) {
        this.calls = calls;
        this.catalog = catalog;
        this.policy = policy;
        this.issuer = issuer;
        this.gatekeeper = gatekeeper;
        this.time = time;
    }

    @DescribesCreation
    @PostMapping("/api/v1/splay")
    Mono<ResponseEntity<Envelope>> create(@Parameter(hidden = true) ServerHttpRequest request) {
        return calls.call(request, Role.USER, (caller, body) -> new Token(
                create(caller, body, time.instant()).text()));
    }

    @DescribesVerification
    @PostMapping("/api/v1/splay/verify")
    Mono<ResponseEntity<Envelope>> verify(@Parameter(hidden = true) ServerHttpRequest request) {
        return calls.open(request, (source, body) -> new Token(verify(body, source, time.instant()).text()));
    }

    private CompactToken create(Caller caller, Parameters body, Instant now) throws RefusedCallException {
        OrganisationId id = caller.ownOrganisation();
        CatalogSnapshot snapshot = catalog.current()
                .orElseThrow(() -> RefusedCallException.unavailable(CATALOG_RETRY));
        Organisation organisation = snapshot.organisation(id)
                .orElseThrow(() -> RefusedCallException.of(ErrorCode.CREDENTIALS, "The API key is not valid"));
        CreateCall call = CreateCall.of(body);
        return issuer.issue(call, id, policy.judge(call, organisation, snapshot, now), caller.actor());
    }

    private CompactToken verify(Parameters body, Optional<IpAddress> source, Instant now)
            throws RefusedCallException {
        VerifyCall call = VerifyCall.of(body);
        return switch (gatekeeper.judge(call.token().text(), source, now)) {
            case TokenJudgement.InForce _ -> call.token();
            case TokenJudgement.Refused(var reason) -> throw TokenVerdicts.answer(reason);
            case TokenJudgement.Unavailable(var _, var retryAfter) ->
                throw RefusedCallException.unavailable(retryAfter);
        };
    }
}
