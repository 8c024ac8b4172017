package dev.playgate.control.guardian;

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
import dev.playgate.control.api.Envelope;
import dev.playgate.control.api.Listed;
import dev.playgate.control.api.NoContent;
import dev.playgate.control.api.Role;
import dev.playgate.control.registry.GuardianStore.Kind;
import dev.playgate.control.registry.GuardianStore.Rule;

/** An organisation's deny and allow lists (product section 7). */
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
    private final GuardianLists lists;

    public GuardianController(ApiCalls calls, GuardianLists lists) {
        this.calls = calls;
        this.lists = lists;
    }

    @Operation(summary = "Deny an address or a CIDR range, for 24 hours or until the given time")
    @PostMapping(IP)
    Mono<ResponseEntity<Envelope>> putAddress(@Parameter(hidden = true) ServerHttpRequest request) {
        return calls.call(request, Role.ADMIN,
                (caller, body) -> AddressRule.of(lists.putAddress(caller, body)));
    }

    @Operation(summary = "The denied addresses and ranges, all or by state and text, the newest first")
    @GetMapping(IP)
    Mono<ResponseEntity<Envelope>> addresses(@Parameter(hidden = true) ServerHttpRequest request) {
        return list(request, Kind.IP, AddressRule::of);
    }

    @Operation(summary = "Remove the rule of an address or range")
    @DeleteMapping(IP)
    Mono<ResponseEntity<Envelope>> removeAddress(@Parameter(hidden = true) ServerHttpRequest request) {
        return calls.call(request, Role.ADMIN, (caller, body) -> {
            lists.removeAddress(caller, body);
            return NoContent.DONE;
        });
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
        return calls.call(request, Role.ADMIN, (caller, body) -> PageRule.of(lists.putPages(caller, body)));
    }

    @Operation(summary = "The rules about pages, all or by type and text, the newest first")
    @GetMapping({REFERRER, REFERER})
    Mono<ResponseEntity<Envelope>> pages(@Parameter(hidden = true) ServerHttpRequest request) {
        return list(request, Kind.REFERRER, PageRule::of);
    }

    @Operation(summary = "Remove the rule of a domain")
    @DeleteMapping({REFERRER, REFERER})
    Mono<ResponseEntity<Envelope>> removePages(@Parameter(hidden = true) ServerHttpRequest request) {
        return calls.call(request, Role.ADMIN, (caller, body) -> {
            lists.removePages(caller, body);
            return NoContent.DONE;
        });
    }

    @Operation(summary = "Remove a rule about pages")
    @DeleteMapping({REFERRER + ID, REFERER + ID})
    Mono<ResponseEntity<Envelope>> removePages(@Parameter(hidden = true) ServerHttpRequest request,
            @PathVariable("id") String id) {
        return remove(request, Kind.REFERRER, id);
    }

    private Mono<ResponseEntity<Envelope>> list(ServerHttpRequest request, Kind kind, Function<Rule, Object> answer) {
        return calls.query(request, Role.READ_ONLY, GuardianLists.parameters(kind), (caller, query) -> {
            Listed<Rule> found = lists.list(caller, kind, query);
            return new Listed<>(found.items().stream().map(answer).toList(), found.total(), found.page(),
                    found.size());
        });
    }

    private Mono<ResponseEntity<Envelope>> remove(ServerHttpRequest request, Kind kind, String id) {
        return calls.query(request, Role.ADMIN, caller -> {
            lists.remove(caller, kind, id);
            return NoContent.DONE;
        });
    }
}
