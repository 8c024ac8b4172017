package dev.playgate.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class SampleOriginTest {

    @TempDir
    Path directory;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-07-01T12:00:00Z"));
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private Path log;
    private SampleOrigin origin;

    @BeforeEach
    void start() {
        log = directory.resolve("origin.log");
        origin = new SampleOrigin(now::get, new DemoProperties(0, log));
        origin.start();
    }

    @AfterEach
    void stop() {
        origin.stop();
        client.close();
    }

    @Test
    void theWindowSlidesWithTheClock() throws Exception {
        assertThat(get("/hls/Demo1-live1/video.m3u8").body()).contains("#EXT-X-MEDIA-SEQUENCE:891453594\n");
        assertThat(get("/hls/Demo1-live1/891453600.m4s").statusCode()).isEqualTo(404);
        now.set(now.get().plusSeconds(2));
        assertThat(get("/hls/Demo1-live1/video.m3u8").body()).contains("#EXT-X-MEDIA-SEQUENCE:891453595\n");
        assertThat(get("/hls/Demo1-live1/891453600.m4s").statusCode()).isEqualTo(200);
    }

    @Test
    void headHasTheHeadersOfGetAndNoBody() throws Exception {
        HttpResponse<String> get = get("/hls/Demo1-live1/init.mp4");
        HttpResponse<String> head = send(request("/hls/Demo1-live1/init.mp4").HEAD());
        assertThat(head.headers()).isEqualTo(get.headers());
        assertThat(head.headers().firstValueAsLong("Content-Length")).hasValue(1270);
        assertThat(head.body()).isEmpty();
    }

    @Test
    void aPartAndAnUnchangedSegmentAreAnsweredAsSuch() throws Exception {
        HttpResponse<String> part = send(request("/hls/Demo1-live1/init.mp4").header("Range", "bytes=4-7"));
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo("ftyp");
        String tag = part.headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> same = send(request("/hls/Demo1-live1/init.mp4").header("If-None-Match", tag));
        assertThat(same.statusCode()).isEqualTo(304);
        assertThat(same.body()).isEmpty();
        assertThat(send(request("/hls/Demo1-live1/init.mp4").header("Range", "bytes=1270-")).statusCode())
                .isEqualTo(416);
    }

    @Test
    void aRequestWithABodyIsNotAllowedAndTheConnectionStaysInOrder() throws Exception {
        HttpRequest.Builder post = request("/hls/Demo1-live1/index.m3u8")
                .POST(HttpRequest.BodyPublishers.ofString("x".repeat(100_000)));
        assertThat(send(post).statusCode()).isEqualTo(405);
        assertThat(get("/hls/Demo1-live1/index.m3u8").statusCode()).isEqualTo(200);
    }

    @Test
    void everyRequestIsRecordedAsItCame() throws Exception {
        String answer = raw("""
            GET /no/such"thing\\?jwtoken=%41\u00e9 HTTP/1.1
            Host: origin.test
            X-B: first
            x-a: "quoted" \\ \u00e9
            X-B: second
            Connection: close

            """);
        assertThat(answer).startsWith("HTTP/1.1 404 ");
        RecordedRequest recorded = origin.requests().getLast();
        assertThat(recorded.time()).isEqualTo(now.get());
        assertThat(recorded.method()).isEqualTo("GET");
        assertThat(recorded.target()).isEqualTo("/no/such\"thing\\?jwtoken=%41\u00e9");
        assertThat(recorded.headers()).containsExactly(header("Host", "origin.test"), header("X-B", "first"),
                header("x-a", "\"quoted\" \\ \u00e9"), header("X-B", "second"), header("Connection", "close"));
        assertThat(recorded.peer()).matches("127\\.0\\.0\\.1:[0-9]+");
        assertThat(JsonMapper.shared().readValue(Files.readString(log), RecordedRequest.class)).isEqualTo(recorded);
    }

    @Test
    void aRequestHeadOf64KibIsStillRecorded() throws Exception {
        String name = "x".repeat(65_536);
        assertThat(get("/hls/" + name).statusCode()).isEqualTo(404);
        assertThat(origin.requests()).singleElement()
                .satisfies(recorded -> assertThat(recorded.target()).isEqualTo("/hls/" + name));
    }

    @Test
    void aPortThatIsTakenIsNamedWithItsSetting() {
        SampleOrigin second = new SampleOrigin(now::get, new DemoProperties(origin.port(), directory.resolve("other")));
        assertThatIllegalStateException().isThrownBy(second::start).withMessageContaining("127.0.0.1:" + origin.port())
                .withMessageContaining("playgate.demo.origin-port");
        assertThat(second.isRunning()).isFalse();
    }

    @Test
    void itStopsAndStartsAgain() throws Exception {
        origin.stop();
        assertThat(origin.isRunning()).isFalse();
        assertThatIllegalStateException().isThrownBy(origin::port);
        origin.start();
        assertThat(get("/hls/Demo1-live1/index.m3u8").statusCode()).isEqualTo(200);
        assertThat(origin.requests()).hasSize(1);
    }

    private HttpRequest.Builder request(String target) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + origin.port() + target));
    }

    private HttpResponse<String> get(String target) throws Exception {
        return send(request(target));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString(ISO_8859_1));
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), origin.port())) {
            socket.getOutputStream().write(request.replace("\n", "\r\n").getBytes(ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }

    private static RecordedRequest.Header header(String name, String value) {
        return new RecordedRequest.Header(name, value);
    }
}
