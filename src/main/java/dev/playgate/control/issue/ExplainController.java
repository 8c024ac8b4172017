package dev.playgate.control.issue;

import java.time.Duration;
import java.util.Optional;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

import dev.playgate.catalog.Catalog;
import dev.playgate.catalog.CatalogSnapshot;
import dev.playgate.control.api.AnswersData;
import dev.playgate.control.api.ApiCalls;
import dev.playgate.control.api.ApiController;
import dev.playgate.control.api.ApiDescription;
import dev.playgate.control.api.Envelope;
import dev.playgate.control.api.RefusedCallException;
import dev.playgate.control.api.Role;
import dev.playgate.policy.PastDecision;
import dev.playgate.stream.OrganisationId;

/** Tells why: of a request that is made up, and of one that a viewer made. */
@RestController
public final class ExplainController implements ApiController {

    private static final Duration CATALOG_RETRY = Duration.ofSeconds(5);

    private final ApiCalls calls;
    private final Catalog catalog;
    private final Explanations explanations;
    private final DecisionArchive archive;

    public ExplainController(ApiCalls calls, Catalog catalog, Explanations explanations, DecisionArchive archive) {
        this.calls = calls;
        this.catalog = catalog;
        this.explanations = explanations;
        this.archive = archive;
    }

    // @formatter:off
    @Operation(summary = "Explain the decision on a playout",
            description = "Judges a made-up request as the edge does, and tells the verdict of every check.",
            security = {@SecurityRequirement(name = ApiDescription.API_KEY_SCHEME),
                @SecurityRequirement(name = ApiDescription.BINTU_TOKEN_SCHEME)},
            requestBody = @RequestBody(required = true, content = @Content(
                    mediaType = ApiDescription.JSON, schema = @Schema(implementation = ExplainBody.class))))
    // @formatter:on
    @AnswersData
    @PostMapping("/api/v1/splay/explain")
    Mono<ResponseEntity<Envelope>> explain(@Parameter(hidden = true) ServerHttpRequest request) {
        return calls.call(request, Role.READ_ONLY, explanations::explain);
    }

    @Operation(summary = "Find the decision behind a viewer's error", description = "By the request id of the error, for an hour, in the process that decided.", security = {
            @SecurityRequirement(name = ApiDescription.API_KEY_SCHEME),
            @SecurityRequirement(name = ApiDescription.BINTU_TOKEN_SCHEME)})
    @AnswersData
    @GetMapping("/api/v1/decisions/{requestId}")
    Mono<ResponseEntity<Envelope>> find(@Parameter(hidden = true) ServerHttpRequest request,
            @PathVariable("requestId") String requestId) {
        return calls.query(request, Role.READ_ONLY, caller -> find(caller.ownOrganisation(), requestId));
    }

    private FoundDecision find(OrganisationId organisation, String requestId) throws RefusedCallException {
        CatalogSnapshot snapshot = catalog.current()
                .orElseThrow(() -> RefusedCallException.unavailable(CATALOG_RETRY));
        Optional<PastDecision> decision = archive.find(requestId)
                .filter(found -> concerns(organisation, found, snapshot));
        return FoundDecision.of(requestId,
                decision.orElseThrow(() -> RefusedCallException.unknown("decision")), organisation);
    }

    private static boolean concerns(OrganisationId organisation, PastDecision decision, CatalogSnapshot snapshot) {
        return snapshot.stream(decision.stream()).map(stream -> stream.organisation().equals(organisation))
                .orElse(false)
                || decision.holder().map(holder -> holder.organisation().equals(organisation)).orElse(false);
    }
}
