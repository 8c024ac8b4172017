package dev.playgate.edge.access;

import java.util.Map;

import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

import dev.playgate.edge.OriginAddress;
import dev.playgate.policy.Decision;
import dev.playgate.policy.Right;
import dev.playgate.stream.PlayoutTarget;

/**
 * What is traced of one request, from its head to the end of its answer; of a WebSocket, to its 101. Of most requests it is
 * only who asks whom. Names are those of OpenTelemetry's conventions for HTTP, and ours begin with {@code playgate.}; no
 * token is in any value, and no query (security G1). For one thread at a time.
 */
public final class RequestTrace {

    static final Tracer NO_TRACER = TracerProvider.noop().get("");

    /** Of a request that has none. */
    public static final RequestTrace NONE = new RequestTrace(NO_TRACER, Span.getInvalid(), AccessReader.NONE);

    private static final AttributeKey<RequestTrace> OF_CONNECTION = AttributeKey.valueOf(RequestTrace.class, "of");
    private static final String REASON = "playgate.reason";
    private static final String ERROR = "error.type";
    private static final int SERVER_ERROR = 500;

    private final Tracer tracer;
    private final Span span;
    private final String method;
    private int asked;

    /** @param method as it may be said */
    RequestTrace(Tracer tracer, Span span, String method) {
        this.tracer = tracer;
        this.span = span;
        this.method = method;
    }

    /** That of the request which a connection's answer is for. */
    public static RequestTrace of(Channel viewer) {
        @Nullable
        RequestTrace trace = viewer.hasAttr(OF_CONNECTION) ? viewer.attr(OF_CONNECTION).get() : null;
        return trace == null ? NONE : trace;
    }

    void attachTo(Channel viewer) {
        viewer.attr(OF_CONNECTION).set(this);
    }

    /** Whether a collector is told of it. */
    boolean isRecorded() {
        return span.isRecording();
    }

    void scheme(String scheme) {
        span.setAttribute("url.scheme", scheme);
    }

    /**
     * Another proxy asks about it, and proxies itself.
     *
     * @param path one of a few
     */
    public void askedAt(String path) {
        span.setAttribute("playgate.asked_at", path);
    }

    /** The fields that tell an origin of the trace which somebody else asks (W3C Trace Context); empty: there is none. */
    public Map<String, String> fields() {
        return new OriginTrace(span).fields();
    }

    /** The request was judged. */
    public void decided(Decision decision) {
        if (!isRecorded()) {
            return;
        }
        span.setAttribute("playgate.decision", switch (decision) {
            case Decision.Admitted _ -> "admitted";
            case Decision.Refused _ -> "refused";
            case Decision.Unavailable _ -> "unavailable";
        });
        if (decision instanceof Decision.Admitted admitted) {
            span.setAttribute("playgate.organisation", admitted.stream().organisation().toString());
            admitted.shadowed()
                    .ifPresent(shadowed -> span.setAttribute("playgate.shadowed", shadowed.reason().wireName()));
        }
        decision.right().ifPresent(this::shown);
    }

    private void shown(Right right) {
        span.setAttribute("playgate.organisation", right.organisation().toString());
        span.setAttribute("playgate.jti", right.jti());
    }

    /** An origin is asked now. */
    public OriginTrace ask(PlayoutTarget target, OriginAddress origin) {
        if (!isRecorded()) {
            return span.getSpanContext().isValid() ? new OriginTrace(span) : OriginTrace.NONE;
        }
        Span part = tracer.spanBuilder(method).setSpanKind(SpanKind.CLIENT).setParent(Context.root().with(span))
                .setAttribute("http.request.method", method)
                .setAttribute("server.address", origin.hostName())
                .setAttribute("server.port", (long) origin.port())
                .setAttribute("url.full", origin.url() + Masking.mediaPath(target.path())).startSpan();
        if (asked++ > 0) {
            part.setAttribute("http.request.resend_count", (long) asked - 1);
        }
        return new OriginTrace(part);
    }

    /** It was answered, or will not be. */
    void end(AccessLine line) {
        boolean known = !line.method().equals(AccessReader.NONE);
        String name = known ? line.method() : "HTTP";
        span.updateName(line.route().map(route -> name + " " + route).orElse(name));
        span.setAttribute("http.request.method", known ? line.method() : "_OTHER");
        set("http.route", line.route().orElse(null));
        set("url.path", line.path());
        set("client.address", line.address().orElse(null));
        set("user_agent.original", line.agent().orElse(null));
        set("network.protocol.version", line.protocol().replaceFirst("HTTP/", "").replaceFirst("^2\\.0$", "2"));
        set("playgate.stream", line.stream().orElse(null));
        set("playgate.request_id", line.requestId().orElse(null));
        set(REASON, line.reason().orElse(null));
        if (line.status() == AccessEntry.UNANSWERED) {
            span.setAttribute(ERROR, "viewer_left");
        } else {
            span.setAttribute("http.response.status_code", (long) line.status());
            span.setAttribute("http.response.body.size", line.bytes());
        }
        if (line.status() >= SERVER_ERROR) {
            span.setAttribute(ERROR, line.reason().orElse(Integer.toString(line.status())));
            span.setStatus(StatusCode.ERROR);
        }
        span.end();
    }

    private void set(String name, @Nullable String value) {
        if (value != null && !value.equals(AccessReader.NONE)) {
            span.setAttribute(name, value);
        }
    }
}
