package dev.playgate.edge;

import java.util.Optional;

import org.springframework.web.server.ServerWebExchange;

import dev.playgate.policy.PlayoutRequest;
import dev.playgate.stream.PlayoutTarget;

/** What the filters of one exchange hand to each other. */
final class PlayoutExchange {

    private static final String REQUEST_ID = PlayoutExchange.class.getName() + ".requestId";
    private static final String TARGET = PlayoutExchange.class.getName() + ".target";

    private static final String OPENS_SESSION = PlayoutExchange.class.getName() + ".opensSession";
    private static final String ADMITTED = PlayoutExchange.class.getName() + ".admitted";

    private PlayoutExchange() {
    }

    static void setRequestId(ServerWebExchange exchange, String requestId) {
        exchange.getAttributes().put(REQUEST_ID, requestId);
    }

    static String requestId(ServerWebExchange exchange) {
        return exchange.getRequiredAttribute(REQUEST_ID);
    }

    static void setTarget(ServerWebExchange exchange, PlayoutTarget target) {
        exchange.getAttributes().put(TARGET, target);
    }

    /** Empty for a request that is not for a playout URL. */
    static Optional<PlayoutTarget> target(ServerWebExchange exchange) {
        return Optional.ofNullable(exchange.getAttribute(TARGET));
    }

    static void setAdmitted(ServerWebExchange exchange, PlayoutRequest request, boolean opensSession) {
        exchange.getAttributes().put(ADMITTED, request);
        exchange.getAttributes().put(OPENS_SESSION, opensSession);
    }

    /** Whether the request that was admitted begins a session. */
    static boolean opensSession(ServerWebExchange exchange) {
        return exchange.getAttributeOrDefault(OPENS_SESSION, true);
    }

    /** Empty for a request that was not admitted. */
    static Optional<PlayoutRequest> admitted(ServerWebExchange exchange) {
        return Optional.ofNullable(exchange.getAttribute(ADMITTED));
    }
}
