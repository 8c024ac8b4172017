package dev.playgate.edge;

import java.util.List;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.netty.http.server.HttpServerRequest;

import dev.playgate.edge.MediaAdmission.Outcome;
import dev.playgate.edge.session.Cut;
import dev.playgate.edge.session.RunningSession;
import dev.playgate.edge.session.RunningSessions;
import dev.playgate.policy.Grounds;
import dev.playgate.policy.SessionTickets;

/**
 * Answers that may take long are sessions, and are cut when their right ends (security E4). Of the others the next request
 * is refused.
 */
public record LongResponses(RunningSessions sessions, SessionTickets tickets) {

    /** Bytes. A shorter body is over before anybody could cut it, or stalls at a player that is fed no more. */
    private static final long SHORT = 1 << 20;

    /** The session of an answer that takes long; it stands on the request's right, which is judged anew now. */
    public RunningSession begin(Outcome.Admitted admitted, Cut cut) {
        return sessions.begin(List.of(new Grounds(admitted.request(),
                tickets.of(admitted.decision(), admitted.request()))), cut);
    }

    /** The body, for as long as the request may have it. */
    Flux<DataBuffer> watched(Flux<DataBuffer> body, ServerWebExchange exchange, Outcome.Admitted admitted,
            long length) {
        if (length >= 0 && length <= SHORT) {
            return body;
        }
        return Flux.using(() -> begin(admitted, _ -> closeConnection(exchange.getRequest())), _ -> body,
                RunningSession::end);
    }

    /** The viewer must see that the body is not whole; an error, or no more of it, would end it like a whole one, or hang. */
    static void closeConnection(ServerHttpRequest viewer) {
        HttpServerRequest netty = ServerHttpRequestDecorator.getNativeRequest(viewer);
        netty.withConnection(connection -> ChannelAnswers.cut(connection.channel()));
    }
}
