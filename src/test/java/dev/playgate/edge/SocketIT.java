package dev.playgate.edge;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.zip.Deflater;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** WebSockets, byte by byte on both sides. */
@ResourceLock(value = RunningEdge.CLOCK, mode = ResourceAccessMode.READ)
class SocketIT {

    private static final RunningEdge EDGE = RunningEdge.get();
    private static final String DEFLATE = "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits";

    private static String target(String marker, String stream) {
        return "/h5live/authstream/" + marker + ".mp4?url=rtmp%3A%2F%2Fevil%2Fx&stream=" + stream
                + "&cid=1&flags=faststart";
    }

    private static String live(String marker) {
        return target(marker, "Demo1-live1") + "&jwtoken=" + EDGE.token(valid -> valid);
    }

    /** An origin that accepts, and says what it is sent. */
    private static String listening(BlockingQueue<RawFrame> heard, RawFrame... first) {
        return EDGE.origin().script(call -> {
            call.send(RawViewer.accepting(call));
            for (RawFrame frame : first) {
                call.send(frame.unmasked());
            }
            while (true) {
                heard.add(RawFrame.read(call.in()));
            }
        });
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    @Test
    void whatTheOriginSendsPassesByteForByte() throws Exception {
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        List<RawFrame> frames = List.of(RawFrame.text("{\"eventType\":\"onServerInfo\"}"),
                new RawFrame(0x02, random(70_000)), new RawFrame(RawFrame.PING, random(125)),
                new RawFrame(0x80, random(200)), new RawFrame(RawFrame.BINARY, random(5 << 20)),
                new RawFrame(RawFrame.BINARY, new byte[0]), RawFrame.close(1012));
        frames.forEach(frame -> sent.writeBytes(frame.unmasked()));
        CompletableFuture<RawFrame> answer = new CompletableFuture<>();
        String marker = EDGE.origin().script(call -> {
            call.send(RawViewer.accepting(call));
            call.send(sent.toByteArray());
            answer.complete(RawFrame.read(call.in()));
        });
        try (RawViewer viewer = RawViewer.open(EDGE, live(marker), "User-Agent: Player/5", "X-Secret: 1")) {
            assertThat(viewer.head().toLowerCase(Locale.ROOT))
                    .contains("sec-websocket-accept: " + RawViewer.ACCEPT.toLowerCase(Locale.ROOT))
                    .doesNotContain("extensions");
            assertThat(viewer.in().readNBytes(sent.size())).isEqualTo(sent.toByteArray());
            viewer.send(RawFrame.close(1012));
            assertThat(viewer.in().read()).isEqualTo(-1);
        }
        assertThat(answer.get(10, TimeUnit.SECONDS).closeCode()).isEqualTo(1012);
        OriginCall call = EDGE.origin().calls(marker).getFirst();
        assertThat(call.target()).isEqualTo("/h5live/authstream/" + marker
                + ".mp4?stream=Demo1-live1&url=rtmp%3A%2F%2Flocalhost%2Fsplay&cid=1&flags=faststart");
        assertThat(call.headerNames()).containsExactlyInAnyOrder("host", "upgrade", "connection", "sec-websocket-key",
                "sec-websocket-version", "user-agent");
    }

    @Test
    void pingsAndCloseCodesOfTheViewerPass() throws Exception {
        BlockingQueue<RawFrame> heard = new LinkedBlockingQueue<>();
        String marker = listening(heard);
        try (RawViewer viewer = RawViewer.open(EDGE, live(marker))) {
            viewer.send(new RawFrame(RawFrame.PING, random(3)));
            viewer.send(new RawFrame(RawFrame.BINARY, random(100)));
            viewer.send(RawFrame.close(4321));
            assertThat(heard.poll(10, TimeUnit.SECONDS)).isNotNull()
                    .satisfies(ping -> assertThat(ping.first()).isEqualTo(RawFrame.PING))
                    .satisfies(ping -> assertThat(ping.payload()).isEqualTo(random(3)));
            assertThat(heard.poll(10, TimeUnit.SECONDS)).isNotNull()
                    .satisfies(close -> assertThat(close.closeCode()).isEqualTo(4321));
            assertThat(viewer.in().read()).isEqualTo(-1);
        }
    }

    @ParameterizedTest
    @CsvSource({"Demo1-live1, 4903", "Demo1-live1&jwtoken=a.b.c, 4901", "Rival-live1&jwtoken=TOKEN, 4901",
            "Demo1-none1&jwtoken=TOKEN, 4404", "Demo1-live1&stream=Demo1-live2&jwtoken=TOKEN, 4400",
            "Demo1-live1&jwtoken=TOKEN&jwtoken=TOKEN, 4400", "Demo1%252Dlive1&jwtoken=TOKEN, 4400",
            "Demo1-live1&flags=faststart%2Ccheckandclose&jwtoken=TOKEN, 4200",
            "Demo1-live1&flags=checkandclose, 4903"})
    void b8_refusalsAreCloseCodesAndTheOriginIsNotAsked(String query, int code) throws IOException {
        String marker = listening(new LinkedBlockingQueue<>());
        String target = "/h5live/authstream/" + marker + ".mp4?url=x&stream="
                + query.replace("TOKEN", EDGE.token(valid -> valid));
        try (RawViewer viewer = RawViewer.open(EDGE, target, DEFLATE)) {
            assertThat(viewer.status()).isEqualTo(101);
            assertThat(viewer.read().closeCode()).isEqualTo(code);
            viewer.send(RawFrame.close(code));
            assertThat(viewer.in().read()).isEqualTo(-1);
        }
        assertThat(EDGE.origin().calls(marker)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"404 Not Found, 4404", "200 OK, 4503", "302 Found, 4503", "101 Switching Protocols, 4503"})
    void anOriginThatDoesNotAcceptIsACloseCode(String status, int code) throws IOException {
        String marker = EDGE.origin().answering(RawOrigin.head("103 Early Hints") + RawOrigin.head(status,
                "Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Accept: " + RawViewer.ACCEPT));
        try (RawViewer viewer = RawViewer.open(EDGE, live(marker))) {
            assertThat(viewer.status()).isEqualTo(101);
            assertThat(viewer.read().closeCode()).isEqualTo(code);
        }
    }

    @Test
    void anOriginThatIsNotThereOrDoesNotAnswerIsACloseCodeOrAnOutage() throws IOException {
        String token = "?jwtoken=" + EDGE.token(valid -> valid);
        try (RawViewer live = RawViewer.open(EDGE, "/deadlive/Demo1-live1/a" + token);
                RawViewer other = RawViewer.open(EDGE, "/deadws/Demo1-live1/a" + token)) {
            assertThat(live.read().closeCode()).isEqualTo(4503);
            assertThat(other.status()).isEqualTo(502);
        }
        String silent = EDGE.origin().script(OriginCall::untilClosed);
        try (RawViewer live = RawViewer.open(EDGE, live(silent));
                RawViewer other = RawViewer.open(EDGE, "/ws/Demo1-live1/" + silent + token)) {
            assertThat(live.read().closeCode()).isEqualTo(4503);
            assertThat(other.status()).isEqualTo(504);
        }
    }

    @Test
    void otherWebSocketsAreRefusedByHttp() throws Exception {
        BlockingQueue<RawFrame> heard = new LinkedBlockingQueue<>();
        String marker = listening(heard, RawFrame.text("hello"));
        try (RawViewer refused = RawViewer.open(EDGE, "/ws/Demo1-live1/" + marker)) {
            assertThat(refused.head()).startsWith("HTTP/1.1 403 ").contains("Referrer-Policy: no-referrer");
        }
        assertThat(EDGE.origin().calls(marker)).isEmpty();
        try (RawViewer viewer = RawViewer.open(EDGE,
                "/ws/Demo1-live1/" + marker + "?jwtoken=" + EDGE.token(valid -> valid))) {
            assertThat(viewer.read().text()).isEqualTo("hello");
            viewer.send(RawFrame.text("{}"));
            viewer.send(new RawFrame(RawFrame.PONG, random(1)));
            assertThat(heard.poll(10, TimeUnit.SECONDS)).isNotNull()
                    .satisfies(frame -> assertThat(frame.first()).isEqualTo(RawFrame.PONG));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"websocket", "h2c", "h2c, websocket"})
    void b8_nothingElseIsUpgraded(String protocol) throws IOException {
        String marker = EDGE.origin().answering(RawOrigin.head("200 OK", "Content-Length: 2") + "ok");
        String upgrade = "Upgrade: " + protocol + "\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAA\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: " + RawViewer.KEY;
        String request = "GET /hls/Demo1-live1/" + marker + ".mp4?jwtoken=" + EDGE.token(valid -> valid)
                + " HTTP/1.1\r\nHost: gate.example\r\n" + upgrade + "\r\n\r\n";
        try (RawViewer viewer = RawViewer.send(EDGE, request)) {
            assertThat(viewer.status()).isEqualTo(200);
        }
        assertThat(EDGE.origin().calls(marker)).singleElement().satisfies(call -> assertThat(call.headerNames())
                .noneMatch(name -> name.startsWith("sec-websocket") || name.equals("upgrade")));
    }

    @Test
    void aHandshakeOfAnotherVersionOrAMalformedOneIsRefused() throws IOException {
        String marker = listening(new LinkedBlockingQueue<>());
        String good = RawViewer.handshake(live(marker));
        try (RawViewer old = RawViewer.send(EDGE, good.replace("Version: 13", "Version: 8"));
                RawViewer keyless = RawViewer.send(EDGE, good.replace(RawViewer.KEY, "abc"));
                RawViewer plain = RawViewer.send(EDGE, good.replace("Upgrade: websocket\r\n", ""))) {
            assertThat(old.head()).startsWith("HTTP/1.1 426 ").containsIgnoringCase("sec-websocket-version: 13");
            assertThat(keyless.status()).isEqualTo(400);
            assertThat(plain.status()).isEqualTo(400);
        }
        assertThat(EDGE.origin().calls(marker)).isEmpty();
    }

    private static RawFrame asking(String stream, int count, String security) {
        return RawFrame.text("{\"eventType\":\"onUpdateSource\",\"onUpdateSource\":{\"options\":{\"faststart\":false},"
                + "\"tag\":\"t\",\"count\":" + count + ",\"rtmp\":{\"url\":\"rtmp://evil/x\",\"stream\":\"" + stream
                + "\"}" + security + "},\"requestId\":" + (count + 10) + "}");
    }

    private static String refused(int count, int code) {
        return "{\"eventType\":\"onUpdateSourceError\",\"onUpdateSourceError\":{\"requestId\":" + (count + 10)
                + ",\"tag\":\"t\",\"count\":" + count + ",\"code\":" + code + "}}";
    }

    @Test
    void b4_g1_switchesAreJudgedAndRebuilt() throws Exception {
        BlockingQueue<RawFrame> heard = new LinkedBlockingQueue<>();
        String marker = listening(heard);
        try (RawViewer viewer = RawViewer.open(EDGE, live(marker))) {
            viewer.send(asking("Rival-live1", 1, ""));
            assertThat(viewer.read().text()).isEqualTo(refused(1, 4901));
            viewer.send(asking("Demo1-none1", 2, ""));
            assertThat(viewer.read().text()).isEqualTo(refused(2, 4404));
            viewer.send(asking("../x", 3, ""));
            assertThat(viewer.read().text()).isEqualTo(refused(3, 4400));
            viewer.send(asking("Demo1-live2", 4, ",\"security\":{\"jwtoken\":\"a.b.c\"}"));
            assertThat(viewer.read().text()).isEqualTo(refused(4, 4901));
            byte[] whole = asking("Demo1-live2", 5,
                    ",\"security\":{\"jwtoken\":\"" + EDGE.token(SampleToken::orgawide) + "\"}").payload();
            viewer.send(new RawFrame(0x01, Arrays.copyOf(whole, 30)));
            viewer.send(new RawFrame(RawFrame.PING, new byte[0]));
            viewer.send(new RawFrame(0x80, Arrays.copyOfRange(whole, 30, whole.length)));
            assertThat(heard.poll(10, TimeUnit.SECONDS)).isNotNull()
                    .satisfies(ping -> assertThat(ping.first()).isEqualTo(RawFrame.PING));
            assertThat(heard.poll(10, TimeUnit.SECONDS)).isNotNull()
                    .satisfies(text -> assertThat(text.text()).isEqualTo("{\"eventType\":\"onUpdateSource\","
                            + "\"onUpdateSource\":{\"options\":{\"faststart\":false},\"tag\":\"t\",\"count\":5,"
                            + "\"rtmp\":{\"url\":\"rtmp://localhost/splay\",\"stream\":\"Demo1-live2\"}},"
                            + "\"requestId\":15}"));
        }
    }

    @Test
    void whoKeepsSendingWhatIsNotUnderstoodIsNoPlayer() throws Exception {
        BlockingQueue<RawFrame> heard = new LinkedBlockingQueue<>();
        String marker = listening(heard);
        try (RawViewer viewer = RawViewer.open(EDGE, live(marker))) {
            for (int i = 0; i < 32; i++) {
                viewer.send(i % 2 == 0 ? asking("Demo1-live2", i, ",\"hls\":{}") : RawFrame.text("nonsense"));
            }
            assertThat(viewer.read().closeCode()).isEqualTo(1008);
        }
        assertThat(heard).isEmpty();
    }

    private static byte[] deflated(String text) {
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        deflater.setInput(text.getBytes(StandardCharsets.UTF_8));
        byte[] out = new byte[1000];
        int length = deflater.deflate(out, 0, out.length, Deflater.SYNC_FLUSH);
        deflater.end();
        return Arrays.copyOf(out, length - 4);
    }

    @Test
    void compressionIsTheOriginsToGive() throws Exception {
        BlockingQueue<RawFrame> heard = new LinkedBlockingQueue<>();
        RawFrame compressed = new RawFrame(0xc1, deflated("{\"eventType\":\"onServerInfo\"}"));
        String marker = EDGE.origin().script(call -> {
            call.send(RawViewer.accepting(call,
                    "Sec-WebSocket-Extensions: permessage-deflate; server_no_context_takeover"));
            call.send(compressed.unmasked());
            while (true) {
                heard.add(RawFrame.read(call.in()));
            }
        });
        try (RawViewer viewer = RawViewer.open(EDGE, live(marker), DEFLATE)) {
            assertThat(viewer.head()).containsIgnoringCase("sec-websocket-extensions: permessage-deflate; "
                    + "server_no_context_takeover; client_no_context_takeover\r\n");
            assertThat(viewer.in().readNBytes(compressed.unmasked().length)).isEqualTo(compressed.unmasked());
            viewer.send(new RawFrame(0xc1, deflated(asking("Demo1-live2", 1, "").text())));
            assertThat(heard.poll(10, TimeUnit.SECONDS)).isNotNull().satisfies(frame -> {
                assertThat(frame.first()).isEqualTo(RawFrame.TEXT);
                assertThat(frame.text()).contains("Demo1-live2");
            });
            viewer.send(new RawFrame(0xc1, deflated(asking("Rival-live1", 2, "").text())));
            assertThat(viewer.read().text()).isEqualTo(refused(2, 4901));
        }
        assertThat(EDGE.origin().calls(marker).getFirst().head())
                .anyMatch(line -> line.toLowerCase(Locale.ROOT)
                        .equals("sec-websocket-extensions: permessage-deflate; server_no_context_takeover"));
    }

    @Test
    void aViewerThatStopsReadingIsCutAndOneThatLeavesEndsTheOriginsWork() throws Exception {
        CompletableFuture<Long> ended = new CompletableFuture<>();
        String marker = EDGE.origin().script(call -> {
            call.send(RawViewer.accepting(call));
            byte[] frame = new RawFrame(RawFrame.BINARY, random(60_000)).unmasked();
            long sent = 0;
            try {
                while (true) {
                    call.send(frame);
                    sent += frame.length;
                }
            } catch (IOException e) {
                ended.complete(sent);
                throw e;
            }
        });
        try (RawViewer viewer = RawViewer.open(EDGE, live(marker))) {
            assertThat(viewer.status()).isEqualTo(101);
            assertThat(ended.get(30, TimeUnit.SECONDS)).as("what sockets and the edge hold").isLessThan(30L << 20);
        }
        CompletableFuture<Integer> left = new CompletableFuture<>();
        String leaving = EDGE.origin().script(call -> {
            call.send(RawViewer.accepting(call));
            left.complete(call.in().read());
        });
        RawViewer.open(EDGE, live(leaving)).close();
        assertThat(left.get(10, TimeUnit.SECONDS)).isEqualTo(-1);
    }

    @Test
    void anOriginThatGoesOrBreaksTheProtocolMakesThePlayerConnectAgain() throws IOException {
        String gone = EDGE.origin().script(call -> {
            call.send(RawViewer.accepting(call));
            call.send(RawFrame.text("first").unmasked());
            call.close();
        });
        String broken = EDGE.origin().script(call -> {
            call.send(RawViewer.accepting(call));
            call.send(RawFrame.text("first").unmasked());
            call.send(RawFrame.text("masked").masked());
            call.untilClosed();
        });
        for (String marker : List.of(gone, broken)) {
            try (RawViewer viewer = RawViewer.open(EDGE, live(marker))) {
                RawFrame frame = viewer.read();
                while (frame.first() == RawFrame.TEXT) {
                    frame = viewer.read();
                }
                assertThat(frame.closeCode()).isEqualTo(1011);
            }
        }
    }
}
