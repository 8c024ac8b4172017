package dev.playgate.control.account;

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
import dev.playgate.control.registry.InvitationStore.Invitation;

/** Invitations to become one of an organisation's users. */
@RestController
@SecurityRequirement(name = ApiDescription.API_KEY_SCHEME)
@SecurityRequirement(name = ApiDescription.BINTU_TOKEN_SCHEME)
public final class InvitationController implements ApiController {

    private final ApiCalls calls;
    private final Invitations invitations;

    public InvitationController(ApiCalls calls, Invitations invitations) {
        this.calls = calls;
        this.invitations = invitations;
    }

    /** As it is told of, without its code. Times are UNIX seconds. */
    private record Told(String id, String role, long created, long expires) {

        static Told of(Invitation invitation) {
            return new Told(invitation.id().toString(), invitation.role(), invitation.created().getEpochSecond(),
                    invitation.expires().getEpochSecond());
        }
    }

    /** @param path of the link, on this installation's dashboard */
    private record Made(String id, String role, long expires, String path) {}

    @Operation(summary = "The organisation's invitations that stand, or have expired, all or by role, the newest first,"
            + " without their links")
    @GetMapping("/api/v1/invitations")
    Mono<ResponseEntity<Envelope>> list(@Parameter(hidden = true) ServerHttpRequest request) {
        return calls.query(request, Role.READ_ONLY, Invitations.parameters(), (caller, query) -> {
            Listed<Invitation> found = invitations.list(caller, query);
            return new Listed<>(found.items().stream().map(Told::of).toList(), found.total(), found.page(),
                    found.size());
        });
    }

    @Operation(summary = "Invite somebody to a role; the link is told this once, and is good once within 7 days")
    @PostMapping("/api/v1/invitations")
    Mono<ResponseEntity<Envelope>> create(@Parameter(hidden = true) ServerHttpRequest request) {
        return calls.call(request, Role.ADMIN, (caller, body) -> {
            Invitations.Made made = invitations.make(caller, body);
            Invitation invitation = made.invitation();
            return new Made(invitation.id().toString(), invitation.role(), invitation.expires().getEpochSecond(),
                    made.path());
        });
    }

    @Operation(summary = "Take an invitation back")
    @DeleteMapping("/api/v1/invitations/{id}")
    Mono<ResponseEntity<Envelope>> delete(@PathVariable("id") String id,
            @Parameter(hidden = true) ServerHttpRequest request) {
        return calls.query(request, Role.ADMIN, caller -> {
            invitations.delete(caller, id);
            return NoContent.DONE;
        });
    }
}
