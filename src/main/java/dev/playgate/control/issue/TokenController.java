package dev.playgate.control.issue;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

import io.swagger.v3.oas.annotations.Parameter;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.node.ObjectNode;

import dev.playgate.catalog.Catalog;
import dev.playgate.catalog.CatalogSnapshot;
import dev.playgate.catalog.Organisation;
import dev.playgate.control.registry.ApiKeys;
import dev.playgate.policy.Gatekeeper;
import dev.playgate.policy.TokenJudgement;
import dev.playgate.stream.OrganisationId;
import dev.playgate.token.CompactToken;
import dev.playgate.viewer.IpAddress;
import dev.playgate.viewer.TrustedProxies;

/** Creates and verifies playback tokens (product section 4). */
@RestController
public final class TokenController {

    private static final String X_FORWARDED_FOR = "X-Forwarded-For";
    private static final Duration CATALOG_RETRY = Duration.ofSeconds(5);

    private final ApiCredentials credentials;
    private final Catalog catalog;
    private final IssuePolicy policy;
    private final TokenIssuer issuer;
    private final Gatekeeper gatekeeper;
    private final TrustedProxies proxies;
    private final InstantSource time;

    /**
     * A controller over the parts that the edge uses too, so that what it says of a token is what the edge says.
     *
     * @param proxies whose word on the caller's address is taken; failed verifications are limited per address
     */
    public TokenController(ApiKeys apiKeys, Catalog catalog, IssuePolicy policy, TokenIssuer issuer,
            Gatekeeper gatekeeper, TrustedProxies proxies, InstantSource time) {
        this.credentials = new ApiCredentials(apiKeys);
        this.catalog = catalog;
        this.policy = policy;
        this.issuer = issuer;
        this.gatekeeper = gatekeeper;
        this.proxies = proxies;
        this.time = time;
    }

    @DescribesCreation
    @PostMapping(ApiPaths.CREATE)
    Mono<ResponseEntity<Envelope>> create(@Parameter(hidden = true) ServerHttpRequest request) {
        return ApiAnswers.token(Mono.fromCallable(() -> credentials.organisation(request.getHeaders()))
                .flatMap(caller -> JsonBody.of(request)
                        // A signature takes a millisecond and more, which event loops do not have.
                        .publishOn(Schedulers.parallel())
                        .flatMap(body -> Mono.fromCallable(() -> create(caller, body, time.instant())))));
    }

    @DescribesVerification
    @PostMapping(ApiPaths.VERIFY)
    Mono<ResponseEntity<Envelope>> verify(@Parameter(hidden = true) ServerHttpRequest request) {
        return ApiAnswers.token(JsonBody.of(request)
                .flatMap(body -> Mono.fromCallable(() -> verify(body, address(request), time.instant()))));
    }

    private CompactToken create(OrganisationId caller, ObjectNode body, Instant now) throws RefusedCallException {
        CatalogSnapshot snapshot = catalog.current()
                .orElseThrow(() -> RefusedCallException.unavailable(CATALOG_RETRY));
        Organisation organisation = snapshot.organisation(caller)
                .orElseThrow(() -> RefusedCallException.of(ErrorCode.CREDENTIALS, "The API key is not valid"));
        CreateCall call = CreateCall.of(body);
        return issuer.issue(call, caller, policy.judge(call, organisation, snapshot, now));
    }

    private CompactToken verify(ObjectNode body, Optional<IpAddress> source, Instant now)
            throws RefusedCallException {
        VerifyCall call = VerifyCall.of(body);
        return switch (gatekeeper.judge(call.token().text(), source, now)) {
            case TokenJudgement.InForce _ -> call.token();
            case TokenJudgement.Refused(var reason) -> throw TokenVerdicts.answer(reason);
            case TokenJudgement.Unavailable(var _, var retryAfter) ->
                throw RefusedCallException.unavailable(retryAfter);
        };
    }

    private Optional<IpAddress> address(ServerHttpRequest request) {
        @Nullable
        InetSocketAddress peer = request.getRemoteAddress();
        return Optional.ofNullable(peer).map(InetSocketAddress::getAddress).map(IpAddress::of)
                .flatMap(address -> proxies.clientOf(address,
                        request.getHeaders().getOrDefault(X_FORWARDED_FOR, List.of())));
    }
}
