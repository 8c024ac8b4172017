package dev.playgate.control.registry;

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
import dev.playgate.control.api.Page;
import dev.playgate.control.api.PathIds;
import dev.playgate.control.api.RefusedCallException;
import dev.playgate.control.api.Role;
import dev.playgate.stream.GroupId;

/** An organisation's stream groups. */
@RestController
@SecurityRequirement(name = ApiDescription.API_KEY_SCHEME)
@SecurityRequirement(name = ApiDescription.BINTU_TOKEN_SCHEME)
public final class GroupController implements ApiController {

    private static final String GROUP = "stream group";

    private final ApiCalls calls;
    private final GroupStore groups;
    private final PublicProperties urls;

    /** Over the groups of all organisations. */
    public GroupController(ApiCalls calls, GroupStore groups, PublicProperties urls) {
        this.calls = calls;
        this.groups = groups;
        this.urls = urls;
    }

    @Operation(summary = "Create a stream group, with a name for each of its streams; the first is the passthrough")
    @PostMapping("/api/v1/groups")
    Mono<ResponseEntity<Envelope>> create(@Parameter(hidden = true) ServerHttpRequest request) {
        return calls.call(request, Role.USER,
                (caller, body) -> groups.create(caller.ownOrganisation(), StreamCall.group(body), caller.actor())
                        .map(group -> GroupAnswer.of(group, urls))
                        .orElseThrow(() -> RefusedCallException.unknown("organisation")));
    }

    @Operation(summary = "The stream groups, the newest first")
    @GetMapping("/api/v1/groups")
    Mono<ResponseEntity<Envelope>> list(@Parameter(hidden = true) ServerHttpRequest request) {
        return calls.query(request, Role.READ_ONLY, Page.parameters(), (caller, query) -> {
            Page page = query.page();
            Listed<StoredGroup> found = groups.list(caller.ownOrganisation(), page);
            return Listed.of(found.items().stream().map(group -> GroupAnswer.of(group, urls)).toList(), found.total(),
                    page);
        });
    }

    @Operation(summary = "A stream group")
    @GetMapping("/api/v1/groups/{id}")
    Mono<ResponseEntity<Envelope>> find(@Parameter(hidden = true) ServerHttpRequest request,
            @PathVariable("id") String id) {
        return calls.query(request, Role.READ_ONLY,
                caller -> groups.find(caller.ownOrganisation(), group(id)).map(group -> GroupAnswer.of(group, urls))
                        .orElseThrow(() -> RefusedCallException.unknown(GROUP)));
    }

    @Operation(summary = "Delete all streams of a group; their names are never given again")
    @DeleteMapping("/api/v1/groups/{id}")
    Mono<ResponseEntity<Envelope>> delete(@Parameter(hidden = true) ServerHttpRequest request,
            @PathVariable("id") String id) {
        return calls.query(request, Role.USER, caller -> {
            if (!groups.delete(caller.ownOrganisation(), group(id), caller.actor())) {
                throw RefusedCallException.unknown(GROUP);
            }
            return NoContent.DONE;
        });
    }

    private static GroupId group(String id) throws RefusedCallException {
        return new GroupId(PathIds.uuid(id, GROUP));
    }
}
