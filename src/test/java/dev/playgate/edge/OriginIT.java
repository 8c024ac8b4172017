package dev.playgate.edge;

import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import dev.playgate.edge.RawOrigin.Script;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

/** What a viewer gets when the origin fails: an answer of product section 6, never the origin's. */
@ResourceLock(value = RunningEdge.CLOCK, mode = ResourceAccessMode.READ)
@ParameterizedClass
@EnumSource(MediaPath.class)
class OriginIT {

    private final RunningEdge edge;

    OriginIT(MediaPath path) {
        edge = path.edge();
    }

    record Failing(String name, String file, Script script, int status, String error) {

        @Override
        public String toString() {
            return name;
        }
    }

    private static Failing invalid(String name, String file, String answer) {
        return new Failing(name, file, call -> {
            call.send(answer);
            call.close();
        }, 502, "origin_answer_invalid");
    }

    private static String playlist(int length, String... lines) {
        return RawOrigin.head("200 OK",
                Stream.concat(Stream.of("Content-Type: application/vnd.apple.mpegurl", "Content-Length: " + length),
                        Stream.of(lines)).toArray(String[]::new));
    }

    static Stream<Failing> failing() {
        return Stream.of(
                new Failing("never answers", "a.mp4", OriginCall::untilClosed, 504, "origin_timeout"),
                new Failing("closes before the head", "a.mp4", OriginCall::close, 502, "origin_unreachable"),
                invalid("garbage", "a.mp4", "\0\1nonsense\r\n\r\n"),
                invalid("a length that is none", "a.mp4", RawOrigin.head("200 OK", "Content-Length: two") + "ok"),
                invalid("two lengths", "a.mp4",
                        RawOrigin.head("200 OK", "Content-Length: 2", "Content-Length: 3") + "ok"),
                invalid("a status that is none", "a.mp4", RawOrigin.head("OK") + "ok"),
                invalid("a head without end", "a.mp4", "HTTP/1.1 200 OK\r\nX: " + "x".repeat(40_000)),
                invalid("chunks that are none", "a.m3u8",
                        RawOrigin.head("200 OK", "Transfer-Encoding: chunked") + "zz\r\n#EXTM3U\n\r\n"),
                invalid("another protocol", "a.mp4",
                        RawOrigin.head("101 Switching Protocols", "Upgrade: websocket", "Connection: Upgrade")),
                invalid("b10_ a redirect to another host", "a.mp4",
                        RawOrigin.head("302 Found", "Location: http://evil.example/x", "Content-Length: 0")),
                invalid("b10_ a redirect to another host without a scheme", "a.mp4",
                        RawOrigin.head("301 Moved", "Location: //evil.example/x", "Content-Length: 0")),
                invalid("a compressed playlist", "a.m3u8",
                        playlist(4, "Content-Encoding: gzip") + "\u001f\u008b\0\0"),
                invalid("not a playlist", "a.m3u8", playlist(5) + "hello"),
                invalid("not UTF-8", "a.m3u8", playlist(10) + "#EXTM3U\n\u00ff\n"),
                invalid("an empty playlist", "a.m3u8", playlist(0)),
                invalid("a playlist that is too long", "a.m3u8", playlist(70_008) + "#EXTM3U\n" + "#".repeat(70_000)));
    }

    @ParameterizedTest
    @MethodSource("failing")
    void aFailingOriginIsAnsweredForBriefly(Failing failing) {
        String marker = edge.origin().script(failing.script());
        assertFailure(edge.get(RunningEdge.HLS + marker + failing.file()), failing.status(), failing.error());
        assertThat(edge.origin().calls(marker)).hasSizeBetween(1, 2);
    }

    @Test
    void anOriginThatIsNotThereIsUnreachable() {
        assertFailure(edge.get(RunningEdge.DEAD + "a.mp4"), 502, "origin_unreachable");
    }

    @Test
    void aPlaylistThatIsCutBeforeALineIsWholeIsNotDelivered() {
        String marker = edge.origin().script(call -> {
            call.send(playlist(500) + "#EXTM");
            call.close();
        });
        assertThat(edge.get(RunningEdge.HLS + marker + ".m3u8").status()).isEqualTo(502);
    }

    record Late(String name, String head, String body) {

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Late> late() {
        String chunked = RawOrigin.head("200 OK", "Transfer-Encoding: chunked") + "1000000\r\n";
        return Stream.of(new Late("cut", playlist(50_000), ""), new Late("cut in chunks", chunked, ""),
                new Late("too long", chunked, "#\n".repeat(40_000)),
                new Late("too many bytes in a line", chunked, "#".repeat(65_537)),
                new Late("not UTF-8", playlist(50_000), "\u00ff\n"));
    }

    @ParameterizedTest
    @MethodSource("late")
    void aFaultAfterTheFirstLinesCutsThePlaylist(Late fault) throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        String marker = edge.origin().script(call -> {
            call.send(fault.head() + "#EXTM3U\n#EXTINF:2,\nfirst.m4s\n");
            OriginCall.await(begun);
            call.send(fault.body());
            call.close();
        });
        try (Socket viewer = edge.send(edge.request("GET",
                RunningEdge.HLS + marker + ".m3u8?jwtoken=" + edge.token(valid -> valid)))) {
            String received = RawAnswer.upTo("first.m4s?ticket=", viewer.getInputStream());
            begun.countDown();
            byte[] rest = viewer.getInputStream().readAllBytes();
            RawAnswer answer = RawAnswer.of((received + new String(rest, ISO_8859_1)).getBytes(ISO_8859_1), false);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("Transfer-Encoding")).contains("chunked");
            assertThat(answer.header("Content-Length")).isEmpty();
            assertThat(answer.text()).startsWith("#EXTM3U\n#EXTINF:2,\nfirst.m4s?ticket=");
            assertThat(answer.whole()).isFalse();
        }
    }

    private static void assertFailure(RawAnswer answer, int status, String error) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.text()).contains("\"error\":\"" + error + "\"");
        assertThat(answer.whole()).isTrue();
        assertThat(answer.header("Retry-After")).contains("2");
        assertThat(answer.header("Access-Control-Allow-Origin")).contains("*");
        assertThat(answer.header("X-Request-Id")).hasValueSatisfying(id -> assertThat(id).hasSize(24));
        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(answer.header("Location")).isEmpty();
        assertThat(answer.header("Content-Encoding")).isEmpty();
    }
}
