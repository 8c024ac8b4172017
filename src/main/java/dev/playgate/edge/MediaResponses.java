package dev.playgate.edge;

import java.util.Optional;

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

    /** What the request is answered with instead of media, if the playlist is to be asked for under another URL. */
    Optional<Answer> redirect(PlayoutRequest request, Decision.Admitted admitted) {
        return new EntryRedirect(children).of(request, admitted);
    }

    ServerHttpResponse of(ServerWebExchange exchange, PlayoutRequest request, Decision.Admitted admitted) {
        return new MediaResponse(exchange, request, admitted, this);
    }
}
