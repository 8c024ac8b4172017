package dev.playgate.control.guardian;

import java.time.InstantSource;
import java.util.function.Function;

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
import dev.playgate.control.api.Listed;
import dev.playgate.control.api.NoContent;
import dev.playgate.control.api.Page;
import dev.playgate.control.api.PathIds;
import dev.playgate.control.api.RefusedCallException;
import dev.playgate.control.api.Role;
import dev.playgate.control.registry.GuardianLine;
import dev.playgate.control.registry.GuardianStore;
import dev.playgate.control.registry.GuardianStore.Kind;
import dev.playgate.control.registry.GuardianStore.Rule;

/** An organisation's deny and allow lists (product section 7). A rule of the same subject takes the place of another. */
@RestController
@SecurityRequirement(name = ApiDescription.API_KEY_SCHEME)
@SecurityRequirement(name = ApiDescription.BINTU_TOKEN_SCHEME)
public final class GuardianController implements ApiController {

    private static final String IP = "/guardian/ip";
    private static final String REFERRER = "/guardian/referrer";
    /** Its second spelling, which is that of the header field. */
    private static final String REFERER = "/guardian/referer";
    private static final String ID = "/{id}";

    private final ApiCalls calls;
    private final GuardianStore rules;
    private final InstantSource time;

    /** Over the rules of all organisations. */
    public GuardianController(ApiCalls calls, GuardianStore rules, InstantSource time) {
        this.calls = calls;
        this.rules = rules;
        this.time = time;
    }

    @Operation(summary = "Deny an address or a CIDR range, for 24 hours or until the given time")
    @PostMapping(IP)
    Mono<ResponseEntity<Envelope>> putAddress(@Parameter(hidden = true) ServerHttpRequest request) {
        return calls.call(request, Role.ADMIN,
                (caller, body) -> AddressRule.of(put(caller, GuardianCall.address(body, time.instant()))));
    }

    @Operation(summary = "The denied addresses and ranges, the newest first")
    @GetMapping(IP)
    Mono<ResponseEntity<Envelope>> addresses(@Parameter(hidden = true) ServerHttpRequest request) {
        return list(request, Kind.IP, AddressRule::of);
    }

    @Operation(summary = "Remove the rule of an address or range")
    @DeleteMapping(IP)
    Mono<ResponseEntity<Envelope>> removeAddress(@Parameter(hidden = true) ServerHttpRequest request) {
        return calls.call(request, Role.ADMIN, (caller, body) -> done(rules.remove(caller.ownOrganisation(), Kind.IP,
                GuardianCall.removedAddress(body), caller.actor())));
    }

    @Operation(summary = "Remove a rule about addresses")
    @DeleteMapping(IP + ID)
    Mono<ResponseEntity<Envelope>> removeAddress(@Parameter(hidden = true) ServerHttpRequest request,
            @PathVariable("id") String id) {
        return remove(request, Kind.IP, id);
    }

    @Operation(summary = "Deny or allow pages; the domain * with deny makes the list an allow-list")
    @PostMapping({REFERRER, REFERER})
    Mono<ResponseEntity<Envelope>> putPages(@Parameter(hidden = true) ServerHttpRequest request) {
        return calls.call(request, Role.ADMIN, (caller, body) -> PageRule.of(put(caller, GuardianCall.pages(body))));
    }

    @Operation(summary = "The rules about pages, the newest first")
    @GetMapping({REFERRER, REFERER})
    Mono<ResponseEntity<Envelope>> pages(@Parameter(hidden = true) ServerHttpRequest request) {
        return list(request, Kind.REFERRER, PageRule::of);
    }

    @Operation(summary = "Remove the rule of a domain")
    @DeleteMapping({REFERRER, REFERER})
    Mono<ResponseEntity<Envelope>> removePages(@Parameter(hidden = true) ServerHttpRequest request) {
        return calls.call(request, Role.ADMIN, (caller, body) -> done(rules.remove(caller.ownOrganisation(),
                Kind.REFERRER, GuardianCall.removedPages(body), caller.actor())));
    }

    @Operation(summary = "Remove a rule about pages")
    @DeleteMapping({REFERRER + ID, REFERER + ID})
    Mono<ResponseEntity<Envelope>> removePages(@Parameter(hidden = true) ServerHttpRequest request,
            @PathVariable("id") String id) {
        return remove(request, Kind.REFERRER, id);
    }

    private Rule put(Caller caller, GuardianLine line) throws RefusedCallException {
        return rules.put(caller.ownOrganisation(), line, caller.actor())
                .orElseThrow(() -> RefusedCallException.of(ErrorCode.CONFLICT,
                        "There are " + GuardianStore.MAXIMUM_RULES + " rules of this kind; remove one first"));
    }

    private Mono<ResponseEntity<Envelope>> list(ServerHttpRequest request, Kind kind, Function<Rule, Object> answer) {
        return calls.query(request, Role.READ_ONLY, Page.parameters(), (caller, query) -> {
            Page page = query.page();
            Listed<Rule> found = rules.list(caller.ownOrganisation(), kind, page);
            return Listed.of(found.items().stream().map(answer).toList(), found.total(), page);
        });
    }

    private Mono<ResponseEntity<Envelope>> remove(ServerHttpRequest request, Kind kind, String id) {
        return calls.query(request, Role.ADMIN, caller -> done(
                rules.remove(caller.ownOrganisation(), kind, PathIds.uuid(id, "rule"), caller.actor())));
    }

    private static NoContent done(boolean found) throws RefusedCallException {
        if (!found) {
            throw RefusedCallException.unknown("rule");
        }
        return NoContent.DONE;
    }
}
