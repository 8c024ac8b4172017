package dev.playgate.edge;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import io.envoyproxy.envoy.service.auth.v3.CheckResponse;
import io.envoyproxy.envoy.service.auth.v3.DeniedHttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Flux;
import reactor.netty.DisposableServer;

import dev.playgate.LateLoop;
import dev.playgate.edge.authorize.EnvoyQuestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Viewers on an event loop that has too much to do: new ones are told to come back, until it is on time again. */
@ResourceLock(value = RunningEdge.CLOCK, mode = ResourceAccessMode.READ)
class LateLoopIT {

    private static final RunningEdge EDGE = RunningEdge.get();
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String PLAYLIST = "#EXTM3U\n#EXTINF:1,\na.ts\n";
    /** At once, many more than are let in while a loop is late. */
    private static final int CROWD = 40;

    private final LateLoop loop = new LateLoop();
    private final DisposableServer server = EDGE.on(loop.resources());
    /** Where other proxies ask. */
    private final DisposableServer questions = EDGE.authorizeOn(loop.resources());

    /** What a request is written in; the lane leaves HTTP/1.0 to the gateway. */
    enum Way {
        EXPRESS("HTTP/1.1"), GATEWAY("HTTP/1.0");

        private final String protocol;

        Way(String protocol) {
            this.protocol = protocol;
        }

        String request(String target) {
            return EDGE.request("GET", target).replace("HTTP/1.1", protocol);
        }
    }

    @AfterEach
    void stop() {
        server.disposeNow();
        questions.disposeNow();
        loop.close();
    }

    /** All that is received for each, of which all are sent before any is read. */
    private static List<byte[]> exchange(DisposableServer server, List<String> requests) throws IOException {
        List<Socket> viewers = new ArrayList<>();
        List<byte[]> received = new ArrayList<>();
        try {
            for (String request : requests) {
                Socket viewer = new Socket(server.host(), server.port());
                viewers.add(viewer);
                viewer.setSoTimeout((int) PATIENCE.toMillis());
                viewer.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            }
            for (Socket viewer : viewers) {
                received.add(viewer.getInputStream().readAllBytes());
            }
        } finally {
            for (Socket viewer : viewers) {
                viewer.close();
            }
        }
        return received;
    }

    private List<RawAnswer> ask(List<String> requests) throws IOException {
        return ask(server, requests);
    }

    private static List<RawAnswer> ask(DisposableServer server, List<String> requests) throws IOException {
        return exchange(server, requests).stream().map(received -> RawAnswer.of(received, false)).toList();
    }

    private static List<String> crowd(Way way, String path) {
        return crowd(path, way::request);
    }

    /** Each with a token of its own. */
    private static List<String> crowd(String path, UnaryOperator<String> request) {
        return Stream.generate(() -> request.apply(path + "?jwtoken=" + EDGE.token(valid -> valid))).limit(CROWD)
                .toList();
    }

    private static List<RawAnswer> refused(List<RawAnswer> answers) {
        return answers.stream().filter(answer -> answer.status() != 200).toList();
    }

    @ParameterizedTest
    @EnumSource
    void newViewersOnALateLoopGet503WhileThoseWhoPlayGoOn(Way way) throws IOException {
        String token = EDGE.token(valid -> valid);
        String playlist = EDGE.origin().answering(RawOrigin.head("200 OK",
                "Content-Type: application/vnd.apple.mpegurl", "Content-Length: " + PLAYLIST.length()) + PLAYLIST);
        String media = EDGE.origin().script(call -> call.send(
                RawOrigin.head("200 OK", "Content-Type: video/mp4", "Content-Length: 2") + "ok"));
        String running = way.request(RunningEdge.HLS + media + ".mp4?jwtoken=" + token);
        RawAnswer entered = ask(List.of(way.request(RunningEdge.HLS + playlist + ".m3u8?jwtoken=" + token)))
                .getFirst();
        String child = way.request(RunningEdge.HLS + entered.text().lines().filter(line -> line.startsWith("a.ts"))
                .findFirst().orElseThrow());
        Future<?> work = loop.beLate();
        try {
            await().atMost(PATIENCE)
                    .until(() -> !refused(ask(crowd(way, RunningEdge.HLS + media + ".mp4"))).isEmpty());
            String fresh = EDGE.origin().script(call -> call.send(
                    RawOrigin.head("200 OK", "Content-Type: video/mp4", "Content-Length: 2") + "ok"));
            List<RawAnswer> answers = ask(crowd(way, RunningEdge.HLS + fresh + ".mp4"));
            assertThat(refused(answers)).isNotEmpty().allSatisfy(answer -> {
                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.header("Retry-After")).contains("2");
                assertThat(answer.text()).contains("\"error\":\"edge_busy\"");
            });
            assertThat(EDGE.origin().calls(fresh)).hasSize(CROWD - refused(answers).size());
            assertThat(ask(Stream.generate(() -> running).limit(CROWD).toList())).hasSize(CROWD)
                    .allSatisfy(answer -> assertThat(answer.status()).isEqualTo(200));
            assertThat(ask(Stream.generate(() -> child).limit(CROWD).toList())).hasSize(CROWD)
                    .allSatisfy(answer -> assertThat(answer.status()).isEqualTo(200));
            assertThat(EDGE.metrics()).containsPattern("(?m)^playgate_loops_late [1-9]").containsPattern(
                    "playgate_decisions_total\\{outcome=\"unavailable\",reason=\"edge_busy\"} [1-9]");
        } finally {
            work.cancel(false);
        }
        await().atMost(PATIENCE).until(() -> refused(ask(crowd(way, RunningEdge.HLS + media + ".mp4"))).isEmpty());
    }

    @ParameterizedTest
    @EnumSource(names = {"NGINX", "FORWARDED"})
    @Execution(ExecutionMode.CONCURRENT)
    void newViewersOfOtherProxiesOnALateLoopGet503WhileThoseWhoPlayGoOn(Asker asker) throws IOException {
        String path = RunningEdge.HLS + "a.m3u8";
        String running = asker.question(path + "?jwtoken=" + EDGE.token(valid -> valid));
        String ticket = ask(questions, List.of(running)).getFirst().header("Set-Cookie").orElseThrow();
        String child = asker.question(RunningEdge.HLS + "a.ts", "Cookie: " + ticket.substring(0, ticket.indexOf(';')));
        Future<?> work = loop.beLate();
        try {
            await().atMost(PATIENCE)
                    .until(() -> !refused(ask(questions, crowd(path, asker::question))).isEmpty());
            assertThat(refused(ask(questions, crowd(path, asker::question)))).isNotEmpty().allSatisfy(answer -> {
                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.header("Retry-After")).contains("2");
                assertThat(answer.text()).contains("\"error\":\"edge_busy\"");
                // In fields, since nginx takes every other status than 401 and 403 for a failure, and drops the body.
                boolean knowsDenialsOnly = asker == Asker.NGINX;
                assertThat(answer.header("X-Playgate-Status")).isEqualTo(
                        knowsDenialsOnly ? Optional.of("503") : Optional.empty());
                assertThat(answer.header("X-Playgate-Refusal")).isEqualTo(
                        knowsDenialsOnly ? Optional.of(answer.text()) : Optional.empty());
            });
            for (String playing : List.of(running, child)) {
                assertThat(ask(questions, Stream.generate(() -> playing).limit(CROWD).toList())).hasSize(CROWD)
                        .allSatisfy(answer -> assertThat(answer.status()).isEqualTo(200));
            }
        } finally {
            work.cancel(false);
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void newViewersOfEnvoyByGrpcOnALateLoopAreRefusedWith503() {
        Future<?> work = loop.beLate();
        try {
            await().atMost(PATIENCE).until(() -> !refusedByGrpc().isEmpty());
            assertThat(refusedByGrpc()).isNotEmpty().allSatisfy(denied -> {
                assertThat(denied.getStatus().getCodeValue()).isEqualTo(503);
                assertThat(denied.getBody()).contains("\"error\":\"edge_busy\"");
                assertThat(denied.getHeadersList()).anySatisfy(field -> {
                    assertThat(field.getHeader().getKey()).isEqualTo("retry-after");
                    assertThat(field.getHeader().getValue()).isEqualTo("2");
                });
            });
        } finally {
            work.cancel(false);
        }
    }

    private List<DeniedHttpResponse> refusedByGrpc() {
        return Flux.fromIterable(crowd(RunningEdge.HLS + "a.m3u8", target -> target))
                .flatMap(target -> EnvoyQuestion.ask(questions.port(), target, Map.of()), CROWD)
                .filter(CheckResponse::hasDeniedResponse).map(CheckResponse::getDeniedResponse).collectList()
                .blockOptional(PATIENCE).orElseThrow();
    }

    @Test
    void handshakesOfNewViewersOnALateLoopAreClosedWith4503() throws IOException {
        Future<?> work = loop.beLate();
        try {
            await().atMost(PATIENCE).until(() -> closeCodes().contains(4503));
        } finally {
            work.cancel(false);
        }
        await().atMost(PATIENCE).until(() -> closeCodes().stream().allMatch(code -> code == 4200));
    }

    /** What a crowd is told that asks whether it would be let through. */
    private List<Integer> closeCodes() throws IOException {
        List<Integer> codes = new ArrayList<>();
        for (byte[] received : exchange(server, Stream.generate(() -> RawViewer.handshake(
                "/h5live/authstream?stream=Demo1-live1&flags=checkandclose&jwtoken=" + EDGE.token(valid -> valid)))
                .limit(CROWD).toList())) {
            InputStream in = new ByteArrayInputStream(received);
            RawAnswer.upTo("\r\n\r\n", in);
            codes.add(RawFrame.read(in).closeCode());
        }
        return codes;
    }
}
