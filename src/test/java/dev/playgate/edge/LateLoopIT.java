package dev.playgate.edge;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.netty.DisposableServer;
import reactor.netty.resources.LoopResources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Viewers on an event loop that has too much to do: new ones are told to come back, until it is on time again. */
@ResourceLock(value = RunningEdge.CLOCK, mode = ResourceAccessMode.READ)
class LateLoopIT {

    private static final RunningEdge EDGE = RunningEdge.get();
    private static final Duration LATE = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String PLAYLIST = "#EXTM3U\n#EXTINF:1,\na.ts\n";
    /** At once, many more than are let in while a loop is late. */
    private static final int CROWD = 40;

    /** One loop, which other tests do not need, and another that accepts. */
    private final LoopResources loops = LoopResources.create("late", 1, 1, true);
    private final DisposableServer server = EDGE.on(loops);

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
        loops.dispose();
    }

    private Future<?> beLate() {
        return loops.onServer(true).next().scheduleWithFixedDelay(LateLoopIT::work, 0, 1, TimeUnit.MILLISECONDS);
    }

    private static void work() {
        try {
            Thread.sleep(LATE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** All that is received for each, of which all are sent before any is read. */
    private List<byte[]> exchange(List<String> requests) throws IOException {
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
        return exchange(requests).stream().map(received -> RawAnswer.of(received, false)).toList();
    }

    private static List<String> crowd(Way way, String path) {
        return Stream.generate(() -> way.request(path + "?jwtoken=" + EDGE.token(valid -> valid))).limit(CROWD)
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
        Future<?> work = beLate();
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

    @Test
    void handshakesOfNewViewersOnALateLoopAreClosedWith4503() throws IOException {
        Future<?> work = beLate();
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
        for (byte[] received : exchange(Stream.generate(() -> RawViewer.handshake(
                "/h5live/authstream?stream=Demo1-live1&flags=checkandclose&jwtoken=" + EDGE.token(valid -> valid)))
                .limit(CROWD).toList())) {
            InputStream in = new ByteArrayInputStream(received);
            RawAnswer.upTo("\r\n\r\n", in);
            codes.add(RawFrame.read(in).closeCode());
        }
        return codes;
    }
}
