package dev.playgate.demo;

import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

/** The sample origin as a player meets it that speaks H5Live, and one that reads the endless body. */
class H5LiveTest {

    @TempDir
    Path directory;

    private final HttpClient client = HttpClient.newHttpClient();
    private SampleOrigin origin;

    @BeforeEach
    void start() {
        origin = new SampleOrigin(InstantSource.system(), new DemoProperties(0, directory.resolve("origin.log")));
        origin.start();
    }

    @AfterEach
    void stop() {
        client.shutdownNow();
        origin.stop();
    }

    @ParameterizedTest
    @CsvSource({"/h5live/authstream", "/h5live/authstream/stream.mp4"})
    void aPlayerIsToldAboutTheStreamThenGetsItFrameByFrame(String path) {
        try (Player player = new Player(path + "?url=rtmp%3A%2F%2Fx&stream=Demo1-live1&flags=faststart")) {
            assertThat(player.text()).contains("\"onServerInfo\"", "\"capabilities\":[\"onUpdateSource\"]");
            assertThat(player.text()).contains("\"onStreamStatus\"");
            assertThat(player.text()).contains("\"onStreamInfo\"", "avc1.4d401e");
            assertThat(player.binary()).isEqualTo(Rendition.P360.init().bytes());
            player.framesAreInOrder(Rendition.P360, 60);
        }
    }

    @Test
    void withoutFaststartItBeginsAtTheNextKeyFrame() {
        try (Player player = new Player("/h5live/authstream?stream=Demo1-live2")) {
            player.skipTexts(3);
            assertThat(player.binary()).isEqualTo(Rendition.P180.init().bytes());
            player.framesAreInOrder(Rendition.P180, 3);
        }
    }

    @Test
    void aSwitchIsAnsweredAndGoesOnAtAKeyFrameOfTheOther() {
        try (Player player = new Player("/h5live/authstream?stream=Demo1-live1&flags=faststart")) {
            player.skipTexts(3);
            player.send(wish("Demo1-none", false));
            assertThat(player.nextText()).contains("\"onUpdateSourceError\"", "\"code\":4404", "\"requestId\":7",
                    "\"tag\":\"t\"", "\"count\":1");
            player.send("nothing of importance");
            player.send(wish("Demo1-live2", true));
            assertThat(player.nextText()).contains("\"onUpdateSourceSuccess\"", "\"requestId\":7");
            assertThat(player.text()).contains("\"onStreamInfo\"", "avc1.4d400d");
            assertThat(player.binary()).isEqualTo(Rendition.P180.init().bytes());
            player.framesAreInOrder(Rendition.P180, 3);
        }
    }

    @ParameterizedTest
    @CsvSource({"stream=Demo1-live1&flags=faststart%2Ccheckandclose, 4200", "stream=Demo1-none, 4404",
            "stream=Demo1-none&flags=checkandclose, 4404", "stream=Demo1-live1&stream=Demo1-live1, 4400", "'', 4400"})
    void whoIsNotServedIsToldByACloseCode(String query, int code) {
        try (Player player = new Player("/h5live/authstream?" + query)) {
            assertThat(player.next()).isEqualTo(code);
        }
    }

    @Test
    void theEndlessBodyIsTheSameFrames() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), origin.port())) {
            socket.getOutputStream().write(
                    "GET /h5live/authhttp/stream.mp4?stream=Demo1-live2 HTTP/1.1\r\nHost: origin\r\n\r\n"
                            .getBytes(ISO_8859_1));
            String start = new String(socket.getInputStream().readNBytes(20_000), ISO_8859_1);
            assertThat(start).startsWith("HTTP/1.1 200 OK\r\n").containsIgnoringCase("transfer-encoding: chunked")
                    .contains(new String(Rendition.P180.init().bytes().array(), ISO_8859_1), "moof", "mdat");
        }
    }

    @Test
    void whatIsNoWebSocketIsToldSo() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), origin.port())) {
            socket.getOutputStream().write(
                    "GET /h5live/authstream?stream=Demo1-live2 HTTP/1.1\r\nHost: o\r\nConnection: close\r\n\r\n"
                            .getBytes(ISO_8859_1));
            assertThat(new String(socket.getInputStream().readAllBytes(), ISO_8859_1)).startsWith("HTTP/1.1 426 ");
        }
    }

    @Test
    void whoDoesNotReadKeepsNobodyFromReading() throws Exception {
        List<Socket> silent = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            silent.add(new Socket(InetAddress.getLoopbackAddress(), origin.port()));
            silent.getLast().getOutputStream().write(
                    "GET /h5live/authhttp/stream.mp4?stream=Demo1-live1 HTTP/1.1\r\nHost: origin\r\n\r\n"
                            .getBytes(ISO_8859_1));
        }
        try (Player player = new Player("/h5live/authstream?stream=Demo1-live1&flags=faststart")) {
            player.skipTexts(3);
            player.binary();
            player.framesAreInOrder(Rendition.P360, 75);
        }
        for (Socket socket : silent) {
            socket.close();
        }
    }

    private static String wish(String stream, boolean fast) {
        return """
            {"eventType":"onUpdateSource","onUpdateSource":{"options":{"faststart":%s},"tag":"t","count":1,
             "rtmp":{"url":"rtmp://localhost/splay","stream":"%s"}},"requestId":7}""".formatted(fast, stream);
    }

    private final class Player implements WebSocket.Listener, AutoCloseable {

        /** Texts, byte buffers, and the close code as they came. */
        private final BlockingQueue<Object> received = new LinkedBlockingQueue<>();
        private final StringBuilder text = new StringBuilder();
        private ByteBuffer binary = ByteBuffer.allocate(0);
        private final WebSocket socket;

        Player(String target) {
            socket = client.newWebSocketBuilder()
                    .buildAsync(URI.create("ws://127.0.0.1:" + origin.port() + target), this).join();
        }

        Object next() {
            try {
                Object next = received.poll(20, TimeUnit.SECONDS);
                assertThat(next).as("something within 20 s").isNotNull();
                return next;
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        String text() {
            return (String) next();
        }

        ByteBuffer binary() {
            return (ByteBuffer) next();
        }

        String nextText() {
            Object next = next();
            while (!(next instanceof String)) {
                next = next();
            }
            return (String) next;
        }

        void skipTexts(int count) {
            for (int i = 0; i < count; i++) {
                text();
            }
        }

        void send(String message) {
            socket.sendText(message, true).join();
        }

        void framesAreInOrder(Rendition rendition, int count) {
            ByteBuffer first = binary();
            long video = Mp4.runs(first).getFirst().decodeTime();
            assertThat(video % (12_800 * 2)).isZero();
            long number = video / 512;
            assertThat(first).isEqualTo(rendition.frame(number));
            for (int i = 1; i < count; i++) {
                assertThat(binary()).isEqualTo(rendition.frame(number + i));
            }
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                received.add(text.toString());
                text.setLength(0);
            }
            webSocket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer data, boolean last) {
            binary = ByteBuffer.allocate(binary.limit() + data.remaining()).put(binary.rewind()).put(data).flip();
            if (last) {
                received.add(binary);
                binary = ByteBuffer.allocate(0);
            }
            webSocket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
            received.add(code);
            return null;
        }

        @Override
        public void close() {
            socket.abort();
        }
    }
}
