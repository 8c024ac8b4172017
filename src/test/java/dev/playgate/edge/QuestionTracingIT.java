package dev.playgate.edge;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import io.envoyproxy.envoy.config.core.v3.HeaderValueOption;
import io.envoyproxy.envoy.service.auth.v3.CheckResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.playgate.edge.access.TraceCollector;
import dev.playgate.edge.access.TraceCollector.Span;
import dev.playgate.edge.authorize.EnvoyQuestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What a collector and the access log get of requests that other proxies ask about, and what those proxies hear of the trace. */
@ResourceLock(value = RunningEdge.CLOCK, mode = ResourceAccessMode.READ)
class QuestionTracingIT {

    private static final RunningEdge EDGE = RunningEdge.traced();
    private static final TraceCollector COLLECTOR = RunningEdge.collector();
    private static final String TRACE = "1af7651916cd43dd8448eb211c80319c";
    private static final String PARENT = "traceparent: 00-" + TRACE + "-b7ad6b7169203331-01";
    private static final String PROXY = "127.0.0.1";
    private static final String TRUSTED_PROXY = "127.0.0.2";
    private static final String GRPC = "/envoy.service.auth.v3.Authorization/Check";
    private static final long SERVER = 2;
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private static String path() {
        return RunningEdge.HLS + "question-" + NUMBER.incrementAndGet() + ".mp4";
    }

    private static String token() {
        return EDGE.token(valid -> valid);
    }

    private static RawAnswer ask(Asker asker, String proxy, String target, String... headerLines) {
        return Asker.ask(proxy, EDGE.authorizePort(), asker.question(target, headerLines));
    }

    /** The only one whose path ends so. */
    private static Span span(String path) {
        await().until(() -> COLLECTOR.spans().stream().anyMatch(span -> span.at("url.path").endsWith(path)));
        return COLLECTOR.spans().stream().filter(span -> span.at("url.path").endsWith(path))
                .reduce((_, _) -> {
                    throw new AssertionError("more than one span");
                }).orElseThrow();
    }

    private static JsonNode line(String path) {
        await().until(() -> EDGE.accessLog().stream().anyMatch(line -> line.contains(path)));
        return JsonMapper.shared().readTree(EDGE.accessLog().stream().filter(line -> line.contains(path))
                .findFirst().orElseThrow());
    }

    @ParameterizedTest
    @EnumSource
    void whatIsAdmittedIsASpanThatTheProxyIsToldOfForItsOrigin(Asker asker) {
        String path = path();
        RawAnswer answer = ask(asker, PROXY, path + "?jwtoken=" + token() + "&x=secret", "User-Agent: Player/5");
        assertThat(answer.status()).isEqualTo(200);
        Span span = span(path);
        assertThat(span.kind()).isEqualTo(SERVER);
        assertThat(span.name()).isEqualTo("GET /hls/");
        assertThat(span.parent()).isEmpty();
        assertThat(span.nanos()).isPositive();
        assertThat(span.failed()).isFalse();
        assertThat(span.attributes()).containsEntry("http.request.method", "GET").containsEntry("http.route", "/hls/")
                .containsEntry("url.path", path).containsEntry("http.response.status_code", "200")
                .containsEntry("client.address", "203.0.113.7").containsEntry("user_agent.original", "Player/5")
                .containsEntry("network.protocol.version", "1.1")
                .containsEntry("playgate.asked_at", asker.path())
                .containsEntry("playgate.decision", "admitted").containsEntry("playgate.stream", "Demo1-live1")
                .containsEntry("playgate.organisation", "5f2c9a04-7d31-4c8e-9b1a-d0e6f3a7c001")
                .containsEntry("playgate.request_id", answer.header("X-Request-Id").orElseThrow())
                .containsKey("playgate.jti").doesNotContainKeys("url.scheme", "playgate.reason", "error.type");
        assertThat(answer.header("traceparent")).hasValueSatisfying(
                told -> assertThat(told).matches("00-" + span.trace() + "-" + span.id() + "-0[13]"));
        assertThat(answer.header("tracestate")).isEmpty();
        assertThat(COLLECTOR.spans()).noneMatch(other -> other.parent().equals(span.id()));
    }

    @ParameterizedTest
    @EnumSource
    void aRefusalIsASpanWithItsReasonAndTheStatusProper(Asker asker) {
        String path = path().replace("Demo1-live1", "Demo1-absent");
        RawAnswer answer = ask(asker, PROXY, path + "?jwtoken=" + token());
        assertThat(answer.header("traceparent")).isEmpty();
        Span span = span(path);
        assertThat(span.attributes()).containsEntry("http.response.status_code", "404")
                .containsEntry("playgate.asked_at", asker.path())
                .containsEntry("playgate.decision", "refused").containsEntry("playgate.reason", "stream_unknown");
        assertThat(span.failed()).isFalse();
    }

    @Test
    void aQuestionByGrpcIsASpanAndALineAndEnvoyTellsTheOriginOfTheTrace() {
        String path = path();
        CheckResponse answer = EnvoyQuestion.ask(EDGE.authorizePort(), path + "?jwtoken=" + token(),
                Map.of("user-agent", "Player/5", "traceparent", PARENT.substring(13)))
                .blockOptional(Duration.ofSeconds(20)).orElseThrow();
        Span span = span(path);
        assertThat(span.kind()).isEqualTo(SERVER);
        assertThat(span.trace()).as("a field of the viewer's says nothing").isNotEqualTo(TRACE);
        assertThat(span.attributes()).containsEntry("client.address", "192.0.2.1")
                .containsEntry("user_agent.original", "Player/5").containsEntry("playgate.asked_at", GRPC)
                .containsEntry("network.protocol.version", "2").containsEntry("playgate.decision", "admitted")
                .doesNotContainKey("url.scheme");
        assertThat(answer.getOkResponse().getHeadersList()).extracting(HeaderValueOption::getHeader)
                .filteredOn(field -> field.getKey().equals("traceparent")).singleElement()
                .satisfies(field -> assertThat(field.getValue())
                        .matches("00-" + span.trace() + "-" + span.id() + "-0[13]"));
        JsonNode line = line(path);
        assertThat(line.required("protocol").stringValue()).isEqualTo("HTTP/2.0");
        assertThat(line.required("address").stringValue()).isEqualTo("192.0.2.1");

        String refused = path();
        EnvoyQuestion.ask(EDGE.authorizePort(), refused, Map.of()).block(Duration.ofSeconds(20));
        assertThat(span(refused).attributes()).containsEntry("http.response.status_code", "403")
                .containsEntry("playgate.decision", "refused").containsEntry("playgate.reason", "token_missing");
    }

    @Test
    void b6_onlyTheTraceOfATrustedProxyIsGoneOnWith() {
        String own = path();
        RawAnswer untold = ask(Asker.NGINX, PROXY, own + "?jwtoken=" + token(), PARENT, "tracestate: a=b");
        assertThat(span(own).trace()).isNotEqualTo(TRACE);
        assertThat(span(own).parent()).isEmpty();
        assertThat(untold.header("traceparent").orElseThrow()).doesNotContain(TRACE);
        assertThat(untold.header("tracestate")).isEmpty();

        String goneOn = path();
        RawAnswer told = ask(Asker.NGINX, TRUSTED_PROXY, goneOn + "?jwtoken=" + token(), PARENT, "tracestate: a=b");
        Span span = span(goneOn);
        assertThat(span.trace()).isEqualTo(TRACE);
        assertThat(span.parent()).isEqualTo("b7ad6b7169203331");
        assertThat(told.header("traceparent").orElseThrow()).startsWith("00-" + TRACE + "-" + span.id());
        assertThat(told.header("tracestate")).contains("a=b");

        String unrecorded = path();
        assertThat(ask(Asker.NGINX, TRUSTED_PROXY, unrecorded + "?jwtoken=" + token(), PARENT.replace("-01", "-00"))
                .header("traceparent").orElseThrow()).startsWith("00-" + TRACE).endsWith("-00");
        String last = path();
        ask(Asker.NGINX, PROXY, last);
        span(last);
        assertThat(COLLECTOR.spans()).noneMatch(other -> other.at("url.path").equals(unrecorded));
    }

    @Test
    void aQuestionThatCannotBeReadIsASpanAndALineOfItself() {
        String path = "/envoy" + path();
        assertThat(Asker.ask(PROXY, EDGE.authorizePort(), "GET " + path + "?jwtoken=" + token()
                + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").status()).isEqualTo(400);
        assertThat(span(path).attributes()).containsEntry("http.response.status_code", "400")
                .containsEntry("playgate.asked_at", "/envoy")
                .containsEntry("client.address", PROXY).doesNotContainKey("playgate.stream");
        JsonNode line = line(path);
        assertThat(line.required("status").intValue()).isEqualTo(400);
        assertThat(line.required("target").stringValue()).isEqualTo(path);
        EnvoyQuestion.call(EDGE.authorizePort(), new byte[3]).block(Duration.ofSeconds(20));
        assertThat(span(GRPC).attributes()).containsEntry("http.response.status_code", "400")
                .containsEntry("playgate.asked_at", GRPC);
    }

    @Test
    void g1_noSpanNorLineHoldsATokenWhereverItWasWritten() {
        String token = token();
        String[] everywhere = {"User-Agent: " + token, "Referer: https://www.demo.example/" + token, PARENT,
                "tracestate: a=" + token.substring(0, 200)};
        for (Asker asker : Asker.values()) {
            for (String proxy : List.of(PROXY, TRUSTED_PROXY)) {
                ask(asker, proxy, path() + "?jwtoken=" + token + "&y=" + token, everywhere);
                ask(asker, proxy, "/~" + token + path(), everywhere);
                ask(asker, proxy, path() + "/" + token, everywhere);
                ask(asker, proxy, "/" + token, everywhere);
                ask(asker, proxy, path() + "/../" + token, everywhere);
                ask(asker, proxy, path(), "Authorization: Bearer " + token, "Cookie: jwtoken=" + token);
                Asker.ask(proxy, EDGE.authorizePort(), "GET " + asker.path() + "/~" + token
                        + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
            }
        }
        String last = path();
        ask(Asker.ENVOY, PROXY, last);
        span(last);
        line(last);
        assertThat(COLLECTOR.text()).doesNotContain("eyJ", token.substring(40, 60),
                token.substring(token.length() - 20), "secret");
        assertThat(EDGE.accessLog()).noneMatch(line -> line.contains("eyJ"));
    }
}
