package dev.playgate.control.registry;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

import dev.playgate.control.api.ApiCalls;
import dev.playgate.control.api.ApiController;
import dev.playgate.control.api.ApiDescription;
import dev.playgate.control.api.Caller;
import dev.playgate.control.api.Envelope;
import dev.playgate.control.api.Listed;
import dev.playgate.control.api.QueryParameters;
import dev.playgate.control.api.RefusedCallException;
import dev.playgate.control.api.Role;

/** The audit log: an organisation's own, and the installation's for operators who name no organisation. */
@RestController
@SecurityRequirement(name = ApiDescription.API_KEY_SCHEME)
@SecurityRequirement(name = ApiDescription.BINTU_TOKEN_SCHEME)
public final class AuditController implements ApiController {

    private final ApiCalls calls;
    private final AuditLog audit;

    public AuditController(ApiCalls calls, AuditLog audit) {
        this.calls = calls;
        this.audit = audit;
    }

    /** One thing that was done. The time is UNIX seconds. */
    private record Told(String id, long at, String actor, String source, String action, String subject) {

        static Told of(AuditStore.Entry entry) {
            return new Told(entry.id(), entry.at().getEpochSecond(), entry.actor().name(), entry.actor().source(),
                    entry.action(), entry.subject());
        }
    }

    @Operation(summary = "What was done, the newest first; by action, from (inclusive) and to (exclusive)")
    @GetMapping("/api/v1/audit")
    Mono<ResponseEntity<Envelope>> list(@Parameter(hidden = true) ServerHttpRequest request) {
        return calls.query(request, Role.READ_ONLY, AuditLog.parameters(), this::list);
    }

    private Listed<Told> list(Caller caller, QueryParameters query) throws RefusedCallException {
        Listed<AuditStore.Entry> found = audit.list(caller, query);
        return new Listed<>(found.items().stream().map(Told::of).toList(), found.total(), found.page(), found.size());
    }
}
