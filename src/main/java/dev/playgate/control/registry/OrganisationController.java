package dev.playgate.control.registry;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

import dev.playgate.catalog.Feature;
import dev.playgate.catalog.Organisation;
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
import dev.playgate.control.api.QueryParameters;
import dev.playgate.control.api.RefusedCallException;
import dev.playgate.control.api.Role;
import dev.playgate.stream.OrganisationId;

/** Organisations and their packages (product sections 1 and 2). */
@RestController
@SecurityRequirement(name = ApiDescription.API_KEY_SCHEME)
@SecurityRequirement(name = ApiDescription.BINTU_TOKEN_SCHEME)
public final class OrganisationController implements ApiController {

    private static final Pattern HASH = Pattern.compile("[A-Za-z0-9]{5}");

    private final ApiCalls calls;
    private final OrganisationStore organisations;
    private final OrganisationSettings settings;
    private final Packages packages;
    private final TokenKeyStore keys;

    public OrganisationController(ApiCalls calls, OrganisationStore organisations, OrganisationSettings settings,
            Packages packages, TokenKeyStore keys) {
        this.calls = calls;
        this.organisations = organisations;
        this.settings = settings;
        this.packages = packages;
        this.keys = keys;
    }

    @Operation(summary = "The caller's organisation")
    @GetMapping("/api/v1/organisation")
    Mono<ResponseEntity<Envelope>> own(@Parameter(hidden = true) ServerHttpRequest request) {
        return calls.query(request, Role.READ_ONLY, caller -> {
            OrganisationId id = caller.ownOrganisation();
            Organisation organisation = organisations.find(id)
                    .orElseThrow(() -> RefusedCallException.unknown("organisation"));
            return OrganisationProfile.of(organisation, keys.url(id), organisations.levels(id),
                    organisations.playerKey(id));
        });
    }

    @Operation(summary = "All organisations; for operators")
    @GetMapping("/api/v1/organisations")
    Mono<ResponseEntity<Envelope>> list(@Parameter(hidden = true) ServerHttpRequest request) {
        return calls.query(request, Role.OPERATOR, Page.parameters(), (_, query) -> list(query));
    }

    private Listed<OrganisationProfile> list(QueryParameters query) throws RefusedCallException {
        Page page = query.page();
        Listed<Organisation> found = organisations.list(page);
        return Listed.of(found.items().stream().map(OrganisationProfile::inList).toList(), found.total(), page);
    }

    @Operation(summary = "Make an organisation; for operators")
    @PostMapping("/api/v1/organisations")
    Mono<ResponseEntity<Envelope>> create(@Parameter(hidden = true) ServerHttpRequest request) {
        return calls.call(request, Role.OPERATOR, this::create);
    }

    private OrganisationProfile create(Caller caller, Parameters body) throws RefusedCallException {
        String name = body.only(Set.of("name", "hash", "packages")).parsed("name", Texts::line, Texts.LINE)
                .orElseThrow(() -> RefusedCallException.required("name"));
        String hash = body.parsed("hash", text -> Texts.matching(HASH, text), "five characters of A-Z a-z 0-9")
                .orElseThrow(() -> RefusedCallException.required("hash"));
        List<Feature> packages = body.parsedArray("packages", Feature.values().length, Feature::of,
                "one of " + Feature.wireNames());
        Organisation organisation = new Organisation(new OrganisationId(UUID.randomUUID()), name, hash,
                new HashSet<>(packages));
        if (!organisations.make(organisation, caller.actor())) {
            throw RefusedCallException.of(ErrorCode.CONFLICT, "name or hash is that of another organisation");
        }
        return OrganisationProfile.of(organisation, Optional.empty(), organisations.levels(organisation.id()),
                Optional.empty());
    }

    @Operation(summary = "Limit the sessions of one token, or of one user, that run at once; 0 takes a limit away."
            + " The key that pages give their player; an empty one takes it away. For operators: the levels of support and analytics, in words")
    @PatchMapping("/api/v1/organisation")
    Mono<ResponseEntity<Envelope>> change(@Parameter(hidden = true) ServerHttpRequest request) {
        return calls.call(request, Role.ADMIN, (caller, body) -> {
            settings.change(caller, body);
            return NoContent.DONE;
        });
    }

    @Operation(summary = "Enable a package, disable it, or put secure into shadow mode; for operators")
    @PutMapping("/api/v1/organisation/packages/{package}")
    Mono<ResponseEntity<Envelope>> setPackage(@PathVariable("package") String name,
            @Parameter(hidden = true) ServerHttpRequest request) {
        return calls.call(request, Role.OPERATOR, (caller, body) -> {
            packages.set(caller, name, body);
            return NoContent.DONE;
        });
    }
}
