package dev.playgate.edge.access;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.Counter;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.ssl.SslHandler;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import org.jspecify.annotations.Nullable;

import dev.playgate.edge.ChannelAnswers;
import dev.playgate.viewer.IpAddress;
import dev.playgate.viewer.TrustedProxies;

/** Traces of viewers' requests, for a collector. What it does not take in time is dropped, and nobody waits for it. */
public final class Traces implements AutoCloseable {

    private static final String SCOPE = "dev.playgate";
    private static final AttributeKey<String> SERVICE = AttributeKey.stringKey("service.name");
    private static final Duration EXPORT_TIMEOUT = Duration.ofSeconds(5);
    /** For what is left when the viewers have gone. */
    private static final Duration LAST_EXPORT = Duration.ofSeconds(3);
    /** Of a text, in characters. */
    private static final int LONGEST_VALUE = 512;

    private static final String PARENT = "traceparent";
    private static final TextMapGetter<HttpHeaders> FIELDS = new TextMapGetter<>() {

        @Override
        public Iterable<String> keys(HttpHeaders fields) {
            return fields.names();
        }

        @Override
        public @Nullable String get(@Nullable HttpHeaders fields, String name) {
            List<String> lines = fields == null ? List.of() : fields.getAll(name);
            return lines.isEmpty() ? null : Masking.traceState(String.join(",", lines)).orElse(null);
        }
    };

    private final Optional<SdkTracerProvider> provider;
    private final Tracer tracer;
    private final TrustedProxies proxies;

    /**
     * Those that the settings say.
     *
     * @param proxies whose word on the trace that a request belongs to is taken
     * @param dropped of spans that the collector did not get
     */
    Traces(TracingProperties settings, TrustedProxies proxies, Counter dropped) {
        this.provider = Optional.ofNullable(settings.endpoint())
                .map(endpoint -> provider(endpoint, settings, dropped));
        this.tracer = provider.map(sdk -> sdk.get(SCOPE)).orElse(RequestTrace.NO_TRACER);
        this.proxies = proxies;
    }

    private static SdkTracerProvider provider(String endpoint, TracingProperties settings, Counter dropped) {
        OtlpHttpSpanExporterBuilder collector = OtlpHttpSpanExporter.builder().setEndpoint(endpoint)
                .setTimeout(EXPORT_TIMEOUT).setMeterProvider(MeterProvider.noop());
        settings.fields().forEach(collector::addHeader);
        return SdkTracerProvider.builder()
                .setResource(Resource.getDefault().toBuilder().put(SERVICE, "playgate").build())
                .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(settings.ratio())))
                .setSpanLimits(SpanLimits.builder().setMaxAttributeValueLength(LONGEST_VALUE).build())
                .addSpanProcessor(new SpanQueue(collector.build(), dropped))
                .build();
    }

    boolean isOn() {
        return provider.isPresent();
    }

    /** The trace of a request that was let in, which from now on is the one of its connection. */
    RequestTrace begin(HttpRequest request, Channel viewer) {
        if (!isOn()) {
            return RequestTrace.NONE;
        }
        RequestTrace trace = start(request.method().name(), request.headers(), viewer);
        trace.scheme(isOverTls(viewer) ? "https" : "http");
        trace.attachTo(viewer);
        return trace;
    }

    /** The trace of a request that another proxy asks about; by which scheme its viewer came is not told. */
    RequestTrace asked(String method, HttpHeaders fields, Channel proxy) {
        return isOn() ? start(method, fields, proxy) : RequestTrace.NONE;
    }

    private RequestTrace start(String asked, HttpHeaders fields, Channel peer) {
        String method = AccessReader.method(asked);
        Span span = tracer.spanBuilder(method).setSpanKind(SpanKind.SERVER)
                .setParent(parent(fields, ChannelAnswers.address(peer))).startSpan();
        return new RequestTrace(tracer, span, method);
    }

    private static boolean isOverTls(Channel viewer) {
        return viewer instanceof Http2StreamChannel || viewer.pipeline().get(SslHandler.class) != null;
    }

    /** Anybody could otherwise have all of their requests traced, and write into the traces of others. */
    private Context parent(HttpHeaders fields, Optional<IpAddress> peer) {
        boolean trusted = peer.isPresent() && proxies.isTrusted(peer.get());
        return trusted && fields.getAll(PARENT).size() == 1
                ? W3CTraceContextPropagator.getInstance().extract(Context.root(), fields, FIELDS)
                : Context.root();
    }

    /** When the viewers have left. */
    @Override
    public void close() {
        provider.ifPresent(sdk -> sdk.shutdown().join(LAST_EXPORT.toMillis(), TimeUnit.MILLISECONDS));
    }
}
