package dev.playgate.control.registry;

import java.time.Duration;
import java.util.Set;

import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

import dev.playgate.catalog.Catalog;
import dev.playgate.catalog.CatalogSnapshot;
import dev.playgate.control.api.ApiCalls;
import dev.playgate.control.api.PathIds;
import dev.playgate.control.api.QueryParameters;
import dev.playgate.control.api.RefusedCallException;
import dev.playgate.stream.GroupId;

/**
 * Tells players what a stream group has to play: whoever asks, from whatever page. To play it takes a token all the
 * same.
 */
@RestController
public final class PlayerGroupController {

    private static final String PATH = "/stream/{groupId}/group";
    private static final String PROFILE = "profile";
    private static final String GROUP = "stream group";
    private static final Duration CATALOG_RETRY = Duration.ofSeconds(5);

    private final ApiCalls calls;
    private final Catalog catalog;
    private final PlayerGroups groups;

    /** Over the catalog in force. */
    public PlayerGroupController(ApiCalls calls, Catalog catalog, PlayerGroups groups) {
        this.calls = calls;
        this.catalog = catalog;
        this.groups = groups;
    }

    @Operation(summary = "What a stream group has to play, for the H5Live player (profile=player)")
    @GetMapping(PATH)
    Mono<ResponseEntity<Object>> find(@Parameter(hidden = true) ServerHttpRequest request,
            @PathVariable("groupId") String id) {
        return calls.bare(request, Set.of(PROFILE), query -> find(id, query)).map(PlayerGroupController::forAllPages);
    }

    /** The preflight. */
    @Hidden
    @RequestMapping(path = PATH, method = RequestMethod.OPTIONS)
    ResponseEntity<Object> preflight() {
        return forAllPages(ResponseEntity.noContent().header(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, "GET, HEAD")
                .header(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, "*").build());
    }

    private PlayerGroup find(String id, QueryParameters query) throws RefusedCallException {
        if (query.word(PROFILE, Profile.class).isEmpty()) {
            throw RefusedCallException.required(PROFILE);
        }
        GroupId group = new GroupId(PathIds.uuid(id, GROUP));
        CatalogSnapshot snapshot = catalog.current()
                .orElseThrow(() -> RefusedCallException.unavailable(CATALOG_RETRY));
        return groups.find(group, snapshot).orElseThrow(() -> RefusedCallException.unknown(GROUP));
    }

    private enum Profile {
        PLAYER
    }

    private static ResponseEntity<Object> forAllPages(ResponseEntity<?> answer) {
        return ResponseEntity.status(answer.getStatusCode()).headers(answer.getHeaders())
                .header(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*").body(answer.getBody());
    }
}
