package dev.playgate.edge;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.playgate.edge.RawOrigin.Script;

import static org.assertj.core.api.Assertions.assertThat;

/** What of an origin's answer reaches the viewer. */
@ResourceLock(value = RunningEdge.CLOCK, mode = ResourceAccessMode.READ)
@ParameterizedClass
@EnumSource(MediaPath.class)
class OriginAnswerIT {

    private final RunningEdge edge;

    OriginAnswerIT(MediaPath path) {
        edge = path.edge();
    }

    private String target(String path) {
        return path + "?jwtoken=" + edge.token(valid -> valid);
    }

    record Passing(String method, String request, String answer, int status, List<String> headers, String body) {

        @Override
        public String toString() {
            return method + " " + status;
        }
    }

    static Stream<Passing> passing() {
        return Stream.of(
                new Passing("GET", "If-None-Match: \"e\"", RawOrigin.head("304 Not Modified", "ETag: \"e\""), 304,
                        List.of("ETag: \"e\""), ""),
                new Passing("GET", "Range: bytes=2-4",
                        RawOrigin.head("206 Partial Content", "Content-Type: video/mp4", "Content-Range: bytes 2-4/9",
                                "Content-Length: 3") + "cde",
                        206, List.of("Content-Range: bytes 2-4/9", "Content-Type: video/mp4"), "cde"),
                new Passing("GET", "Range: bytes=20-",
                        RawOrigin.head("416 Range Not Satisfiable", "Content-Range: bytes */9", "Content-Length: 0"),
                        416, List.of("Content-Range: bytes */9"), ""),
                new Passing("GET", "Accept: */*", RawOrigin.head("404 Not Found", "Content-Length: 4") + "nope", 404,
                        List.of("Content-Length: 4"), "nope"),
                new Passing("GET", "Accept: */*", RawOrigin.head("500 Oops", "Content-Length: 4") + "oops", 500,
                        List.of("Content-Length: 4"), "oops"),
                new Passing("GET", "Accept: */*", RawOrigin.head("503 Busy", "Retry-After: 7", "Content-Length: 0"),
                        503, List.of("Retry-After: 7"), ""),
                new Passing("GET", "Accept: */*", RawOrigin.head("204 No Content"), 204, List.of(), ""),
                new Passing("HEAD", "Accept: */*",
                        RawOrigin.head("200 OK", "Content-Type: video/mp4", "Content-Length: 4711"), 200,
                        List.of("Content-Length: 4711"), ""));
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @MethodSource("passing")
    void whatIsAnAnswerPassesAsItIs(Passing passing) {
        String marker = edge.origin().answering(passing.answer());
        RawAnswer answer = edge.ask(passing.method(), target(RunningEdge.HLS + marker + ".mp4"), passing.request());
        assertThat(answer.status()).isEqualTo(passing.status());
        assertThat(answer.headers()).containsAll(passing.headers());
        assertThat(answer.text()).isEqualTo(passing.body());
        assertThat(answer.whole()).isTrue();
        assertThat(answer.header("Access-Control-Allow-Origin")).contains("*");
        assertThat(edge.origin().calls(marker)).singleElement()
                .satisfies(call -> assertThat(call.head()).contains(passing.request()));
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void b10_aRedirectToTheOriginItselfStaysOnThisHostWithTheSession() {
        String marker = edge.origin().script(call -> call.send(RawOrigin.head("302 Found",
                "Location: " + edge.origin().url() + RunningEdge.HLS + "next.mp4", "Content-Length: 0")));
        RawAnswer answer = edge.get(RunningEdge.HLS + marker + ".mp4");
        assertThat(answer.status()).isEqualTo(302);
        String location = answer.header("Location").orElseThrow();
        assertThat(location).startsWith(RunningEdge.HLS + "next.mp4?ticket=").doesNotContain("jwtoken")
                .doesNotContainPattern("eyJ[\\w-]*\\.eyJ");
        assertThat(edge.ask("GET", location).status()).isEqualTo(200);
        assertThat(edge.origin().calls(marker)).as("redirects are not followed").hasSize(1);
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void b10_aRelativeRedirectCarriesTheSessionOn() {
        String marker = edge.origin()
                .answering(RawOrigin.head("302 Found", "Location: next.mp4", "Content-Length: 0"));
        assertThat(edge.get(RunningEdge.HLS + marker + ".mp4").header("Location").orElseThrow())
                .startsWith("next.mp4?ticket=");
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void b6_whatTheOriginSaysOfItselfAndItsCookiesAreDropped() {
        String marker = edge.origin().answering(RawOrigin.head("200 OK", "Set-Cookie: a=b", "Server: nginx",
                "X-Powered-By: y", "X-Request-Id: theirs", "Access-Control-Allow-Origin: https://evil.example",
                "Access-Control-Allow-Credentials: true", "Alt-Svc: h3=\":443\"", "ETag: \"e\"",
                "Keep-Alive: timeout=9",
                "Content-Type: video/mp4", "Content-Length: 2") + "ok");
        RawAnswer answer = edge.get(RunningEdge.HLS + marker + ".mp4");
        assertThat(answer.text()).isEqualTo("ok");
        assertThat(answer.header("ETag")).contains("\"e\"");
        assertThat(answer.header("Access-Control-Allow-Origin")).contains("*");
        assertThat(String.join("\n", answer.headers())).doesNotContainIgnoringCase("set-cookie", "server:",
                "powered", "theirs", "evil", "credentials", "alt-svc", "keep-alive");
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void b6_trailersStayBehind() {
        String marker = edge.origin().answering(RawOrigin.head("200 OK", "Content-Type: video/mp4",
                "Transfer-Encoding: chunked", "Trailer: ETag") + "2\r\nok\r\n0\r\nETag: \"e\"\r\nX-Secret: y\r\n\r\n");
        RawAnswer answer = edge.get(RunningEdge.HLS + marker + ".mp4");
        assertThat(answer.text()).isEqualTo("ok");
        assertThat(answer.header("Trailer")).isEmpty();
        assertThat(answer.whole()).as("nothing between the last chunk and the end").isTrue();
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @ValueSource(strings = {"application/vnd.apple.mpegurl", "audio/x-mpegurl; charset=utf-8"})
    void b9_aPlaylistIsKnownByItsTypeToo(String type) {
        String marker = edge.origin().answering(
                RawOrigin.head("200 OK", "Content-Type: " + type, "Content-Length: 30")
                        + "#EXTM3U\n#EXTINF:2,\nsegment.m4s");
        RawAnswer answer = edge.get(RunningEdge.HLS + marker);
        assertThat(answer.text()).startsWith("#EXTM3U\n#EXTINF:2,\nsegment.m4s?ticket=");
        assertThat(answer.whole()).isTrue();
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @ValueSource(strings = {"gzip, chunked", "chunked, chunked", "identity", "gzip"})
    void aTransferCodingThatNobodyAskedForIsNoAnswer(String coding) {
        String marker = edge.origin().answering(RawOrigin.head("200 OK", "Content-Type: video/mp4",
                "Transfer-Encoding: " + coding) + "2\r\nok\r\n0\r\n\r\n");
        RawAnswer answer = edge.get(RunningEdge.HLS + marker + ".mp4");
        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.text()).contains("\"error\":\"origin_answer_invalid\"");
    }

    static Stream<Cut> cut() {
        String length = RawOrigin.head("200 OK", "Content-Type: video/mp4", "Content-Length: 100000");
        String chunked = RawOrigin.head("200 OK", "Content-Type: video/mp4", "Transfer-Encoding: chunked") + "1388\r\n";
        return Stream.of(new Cut("with a length", length, OriginCall::close),
                new Cut("in chunks", chunked, OriginCall::close),
                new Cut("with a length, by silence", length, OriginCall::untilClosed),
                new Cut("in chunks, by silence", chunked, OriginCall::untilClosed));
    }

    record Cut(String name, String head, Script end) {

        @Override
        public String toString() {
            return name;
        }
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @MethodSource("cut")
    void aBodyThatIsCutIsCutForTheViewerToo(Cut cut) {
        String marker = edge.origin().script(call -> {
            call.send(cut.head() + "x".repeat(5000) + "\r\n");
            cut.end().answer(call);
        });
        RawAnswer answer = edge.get(RunningEdge.HLS + marker + ".mp4");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.whole()).isFalse();
        assertThat("x".repeat(5000) + "\r\n").as("a part of what came").startsWith(answer.text());
        assertThat(edge.origin().calls(marker)).as("what has begun is not asked for again").hasSize(1);
    }
}
