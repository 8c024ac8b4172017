package dev.playgate.edge.access;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.Channel;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.playgate.edge.OriginAddress;
import dev.playgate.stream.Medium;
import dev.playgate.stream.PlayoutForm;
import dev.playgate.stream.PlayoutTarget;
import dev.playgate.stream.StreamName;
import dev.playgate.viewer.TrustedProxies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** What becomes of traces whose collector is there, is not, or is not asked. */
class TracesTest {

    private static final URI ORIGIN = URI.create("http://127.0.0.1:1");
    private static final PlayoutTarget TARGET = new PlayoutTarget(
            new PlayoutForm("/hls/", Optional.empty(), Medium.HLS, ORIGIN, Optional.empty()),
            new StreamName("Demo1-live1"), "/hls/Demo1-live1/a.m3u8", "", List.of());
    private static final AccessLine LINE = new AccessLine(Instant.EPOCH, 0, Optional.empty(), "GET",
            "/hls/Demo1-live1/a.m3u8?x=1", "HTTP/1.1", 200, 2, Optional.empty(), Optional.empty(), Optional.of("/hls/"),
            Optional.of("Demo1-live1"), Optional.empty(), Optional.empty());

    private final Counter dropped = new SimpleMeterRegistry().counter("dropped");
    private final Channel viewer = new EmbeddedChannel();

    private Traces to(String endpoint, double ratio) {
        return new Traces(new TracingProperties(endpoint, ratio, List.of("Authorization: Bearer secret")),
                new TrustedProxies(List.of()), dropped);
    }

    private RequestTrace begin(Traces traces) {
        HttpRequest request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/hls/Demo1-live1/a.m3u8");
        return traces.begin(request, viewer);
    }

    private static OriginTrace ask(RequestTrace trace) {
        return trace.ask(TARGET, OriginAddress.of(ORIGIN));
    }

    @Test
    void aRequestOfWhichNothingIsRecordedTellsTheOriginSo() {
        TraceCollector collector = TraceCollector.start();
        try (Traces traces = to(collector.endpoint(), 0)) {
            RequestTrace trace = begin(traces);
            assertThat(trace.isRecorded()).isFalse();
            assertThat(RequestTrace.of(viewer)).isSameAs(trace);
            OriginTrace asked = ask(trace);
            assertThat(asked.fields()).hasEntrySatisfying("traceparent",
                    parent -> assertThat(parent).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-0[02]"));
            asked.answered(200);
            trace.end(LINE);
        }
        assertThat(collector.text()).isEmpty();
        assertThat(dropped.count()).isZero();
    }

    @Test
    void whatIsLeftAtTheEndIsStillSentWithTheCredentialOfTheCollector() {
        TraceCollector collector = TraceCollector.start();
        try (Traces traces = to(collector.endpoint(), 1)) {
            RequestTrace trace = begin(traces);
            ask(trace).failed("origin_timeout");
            ask(trace).answered(200);
            trace.end(LINE);
        }
        assertThat(collector.spans()).extracting(TraceCollector.Span::name).containsExactlyInAnyOrder("GET", "GET",
                "GET /hls/");
        assertThat(collector.spans()).extracting(span -> span.at("http.request.resend_count")).contains("1");
        assertThat(collector.credentials()).containsOnly("Bearer secret");
        assertThat(dropped.count()).isZero();
    }

    @Test
    void aCollectorThatIsNotThereCostsSpansAndNobodysTime() throws IOException {
        int spans = 3 * SpanQueue.MAXIMUM_WAITING;
        long begun = System.nanoTime();
        try (Traces traces = to("http://127.0.0.1:" + closedPort() + "/v1/traces", 1)) {
            for (int i = 0; i < spans; i++) {
                begin(traces).end(LINE);
            }
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
        assertThat(dropped.count()).isBetween((double) SpanQueue.MAXIMUM_WAITING, (double) spans);
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    void aProxyThatAsksIsToldOfATraceThatIsNotRecordedAndOfNoneWhereThereIsNone() {
        HttpHeaders fields = new DefaultHttpHeaders();
        try (Traces traces = to(TraceCollector.start().endpoint(), 0)) {
            assertThat(traces.asked("GET", fields, viewer).fields()).hasEntrySatisfying("traceparent",
                    parent -> assertThat(parent).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-0[02]"));
        }
        assertThat(to("", 1).asked("GET", fields, viewer).fields()).isEmpty();
    }

    @Test
    void withoutACollectorThereIsNothing() {
        Traces traces = to("", 1);
        assertThat(traces.isOn()).isFalse();
        assertThat(begin(traces)).isSameAs(RequestTrace.NONE);
        assertThat(RequestTrace.of(viewer)).isSameAs(RequestTrace.NONE);
        assertThat(ask(RequestTrace.NONE)).isSameAs(OriginTrace.NONE);
        assertThat(OriginTrace.NONE.fields()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:4318", "grpc://127.0.0.1:4317/", "http://127.0.0.1:4318", "http:///v1/traces",
            "http://user@127.0.0.1/v1/traces", "http://127.0.0.1/ /"})
    void anEndpointThatIsNoneIsRefused(String endpoint) {
        assertThatIllegalArgumentException().isThrownBy(() -> new TracingProperties(endpoint, 2, List.of()))
                .withMessageContaining("endpoint is not").withMessageContaining("ratio is not");
    }

    @ParameterizedTest(name = "{index}")
    @ValueSource(strings = {"Bearer secret", ": secret", "Authorization: secret\r\nX: y", "Host: secret",
            "a b: secret"})
    void g1_aFieldThatCannotBeSentIsRefusedWithoutItsValue(String header) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TracingProperties("http://a/b", Double.NaN, List.of(header)))
                .withMessageContaining("headers: ").withMessageNotContaining("secret");
        assertThat(new TracingProperties("http://a/b", 1, List.of("Authorization: secret")).toString())
                .doesNotContain("secret");
    }
}
