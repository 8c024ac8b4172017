package dev.playgate.edge;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import com.google.common.hash.Hashing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Bodies pass byte for byte and at once, and caches are told who may have them. */
@ResourceLock(value = RunningEdge.CLOCK, mode = ResourceAccessMode.READ)
@ParameterizedClass
// The larger half of a minute; the other way is tried by those about origins.
@EnumSource(value = MediaPath.class, names = "EXPRESS")
class BodyIT {

    private final RunningEdge edge;

    BodyIT(MediaPath path) {
        edge = path.edge();
    }

    private static final int CHUNK = 50_000;

    private static byte[] media(int length) {
        byte[] body = new byte[length];
        new Random(length).nextBytes(body);
        return body;
    }

    private static void sendInChunks(OriginCall call, byte[] body) throws IOException {
        for (int at = 0; at < body.length; at += CHUNK) {
            byte[] chunk = Arrays.copyOfRange(body, at, Math.min(at + CHUNK, body.length));
            call.send(Integer.toHexString(chunk.length) + "\r\n");
            call.send(chunk);
            call.send("\r\n");
        }
        call.send("0\r\n\r\n");
    }

    @ParameterizedTest
    @CsvSource({"0, true", "0, false", "1, true", "1, false", "65536, true", "65536, false", "20000000, true",
            "20000000, false"})
    void mediaPassesByteForByte(int length, boolean withLength) {
        byte[] body = media(length);
        String marker = edge.origin().script(call -> {
            call.send(RawOrigin.head("200 OK", "Content-Type: video/mp4",
                    withLength ? "Content-Length: " + length : "Transfer-Encoding: chunked"));
            if (withLength) {
                call.send(body);
            } else {
                sendInChunks(call, body);
            }
        });
        RawAnswer answer = edge.get(RunningEdge.HLS + marker + ".mp4");
        assertThat(answer.whole()).isTrue();
        assertThat(answer.header("Content-Length").isPresent()).isEqualTo(withLength);
        assertThat(Hashing.sha256().hashBytes(answer.body())).isEqualTo(Hashing.sha256().hashBytes(body));
    }

    @Test
    void thePlaylistOfAnOpenOrganisationPassesByteForByte() {
        String text = "#EXTM3U\r\n#EXT-X-DEFINE:QUERYPARAM=\"jwtoken\"\r\n#EXTINF:2,\r\nsegment.m4s\r\n\r\n";
        String marker = edge.origin().answering(RawOrigin.head("200 OK", "ETag: \"e\"",
                "Content-Type: application/vnd.apple.mpegurl", "Content-Length: " + text.length()) + text);
        RawAnswer answer = edge.ask("GET", "/hls/Open1-live1/" + marker + ".m3u8");
        assertThat(answer.text()).isEqualTo(text);
        assertThat(answer.header("ETag")).contains("\"e\"");
    }

    @Test
    void theFirstBytesArriveBeforeTheLastAreSent() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        String marker = edge.origin().script(call -> {
            call.send(RawOrigin.head("200 OK", "Content-Type: video/mp4", "Content-Length: 10") + "first");
            OriginCall.await(arrived);
            call.send("after");
        });
        String target = RunningEdge.HLS + marker + ".mp4?jwtoken=" + edge.token(valid -> valid);
        try (Socket viewer = edge.send(edge.request("GET", target))) {
            InputStream in = viewer.getInputStream();
            RawAnswer.upTo("\r\n\r\nfirst", in);
            arrived.countDown();
            assertThat(new String(in.readAllBytes(), StandardCharsets.US_ASCII)).isEqualTo("after");
        }
    }

    @Test
    void anAnswerThatIsGivenEndsBeforeTheServerIsStopped() throws Exception {
        CountDownLatch stopping = new CountDownLatch(1);
        String marker = edge.origin().script(call -> {
            call.send(RawOrigin.head("200 OK", "Content-Type: video/mp4", "Content-Length: 10") + "first");
            OriginCall.await(stopping);
            call.send("after");
        });
        String target = RunningEdge.HLS + marker + ".mp4?jwtoken=" + edge.token(valid -> valid);
        try (Socket viewer = edge.send(edge.request("GET", target))) {
            RawAnswer.upTo("first", viewer.getInputStream());
            CompletableFuture<Void> drained = CompletableFuture.runAsync(() -> edge.drain().stop());
            await().until(() -> edge.drain().isDraining());
            assertThat(drained).isNotDone();
            stopping.countDown();
            assertThat(new String(viewer.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .isEqualTo("after");
            drained.get(10, TimeUnit.SECONDS);
            String next = edge.request("GET", RunningEdge.HLS + "a.mp4?jwtoken=" + edge.token(valid -> valid),
                    "Connection: keep-alive");
            assertThat(RawAnswer.of(edge.exchange(next), false).header("Connection")).contains("close");
        } finally {
            edge.drain().start();
        }
    }

    static Stream<Arguments> credentials() {
        return Stream.of(Arguments.of("query", "?jwtoken=TOKEN", "Accept: */*", "public, max-age=60"),
                Arguments.of("header", "", "Authorization: Bearer TOKEN", "private, max-age=60"),
                Arguments.of("cookie", "", "Cookie: jwtoken=TOKEN", "private, max-age=60"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("credentials")
    void b11_whatIsOpenedByMoreThanTheUrlIsNotShared(String place, String query, String header, String expected) {
        String marker = edge.origin().answering(RawOrigin.head("200 OK", "Content-Type: video/mp4",
                "Cache-Control: public, max-age=60", "Content-Length: 2") + "ok");
        String token = edge.token(valid -> valid);
        RawAnswer answer = edge.ask("GET", RunningEdge.HLS + marker + ".mp4" + query.replace("TOKEN", token),
                header.replace("TOKEN", token));
        assertThat(answer.status()).as(place).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).contains(expected);
    }

    @Test
    void b11_aPlaylistOfASessionIsNotShared() {
        String marker = edge.origin().answering(RawOrigin.head("200 OK", "Cache-Control: public, max-age=60",
                "ETag: \"e\"", "Content-Length: 8") + "#EXTM3U\n");
        RawAnswer answer = edge.get(RunningEdge.HLS + marker + ".m3u8");
        assertThat(answer.header("Cache-Control")).contains("private, max-age=60");
        assertThat(answer.header("ETag")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1.1, true", "1.0, false"})
    void aPlaylistOfASessionHasNoLength(String version, boolean chunked) {
        String text = "#EXTM3U\n#EXTINF:2,\nsegment.m4s\n";
        String marker = edge.origin().answering(RawOrigin.head("200 OK", "Content-Length: " + text.length()) + text);
        String request = edge.request("GET", RunningEdge.HLS + marker + ".m3u8?jwtoken=" + edge.token(valid -> valid));
        RawAnswer answer = RawAnswer.of(edge.exchange(request.replace("HTTP/1.1", "HTTP/" + version)), false);
        assertThat(answer.header("Content-Length")).isEmpty();
        assertThat(answer.header("Transfer-Encoding").isPresent()).isEqualTo(chunked);
        assertThat(answer.text()).startsWith("#EXTM3U\n#EXTINF:2,\nsegment.m4s?ticket=").endsWith("\n");
        assertThat(answer.whole()).isTrue();
    }
}
