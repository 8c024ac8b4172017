package dev.playgate.edge;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.playgate.edge.access.TraceCollector;
import dev.playgate.edge.access.TraceCollector.Span;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What a collector gets of requests, and what the origin hears, the same whichever way a request took. */
@ResourceLock(value = RunningEdge.CLOCK, mode = ResourceAccessMode.READ)
class TracingIT {

    private static final RunningEdge EDGE = RunningEdge.traced();
    private static final TraceCollector COLLECTOR = RunningEdge.collector();
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String PARENT = "traceparent: 00-" + TRACE + "-b7ad6b7169203331-01";
    private static final long SERVER = 2;
    private static final long CLIENT = 3;

    /** What a request is written in; the lane leaves HTTP/1.0 to the gateway. */
    enum Way {
        EXPRESS("HTTP/1.1"), GATEWAY("HTTP/1.0");

        private final String protocol;

        Way(String protocol) {
            this.protocol = protocol;
        }

        RawAnswer ask(String viewer, String target, String... headerLines) throws IOException {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), EDGE.port(),
                    InetAddress.getByName(viewer), 0)) {
                socket.getOutputStream().write(EDGE.request("GET", target, headerLines)
                        .replace("HTTP/1.1", protocol).getBytes(StandardCharsets.ISO_8859_1));
                return RawAnswer.of(socket.getInputStream().readAllBytes(), false);
            }
        }

        RawAnswer get(String path, String... headerLines) throws IOException {
            return ask("127.0.0.1", path + "?jwtoken=" + token() + "&x=secret", headerLines);
        }
    }

    private static String token() {
        return EDGE.token(valid -> valid);
    }

    /** The spans of the one request whose path has the marker, its own first. */
    private static List<Span> spans(String marker) {
        await().until(() -> COLLECTOR.spans().stream()
                .anyMatch(span -> span.kind() == SERVER && span.at("url.path").contains(marker)));
        List<Span> spans = new ArrayList<>(COLLECTOR.spans());
        Span server = spans.stream().filter(span -> span.kind() == SERVER && span.at("url.path").contains(marker))
                .findFirst().orElseThrow();
        spans.removeIf(span -> !span.parent().equals(server.id()));
        spans.addFirst(server);
        return spans;
    }

    private static List<String> field(String marker, String name) {
        return EDGE.origin().calls(marker).stream().flatMap(call -> call.head().stream().skip(1))
                .filter(line -> line.startsWith(name + ": ")).map(line -> line.substring(name.length() + 2)).toList();
    }

    private static void assertOriginIsTold(String marker, Span client) {
        assertThat(field(marker, "traceparent")).singleElement().asString()
                .matches("00-" + client.trace() + "-" + client.id() + "-0[13]");
    }

    @ParameterizedTest
    @EnumSource
    void whatIsServedIsASpanWithTheOriginsPartInIt(Way way) throws IOException {
        String marker = EDGE.origin().answering(
                RawOrigin.head("200 OK", "Content-Type: video/mp4", "Content-Length: 2") + "ok");
        assertThat(way.get(RunningEdge.HLS + marker + ".mp4", "User-Agent: Player/5").status()).isEqualTo(200);
        List<Span> spans = spans(marker);
        assertThat(spans).hasSize(2).allSatisfy(span -> assertThat(span.failed()).isFalse());
        Span server = spans.getFirst();
        assertThat(server.name()).isEqualTo("GET /hls/");
        assertThat(server.parent()).isEmpty();
        assertThat(server.attributes()).containsEntry("http.request.method", "GET")
                .containsEntry("http.route", "/hls/").containsEntry("http.response.status_code", "200")
                .containsEntry("http.response.body.size", "2").containsEntry("url.scheme", "http")
                .containsEntry("url.path", "/hls/Demo1-live1/" + marker + ".mp4")
                .containsEntry("client.address", "127.0.0.1").containsEntry("user_agent.original", "Player/5")
                .containsEntry("network.protocol.version", way.protocol.substring("HTTP/".length()))
                .containsEntry("playgate.decision", "admitted").containsEntry("playgate.stream", "Demo1-live1")
                .containsEntry("playgate.organisation", "5f2c9a04-7d31-4c8e-9b1a-d0e6f3a7c001")
                .containsKeys("playgate.jti", "playgate.request_id").doesNotContainKey("error.type");
        Span client = spans.getLast();
        assertThat(client.kind()).isEqualTo(CLIENT);
        assertThat(client.trace()).isEqualTo(server.trace());
        assertThat(client.nanos()).isBetween(1L, server.nanos());
        assertThat(client.attributes()).containsEntry("http.request.method", "GET")
                .containsEntry("http.response.status_code", "200").containsEntry("server.address", "127.0.0.1")
                .containsEntry("url.full", EDGE.origin().url() + "/hls/Demo1-live1/" + marker + ".mp4");
        assertOriginIsTold(marker, client);
        assertThat(field(marker, "tracestate")).isEmpty();
    }

    @Test
    void aRequestOverHttp2SaysSo() throws IOException {
        String marker = EDGE.origin().answering(RawOrigin.head("200 OK", "Content-Length: 2") + "ok");
        try (Http2Viewer viewer = Http2Viewer.connect(EDGE.further(0))) {
            viewer.greet();
            String target = RunningEdge.HLS + marker + ".mp4?jwtoken=" + token();
            assertThat(viewer.answer(viewer.ask(Http2Viewer.get(target))).status()).isEqualTo(200);
        }
        List<Span> spans = spans(marker);
        assertThat(spans).hasSize(2);
        assertThat(spans.getFirst().attributes()).containsEntry("network.protocol.version", "2")
                .containsEntry("url.scheme", "https").containsEntry("http.response.status_code", "200")
                .containsEntry("playgate.decision", "admitted");
        assertOriginIsTold(marker, spans.getLast());
    }

    @ParameterizedTest
    @EnumSource
    void aRefusalIsASpanWithItsReason(Way way) throws IOException {
        String marker = EDGE.origin().script(call -> {});
        assertThat(way.ask("127.0.0.1", RunningEdge.HLS + marker + ".mp4").status()).isEqualTo(403);
        assertThat(spans(marker)).singleElement().satisfies(span -> {
            assertThat(span.attributes()).containsEntry("http.response.status_code", "403")
                    .containsEntry("playgate.decision", "refused").containsEntry("playgate.reason", "token_missing");
            assertThat(span.failed()).isFalse();
        });
    }

    @ParameterizedTest
    @EnumSource
    void anOriginThatIsNotThereIsAnErrorOfBoth(Way way) throws IOException {
        String marker = EDGE.origin().script(call -> {});
        assertThat(way.get(RunningEdge.DEAD + marker + ".mp4").status()).isEqualTo(502);
        List<Span> spans = spans(marker);
        assertThat(spans).hasSize(2).allSatisfy(span -> {
            assertThat(span.failed()).isTrue();
            assertThat(span.at("error.type")).isEqualTo("origin_unreachable");
        });
        assertThat(spans.getFirst().attributes()).containsEntry("http.response.status_code", "502")
                .containsEntry("playgate.decision", "admitted")
                .containsEntry("playgate.reason", "origin_unreachable");
    }

    @ParameterizedTest
    @EnumSource
    void b6_aViewersOwnTraceIsNotCarriedOn(Way way) throws IOException {
        String marker = EDGE.origin().script(call -> call.send(RawOrigin.head("200 OK", "Content-Length: 0")));
        way.get(RunningEdge.HLS + marker + ".mp4", PARENT, "tracestate: a=b", "baggage: c=d");
        assertThat(spans(marker)).hasSize(2).noneSatisfy(span -> assertThat(span.trace()).isEqualTo(TRACE));
        assertThat(field(marker, "traceparent")).singleElement().asString().doesNotContain(TRACE);
        assertThat(field(marker, "tracestate")).isEmpty();
        assertThat(field(marker, "baggage")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void theTraceOfATrustedProxyIsGoneOnWith(Way way) throws IOException {
        String marker = EDGE.origin().script(call -> call.send(RawOrigin.head("200 OK", "Content-Length: 0")));
        way.ask("127.0.0.2", RunningEdge.HLS + marker + ".mp4?jwtoken=" + token(), PARENT, "tracestate: a=b",
                "X-Forwarded-For: 203.0.113.7");
        List<Span> spans = spans(marker);
        assertThat(spans).hasSize(2).allSatisfy(span -> {
            assertThat(span.trace()).isEqualTo(TRACE);
            assertThat(span.state()).isEqualTo("a=b");
        });
        assertThat(spans.getFirst().parent()).isEqualTo("b7ad6b7169203331");
        assertThat(spans.getFirst().at("client.address")).isEqualTo("203.0.113.7");
        assertOriginIsTold(marker, spans.getLast());
        assertThat(field(marker, "tracestate")).containsExactly("a=b");
    }

    @Test
    void aProxyThatTracesNothingIsAskedForNothing() throws IOException {
        String marker = EDGE.origin().script(call -> call.send(RawOrigin.head("200 OK", "Content-Length: 0")));
        Way.EXPRESS.ask("127.0.0.2", RunningEdge.HLS + marker + ".mp4?jwtoken=" + token(),
                PARENT.replace("-01", "-00"));
        assertThat(field(marker, "traceparent")).singleElement().asString().startsWith("00-" + TRACE).endsWith("-00");
    }

    @Test
    void aWebSocketIsASpanUntilItIsAccepted() throws IOException {
        String marker = EDGE.origin().script(call -> {
            call.send(RawViewer.accepting(call));
            RawFrame.read(call.in());
        });
        try (RawViewer viewer = RawViewer.open(EDGE, "/h5live/authstream/" + marker
                + ".mp4?stream=Demo1-live1&jwtoken=" + token())) {
            assertThat(viewer.status()).isEqualTo(101);
            List<Span> spans = spans(marker);
            assertThat(spans).hasSize(2).allSatisfy(
                    span -> assertThat(span.attributes()).containsEntry("http.response.status_code", "101"));
            assertThat(spans.getFirst().attributes()).containsEntry("playgate.decision", "admitted");
            assertOriginIsTold(marker, spans.getLast());
        }
    }

    @Test
    void aWebSocketThatIsRefusedByItsCloseCodeHasItsReason() throws IOException {
        String marker = EDGE.origin().script(call -> {});
        try (RawViewer viewer = RawViewer.open(EDGE, "/h5live/authstream/" + marker + ".mp4?stream=Demo1-live1")) {
            assertThat(viewer.read().closeCode()).isEqualTo(4903);
        }
        assertThat(spans(marker)).singleElement().satisfies(span -> assertThat(span.attributes())
                .containsEntry("playgate.decision", "refused").containsEntry("playgate.reason", "token_missing"));
    }

    @ParameterizedTest
    @EnumSource
    void g1_noSpanHoldsATokenWhereverItWasWritten(Way way) throws IOException {
        String marker = EDGE.origin().script(call -> call.send(RawOrigin.head("200 OK", "Content-Length: 0")));
        String token = token();
        String path = RunningEdge.HLS + marker + ".mp4";
        String[] everywhere = {"User-Agent: " + token, "Referer: https://www.demo.example/" + token, PARENT,
                "tracestate: a=" + token.substring(0, 200)};
        for (String viewer : List.of("127.0.0.1", "127.0.0.2")) {
            way.ask(viewer, path + "?jwtoken=" + token + "&y=" + token, everywhere);
            way.ask(viewer, "/~" + token + path, everywhere);
            way.ask(viewer, path + "/" + token, everywhere);
            way.ask(viewer, path, "Authorization: Bearer " + token, "Cookie: jwtoken=" + token);
            way.ask(viewer, "/" + token, everywhere);
            way.ask(viewer, path + "/../" + token, everywhere);
        }
        String last = EDGE.origin().script(call -> call.send(RawOrigin.head("200 OK", "Content-Length: 0")));
        way.get(RunningEdge.HLS + last + ".mp4");
        assertThat(spans(last)).hasSize(2);
        assertThat(COLLECTOR.text()).contains(marker, "playgate.jti").doesNotContain("eyJ", token.substring(40, 60),
                token.substring(token.length() - 20), "secret");
        assertThat(EDGE.origin().calls(marker)).isNotEmpty().noneSatisfy(
                call -> assertThat(call.head()).anyMatch(line -> line.startsWith("trace") && line.contains("eyJ")));
    }
}
