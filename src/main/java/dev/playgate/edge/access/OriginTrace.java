package dev.playgate.edge.access;

import java.util.LinkedHashMap;
import java.util.Map;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;

/** What is traced of asking one origin, until the head of its answer. */
public final class OriginTrace {

    /** Of a request that has none. */
    public static final OriginTrace NONE = new OriginTrace(Span.getInvalid());

    private static final int ERROR = 400;

    private final Span span;
    private final Map<String, String> fields;

    OriginTrace(Span span) {
        this.span = span;
        this.fields = span.getSpanContext().isValid() ? fields(span) : Map.of();
    }

    private static Map<String, String> fields(Span span) {
        Map<String, String> fields = new LinkedHashMap<>();
        W3CTraceContextPropagator.getInstance().inject(Context.root().with(span), fields,
                (carrier, name, value) -> {
                    if (carrier != null) {
                        carrier.put(name, value);
                    }
                });
        return fields;
    }

    /** The fields of the request that tell the origin of the trace (W3C Trace Context); empty: there is none. */
    public Map<String, String> fields() {
        return fields;
    }

    /** The head of the answer is there. */
    public void answered(int status) {
        span.setAttribute("http.response.status_code", (long) status);
        if (status >= ERROR) {
            failed(Integer.toString(status));
        } else {
            span.end();
        }
    }

    /**
     * There is no answer, or none that is of use.
     *
     * @param reason one of a few
     */
    public void failed(String reason) {
        span.setAttribute("error.type", reason);
        span.setStatus(StatusCode.ERROR);
        span.end();
    }
}
