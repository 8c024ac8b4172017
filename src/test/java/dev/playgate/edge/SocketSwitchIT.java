package dev.playgate.edge;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.zip.Deflater;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

import static org.assertj.core.api.Assertions.assertThat;

/** What viewers ask for within a socket. */
@ResourceLock(value = RunningEdge.CLOCK, mode = ResourceAccessMode.READ)
class SocketSwitchIT {

    private static final RunningEdge EDGE = RunningEdge.get();
    private static final String DEFLATE = "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits";

    private static String live(String marker) {
        return "/h5live/authstream/" + marker + ".mp4?url=x&stream=Demo1-live1&jwtoken=" + EDGE.token(valid -> valid);
    }

    /** An origin that accepts, and says what it is sent. */
    private static String listening(BlockingQueue<RawFrame> heard) {
        return EDGE.origin().script(call -> {
            call.send(RawViewer.accepting(call));
            while (true) {
                heard.add(RawFrame.read(call.in()));
            }
        });
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
}
