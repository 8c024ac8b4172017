package dev.playgate.edge;

import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;

import dev.playgate.policy.Decision;
import dev.playgate.policy.PlayoutRequest;

/**
 * Makes the response that an admitted request's media is written to.
 *
 * @param children of rewritten playlists
 * @param maximumPlaylist bytes of a playlist that is rewritten; a longer one is refused
 */
record MediaResponses(SessionChildren children, int maximumPlaylist, LongResponses longResponses) {

    ServerHttpResponse of(ServerWebExchange exchange, PlayoutRequest request, Decision.Admitted admitted) {
        return new MediaResponse(exchange, request, admitted, this);
    }
}
