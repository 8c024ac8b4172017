package dev.playgate.control.registry;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
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

/** An organisation's streams. */
@RestController
@SecurityRequirement(name = ApiDescription.API_KEY_SCHEME)
@SecurityRequirement(name = ApiDescription.BINTU_TOKEN_SCHEME)
public final class StreamController implements ApiController {

    private static final String STREAM = "stream";

    private final ApiCalls calls;
    private final StreamStore streams;
    private final PublicProperties urls;

    /** Over the streams of all organisations. */
    public StreamController(ApiCalls calls, StreamStore streams, PublicProperties urls) {
        this.calls = calls;
        this.streams = streams;
        this.urls = urls;
    }

    @Operation(summary = "The streams, the newest first; by state, tag, name, group, and time of creation (from, to)")
    @GetMapping("/api/v1/streams")
    Mono<ResponseEntity<Envelope>> list(@Parameter(hidden = true) ServerHttpRequest request) {
        return calls.query(request, Role.READ_ONLY, Page.parameters(StreamCall.FILTERS), (caller, query) -> {
            Page page = query.page();
            Listed<StoredStream> found = streams.list(caller.ownOrganisation(), StreamCall.filter(query), page);
            return Listed.of(found.items().stream().map(stream -> StreamAnswer.of(stream, urls)).toList(),
                    found.total(), page);
        });
    }

    @Operation(summary = "A stream")
    @GetMapping("/api/v1/streams/{id}")
    Mono<ResponseEntity<Envelope>> find(@Parameter(hidden = true) ServerHttpRequest request,
            @PathVariable("id") String id) {
        return calls.query(request, Role.READ_ONLY,
                caller -> streams.find(caller.ownOrganisation(), PathIds.uuid(id, STREAM))
                        .map(stream -> StreamAnswer.of(stream, urls))
                        .orElseThrow(() -> RefusedCallException.unknown(STREAM)));
    }

    @Operation(summary = "Change a stream's state, its tags, or what is said of its picture")
    @PatchMapping("/api/v1/streams/{id}")
    Mono<ResponseEntity<Envelope>> change(@Parameter(hidden = true) ServerHttpRequest request,
            @PathVariable("id") String id) {
        return calls.call(request, Role.USER,
                (caller, body) -> streams
                        .change(caller.ownOrganisation(), PathIds.uuid(id, STREAM), StreamCall.patch(body),
                                caller.actor())
                        .map(stream -> StreamAnswer.of(stream, urls))
                        .orElseThrow(() -> RefusedCallException.unknown(STREAM)));
    }

    @Operation(summary = "Delete a stream; its name is never given again")
    @DeleteMapping("/api/v1/streams/{id}")
    Mono<ResponseEntity<Envelope>> delete(@Parameter(hidden = true) ServerHttpRequest request,
            @PathVariable("id") String id) {
        return calls.query(request, Role.USER, caller -> {
            if (!streams.delete(caller.ownOrganisation(), PathIds.uuid(id, STREAM), caller.actor())) {
                throw RefusedCallException.unknown(STREAM);
            }
            return NoContent.DONE;
        });
    }
}
