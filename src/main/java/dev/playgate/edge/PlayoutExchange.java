package dev.playgate.edge;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.server.ServerWebExchange;
import reactor.netty.http.server.HttpServerRequest;

import dev.playgate.edge.access.RequestTrace;
import dev.playgate.policy.PlayoutRequest;
import dev.playgate.stream.PlayoutTarget;

/** What the filters of one exchange hand to each other. */
final class PlayoutExchange {

    private static final String REQUEST_ID = PlayoutExchange.class.getName() + ".requestId";
    private static final String TARGET = PlayoutExchange.class.getName() + ".target";

    private static final String OPENS_SESSION = PlayoutExchange.class.getName() + ".opensSession";
    private static final String ADMITTED = PlayoutExchange.class.getName() + ".admitted";

    private static final String TRACE_FIELDS = PlayoutExchange.class.getName() + ".traceFields";

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

    /** What is traced of the viewer's request. */
    static RequestTrace trace(ServerWebExchange exchange) {
        HttpServerRequest netty = ServerHttpRequestDecorator.getNativeRequest(exchange.getRequest());
        AtomicReference<RequestTrace> trace = new AtomicReference<>(RequestTrace.NONE);
        netty.withConnection(connection -> trace.set(RequestTrace.of(connection.channel())));
        return trace.get();
    }

    static void setTraceFields(ServerWebExchange exchange, Map<String, String> fields) {
        exchange.getAttributes().put(TRACE_FIELDS, fields);
    }

    /** The fields that tell the origin of the trace. */
    static Map<String, String> traceFields(ServerWebExchange exchange) {
        return exchange.getAttributeOrDefault(TRACE_FIELDS, Map.of());
    }
}
