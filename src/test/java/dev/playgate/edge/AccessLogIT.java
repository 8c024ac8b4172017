package dev.playgate.edge;

import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** One line for each request, the same whichever way it took. */
@ResourceLock(value = RunningEdge.CLOCK, mode = ResourceAccessMode.READ)
class AccessLogIT {

    private static final String VIDEO = RawOrigin.head("200 OK", "Content-Type: video/mp4", "Content-Length: 300000")
            + "x".repeat(300_000);
    private static final String CHUNKED = RawOrigin.head("200 OK", "Content-Type: video/mp4",
            "Transfer-Encoding: chunked") + "5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n";

    private interface Asking {

        /** Asks for something with the marker in its target. */
        void ask(RunningEdge edge, String marker) throws IOException;
    }

    /** The lines about a marker, without what is another in each run; in the order of their status. */
    private static List<Map<String, Object>> lines(RunningEdge edge, String marker, int number) {
        await().until(() -> edge.accessLog().stream().filter(line -> line.contains(marker)).count() >= number);
        return edge.accessLog().stream().filter(line -> line.contains(marker)).map(line -> {
            Map<String, Object> members = new TreeMap<>();
            JsonMapper.shared().readTree(line).properties().forEach(
                    member -> members.put(member.getKey(), member.getValue().asString().replace(marker, "MARKER")));
            assertThat(members).containsKeys("time", "seconds");
            List.of("time", "seconds", "request").forEach(members::remove);
            return members;
        }).toList();
    }

    private static List<Map<String, Object>> said(RunningEdge edge, RawOrigin.Script script, Asking asking)
            throws IOException {
        String marker = edge.origin().script(script);
        asking.ask(edge, marker);
        return lines(edge, marker, 1);
    }

    /** What both ways say, which is the same. */
    private static Map<String, Object> said(RawOrigin.Script script, Asking asking) throws IOException {
        List<Map<String, Object>> express = said(MediaPath.EXPRESS.edge(), script, asking);
        assertThat(express).hasSize(1).isEqualTo(said(MediaPath.GATEWAY.edge(), script, asking));
        return express.getFirst();
    }

    @Test
    void whatIsServedIsSaidWithTheBytesOfItsBody() throws IOException {
        assertThat(said(call -> call.send(VIDEO),
                (edge, marker) -> edge.get(RunningEdge.HLS + marker + ".mp4", "User-Agent: Player/5",
                        "Referer: https://www.demo.example/watch")))
                .isEqualTo(Map.of("address", "127.0.0.1", "method", "GET", "target",
                        "/hls/Demo1-live1/MARKER.mp4", "protocol", "HTTP/1.1", "status", "200", "bytes", "300000",
                        "agent", "Player/5", "referer", "https://www.demo.example/", "stream", "Demo1-live1"));
    }

    @Test
    void aBodyWithoutALengthCountsWithoutItsFraming() throws IOException {
        assertThat(said(call -> call.send(CHUNKED), (edge, marker) -> edge.get(RunningEdge.HLS + marker + ".mp4")))
                .containsEntry("bytes", "11");
    }

    @Test
    void anAnswerToHeadHasNoBytes() throws IOException {
        assertThat(said(call -> call.send(RawOrigin.head("200 OK", "Content-Length: 300000")),
                (edge, marker) -> edge.ask("HEAD",
                        RunningEdge.HLS + marker + ".mp4?jwtoken=" + edge.token(valid -> valid))))
                .containsEntry("method", "HEAD").containsEntry("bytes", "0");
    }

    @Test
    void whatTheOriginDoesNotHaveIsSaidWithItsStatus() throws IOException {
        assertThat(said(call -> call.send(RawOrigin.head("404 Not Found", "Content-Length: 4") + "none"),
                (edge, marker) -> edge.get(RunningEdge.HLS + marker + ".mp4")))
                .containsEntry("status", "404").containsEntry("bytes", "4").doesNotContainKey("reason");
    }

    @Test
    void aRefusalIsSaidWithItsReason() throws IOException {
        assertThat(said(call -> {}, (edge, marker) -> edge.ask("GET", RunningEdge.HLS + marker + ".mp4")))
                .containsEntry("status", "403").containsEntry("reason", "token_missing");
    }

    @Test
    void anOriginThatIsNotThereIsAReason() throws IOException {
        assertThat(said(call -> {}, (edge, marker) -> edge.get(RunningEdge.DEAD + marker + ".mp4")))
                .containsEntry("status", "502").containsEntry("reason", "origin_unreachable");
    }

    @Test
    void otherRequestsAreSaidAsWell() throws IOException {
        assertThat(said(call -> {}, (edge, marker) -> edge.ask("OPTIONS", RunningEdge.HLS + marker)))
                .containsEntry("status", "204");
        assertThat(said(call -> {}, (edge, marker) -> edge.ask("POST", RunningEdge.HLS + marker)))
                .containsEntry("status", "405");
        assertThat(said(call -> {}, (edge, marker) -> edge.ask("GET", "/nothing/" + marker)))
                .containsEntry("target", "/nothing/MARKER");
    }

    @Test
    void g1_aRequestThatCannotBeReadHasALineWithoutAWordOfIt() throws IOException {
        RunningEdge edge = MediaPath.EXPRESS.edge();
        String agent = "Odd/" + edge.origin().script(call -> {});
        RawAnswer answer = edge.ask("GET", RunningEdge.HLS + "../a?jwtoken=" + edge.token(valid -> valid),
                "User-Agent: " + agent);
        assertThat(answer.status()).isEqualTo(400);
        await().until(() -> edge.accessLog().stream().anyMatch(line -> line.contains(agent)));
        assertThat(edge.accessLog()).filteredOn(line -> line.contains(agent)).singleElement().asString()
                .contains("\"target\":\"-\"").contains("\"status\":400");
    }

    @Test
    void aTransferThatTheViewerBreaksOffIsSaidWithTheBytesThatWereSent() throws IOException {
        for (MediaPath way : MediaPath.values()) {
            RunningEdge edge = way.edge();
            CountDownLatch left = new CountDownLatch(1);
            String marker = edge.origin().script(call -> {
                call.send(RawOrigin.head("200 OK", "Content-Type: video/mp4", "Content-Length: 1000000")
                        + "x".repeat(1000));
                OriginCall.await(left);
            });
            try (Socket viewer = edge.send(edge.request("GET",
                    RunningEdge.HLS + marker + ".mp4?jwtoken=" + edge.token(valid -> valid)))) {
                RawAnswer.upTo("x".repeat(1000), viewer.getInputStream());
            }
            assertThat(lines(edge, marker, 1)).singleElement().satisfies(line -> assertThat(line)
                    .containsEntry("status", "200").containsEntry("bytes", "1000"));
            left.countDown();
        }
    }

    @Test
    void whoLeavesBeforeTheAnswerIsSaidAsNginxSaysIt() throws IOException {
        for (MediaPath way : MediaPath.values()) {
            RunningEdge edge = way.edge();
            CountDownLatch asked = new CountDownLatch(1);
            CountDownLatch left = new CountDownLatch(1);
            String marker = edge.origin().script(call -> {
                asked.countDown();
                OriginCall.await(left);
            });
            try (Socket _ = edge.send(edge.request("GET",
                    RunningEdge.HLS + marker + ".mp4?jwtoken=" + edge.token(valid -> valid)))) {
                OriginCall.await(asked);
            }
            assertThat(lines(edge, marker, 1)).singleElement().satisfies(line -> assertThat(line)
                    .containsEntry("status", "499").containsEntry("bytes", "0"));
            left.countDown();
        }
    }

    @Test
    void requestsOfOneConnectionHaveALineEach() {
        for (MediaPath way : MediaPath.values()) {
            RunningEdge edge = way.edge();
            String marker = edge.origin().script(call -> call.send(CHUNKED));
            String query = "?jwtoken=" + edge.token(valid -> valid);
            edge.askBoth("GET", RunningEdge.HLS + marker + "a" + query, RunningEdge.HLS + marker + "b" + query);
            assertThat(lines(edge, marker, 2)).extracting(line -> line.get("target"))
                    .containsExactly("/hls/Demo1-live1/MARKERa", "/hls/Demo1-live1/MARKERb");
        }
    }

    @Test
    void aWebSocketIsSaidAtItsEndWithAllThatItWasSent() throws IOException {
        RunningEdge edge = MediaPath.EXPRESS.edge();
        RawFrame media = new RawFrame(RawFrame.BINARY, new byte[1000]);
        String marker = edge.origin().script(call -> {
            call.send(RawViewer.accepting(call));
            call.send(media.unmasked());
            call.send(RawFrame.close(1000).unmasked());
            RawFrame.read(call.in());
        });
        try (RawViewer viewer = RawViewer.open(edge, "/h5live/authstream/" + marker
                + ".mp4?stream=Demo1-live1&jwtoken=" + edge.token(valid -> valid))) {
            viewer.in().readNBytes(media.unmasked().length);
            assertThat(edge.accessLog()).noneMatch(line -> line.contains(marker));
            viewer.send(RawFrame.close(1000));
            assertThat(viewer.in().readAllBytes()).isNotEmpty();
        }
        assertThat(lines(edge, marker, 1)).singleElement().satisfies(line -> assertThat(line)
                .containsEntry("status", "101").containsEntry("stream", "Demo1-live1").containsEntry("bytes",
                        Integer.toString(media.unmasked().length + RawFrame.close(1000).unmasked().length)));
    }

    @Test
    void aWebSocketThatIsRefusedByItsCloseCodeHasItsReason() throws IOException {
        RunningEdge edge = MediaPath.EXPRESS.edge();
        String marker = edge.origin().script(call -> {});
        try (RawViewer viewer = RawViewer.open(edge, "/h5live/authstream/" + marker + ".mp4?stream=Demo1-live1")) {
            assertThat(viewer.read().closeCode()).isEqualTo(4903);
        }
        assertThat(lines(edge, marker, 1)).singleElement().satisfies(line -> assertThat(line)
                .containsEntry("status", "101").containsEntry("reason", "token_missing"));
    }

    @Test
    void g1_noLineOfAllThatThisProcessWroteHoldsAToken() {
        MediaPath.EXPRESS.edge().get(RunningEdge.HLS + "a.mp4");
        for (MediaPath way : MediaPath.values()) {
            assertThat(way.edge().accessLog()).noneMatch(line -> line.contains("eyJ"));
        }
    }
}
