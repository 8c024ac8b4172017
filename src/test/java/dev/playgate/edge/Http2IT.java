package dev.playgate.edge;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import com.google.common.hash.Hashing;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.playgate.edge.Http2Viewer.Answer;
import dev.playgate.edge.Http2Viewer.Frame;
import dev.playgate.stream.StreamState;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Viewers that speak HTTP/2 get what those of HTTP/1.1 get. */
@ResourceLock(value = RunningEdge.CLOCK, mode = ResourceAccessMode.READ)
@ParameterizedClass
@EnumSource(MediaPath.class)
class Http2IT {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final RunningEdge edge;

    Http2IT(MediaPath path) {
        edge = RunningEdge.overHttp2(path);
    }

    private String media(String marker) {
        return RunningEdge.HLS + marker + ".mp4?jwtoken=" + edge.token(valid -> valid);
    }

    private Answer ask(String... fields) throws IOException {
        try (Http2Viewer viewer = Http2Viewer.open(edge)) {
            return viewer.answer(viewer.ask(fields));
        }
    }

    private static String bodyOf(int length) {
        return "segment.".repeat(length / 8);
    }

    @ParameterizedTest
    @CsvSource({"0, true", "0, false", "8, true", "65536, true", "65536, false", "8000000, true", "8000000, false"})
    void mediaPassesByteForByte(int length, boolean withLength) throws IOException {
        String body = bodyOf(length);
        String marker = edge.origin().script(call -> {
            call.send(RawOrigin.head("200 OK", "Content-Type: video/mp4",
                    withLength ? "Content-Length: " + length : "Transfer-Encoding: chunked"));
            call.send(withLength
                    ? body
                    : (length > 0 ? Integer.toHexString(length) + "\r\n" + body + "\r\n" : "") + "0\r\n\r\n");
        });
        Answer answer = ask(Http2Viewer.get(media(marker)));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.reset()).isEqualTo(-1);
        assertThat(answer.fields()).doesNotContainKeys("transfer-encoding", "connection");
        assertThat(answer.fields().containsKey("content-length")).isEqualTo(withLength);
        assertThat(Hashing.sha256().hashString(answer.body(), StandardCharsets.ISO_8859_1))
                .isEqualTo(Hashing.sha256().hashString(body, StandardCharsets.ISO_8859_1));
    }

    @Test
    void manyAreAnsweredAtOnce() throws IOException {
        String body = bodyOf(200_000);
        String marker = edge.origin().answering(RawOrigin.head("200 OK", "Content-Length: " + body.length()) + body);
        try (Http2Viewer viewer = Http2Viewer.open(edge)) {
            List<Integer> streams = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                streams.add(viewer.ask(Http2Viewer.get(media(marker))));
            }
            assertThat(viewer.answers(streams)).allSatisfy(answer -> {
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.body()).isEqualTo(body);
            });
        }
    }

    @Test
    void noMoreOfABodyIsReadThanTheViewerHasRoomFor() throws Exception {
        CountDownLatch released = new CountDownLatch(1);
        String marker = edge.origin().script(call -> {
            call.send(RawOrigin.head("200 OK", "Content-Length: 100000000"));
            try {
                for (int i = 0; i < 100; i++) {
                    call.send(bodyOf(1_000_000));
                }
            } finally {
                released.countDown();
            }
        });
        try (Http2Viewer viewer = Http2Viewer.open(edge)) {
            viewer.stopReading();
            int stream = viewer.ask(Http2Viewer.get(media(marker)));
            viewer.await(frame -> viewer.received(stream) == 65_535);
            assertThat(released.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(viewer.received(stream)).isEqualTo(65_535);
        }
    }

    @ParameterizedTest
    @CsvSource({"HEAD, 200 OK, 200, Content-Length: 5, 5", "GET, 304 Not Modified, 304, X: y,",
            "GET, 204 No Content, 204, X: y,", "GET, 204 No Content, 204, Content-Length: 5,",
            "HEAD, 204 No Content, 204, Content-Length: 0,"})
    void whatHasNoBodyEndsWithItsHead(String method, String status, int code, String line, @Nullable String length)
            throws IOException {
        String marker = edge.origin().answering(RawOrigin.head(status, "ETag: \"e\"", line));
        try (Http2Viewer viewer = Http2Viewer.open(edge)) {
            Answer answer = viewer.answer(viewer.ask(":method", method, ":scheme", "https", ":authority",
                    "gate.example", ":path", media(marker)));
            assertThat(answer.status()).isEqualTo(code);
            assertThat(answer.body()).isEmpty();
            assertThat(answer.fields().get("content-length")).isEqualTo(length);
        }
    }

    @Test
    void bodiesOfRequestsAreRead() throws IOException {
        for (boolean withLength : List.of(true, false)) {
            try (Http2Viewer viewer = Http2Viewer.open(edge)) {
                String body = "{\"token\":\"x.y\"}";
                String[] fields = {":method", "POST", ":scheme", "https", ":authority", "gate.example", ":path",
                        "/api/v1/splay/verify", "content-type", "application/json", "x-api-key", "none"};
                int stream = viewer.begin(withLength
                        ? Http2Viewer.with(fields, "content-length", Integer.toString(body.length()))
                        : fields);
                viewer.frame(Http2Viewer.DATA, 0, stream, body.substring(0, 3).getBytes(StandardCharsets.US_ASCII));
                viewer.frame(Http2Viewer.DATA, 0, stream, new byte[0]);
                viewer.frame(Http2Viewer.DATA, 0, stream, body.substring(3).getBytes(StandardCharsets.US_ASCII));
                viewer.frame(Http2Viewer.HEADERS, Http2Viewer.END_HEADERS | Http2Viewer.END_STREAM, stream,
                        Http2Viewer.block("x-trailer", "y"));
                Answer answer = viewer.answer(stream);
                RawAnswer same = RawAnswer.of(edge.exchange(edge.request("POST", "/api/v1/splay/verify",
                        "Content-Type: application/json", "X-Api-Key: none", "Content-Length: " + body.length())
                        + body), false);
                assertThat(answer.status()).isEqualTo(same.status());
                assertThat(unnumbered(answer.body())).isEqualTo(unnumbered(same.text()));
            }
        }
    }

    @Test
    void whoWaitsToBeToldSoSendsABody() throws IOException {
        try (Http2Viewer viewer = Http2Viewer.open(edge)) {
            int stream = viewer.begin(":method", "POST", ":scheme", "https", ":authority", "gate.example", ":path",
                    "/api/v1/splay/verify", "content-type", "application/json", "expect", "100-continue",
                    "content-length", "2");
            Frame told = viewer.await(frame -> frame.type() == Http2Viewer.HEADERS);
            if (!told.isEnd()) {
                viewer.frame(Http2Viewer.DATA, Http2Viewer.END_STREAM, stream, new byte[]{'{', '}'});
            }
            assertThat(viewer.answer(stream).status()).isBetween(400, 499);
        }
    }

    @Test
    void theClientOfTheJdkPlays() throws Exception {
        String body = bodyOf(100_000);
        String marker = edge.origin().answering(RawOrigin.head("200 OK", "Content-Length: " + body.length()) + body);
        HttpRequest request = HttpRequest.newBuilder(URI.create("https://localhost:" + edge.port() + media(marker)))
                .timeout(SOON).build();
        try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2)
                .sslContext(SampleCertificate.trusting(ServedCertificate.FIRST, ServedCertificate.SECOND)).build()) {
            assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).version())
                    .isEqualTo(HttpClient.Version.HTTP_2);
            List<CompletableFuture<HttpResponse<String>>> answers = Stream
                    .generate(() -> client.sendAsync(request, HttpResponse.BodyHandlers.ofString())).limit(50).toList();
            assertThat(answers).extracting(CompletableFuture::join).allSatisfy(answer -> {
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.body()).isEqualTo(body);
            });
        }
    }

    @Test
    void cookiesThatComeInCrumbsAreOne() throws IOException {
        String token = edge.token(valid -> valid);
        assertThat(ask(Http2Viewer.get(RunningEdge.HLS + "a.mp4", "cookie", "theme=dark", "cookie", "jwtoken=" + token))
                .status()).isEqualTo(200);
        assertThat(ask(Http2Viewer.get(RunningEdge.HLS + "a.mp4", "cookie", "jwtoken=" + token, "cookie",
                "jwtoken=" + token)).status()).isEqualTo(400);
    }

    @Test
    void aPlaylistNamesTheHostOfItsRequest() throws IOException {
        String text = "#EXTM3U\n#EXTINF:2,\nhttps://gate.example/hls/Demo1-live1/a.ts\n";
        String marker = edge.origin().answering(RawOrigin.head("200 OK",
                "Content-Type: application/vnd.apple.mpegurl", "Content-Length: " + text.length()) + text);
        assertThat(ask(Http2Viewer.get(media(marker).replace(".mp4", ".m3u8"))).body()).contains("ticket=");
    }

    @Test
    void aBodyThatTheOriginCutsIsSeenNotToBeWhole() throws IOException {
        String marker = edge.origin().script(call -> {
            call.send(RawOrigin.head("200 OK", "Content-Length: 100000") + bodyOf(80_000));
            call.close();
        });
        assertThat(ask(Http2Viewer.get(media(marker))).reset()).isEqualTo(Http2Viewer.INTERNAL_ERROR);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatAViewerGivesUpIsNotAskedOfTheOriginAnyMore(boolean begun) throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        String marker = edge.origin().script(call -> {
            if (begun) {
                call.send(RawOrigin.head("200 OK", "Content-Length: 10") + "first");
            }
            asked.countDown();
            call.untilClosed();
            released.countDown();
        });
        try (Http2Viewer viewer = Http2Viewer.open(edge)) {
            int stream = viewer.ask(Http2Viewer.get(media(marker)));
            assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
            if (begun) {
                viewer.await(frame -> frame.type() == Http2Viewer.DATA);
            }
            viewer.reset(stream);
            assertThat(released.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(viewer.answer(viewer.ask(Http2Viewer.get(media("a")))).status()).isEqualTo(200);
        }
    }

    @Test
    @DisplayName("E4 a body is cut when its right ends, and no other of the connection")
    void e4_aBodyIsCutWhenItsRightEndsAndNoOtherOfTheConnection() throws Exception {
        RunningSessionIT.Tenant tenant = RunningSessionIT.Tenant.create(edge, true);
        RunningSessionIT.Tenant neighbour = RunningSessionIT.Tenant.create(edge, true);
        CountDownLatch end = new CountDownLatch(1);
        String marker = edge.origin().script(call -> call.sendUntil(end));
        try (Http2Viewer viewer = Http2Viewer.open(edge)) {
            int cut = viewer.ask(Http2Viewer.get(endless(tenant, marker)));
            int other = viewer.ask(Http2Viewer.get(endless(neighbour, marker)));
            viewer.await(frame -> frame.type() == Http2Viewer.DATA && frame.stream() == cut);
            viewer.await(frame -> frame.type() == Http2Viewer.DATA && frame.stream() == other);
            edge.change(tenant.state(StreamState.LOCKED));
            Frame reset = viewer.await(frame -> frame.type() == Http2Viewer.RST_STREAM);
            assertThat(reset.stream()).isEqualTo(cut);
            end.countDown();
            assertThat(viewer.await(frame -> frame.isEnd()).stream()).isEqualTo(other);
        }
    }

    private String endless(RunningSessionIT.Tenant tenant, String marker) {
        return "/vod/" + tenant.stream() + "/" + marker + ".mp4?jwtoken=" + edge.token(_ -> tenant.token(false));
    }

    @Test
    void theLastAnswersAreGivenWhenTheProcessIsStopped() throws Exception {
        CountDownLatch stopping = new CountDownLatch(1);
        String marker = edge.origin().script(call -> {
            call.send(RawOrigin.head("200 OK", "Content-Type: video/mp4", "Content-Length: 10") + "first");
            OriginCall.await(stopping);
            call.send("after");
        });
        try (Http2Viewer viewer = Http2Viewer.open(edge); Http2Viewer idle = Http2Viewer.open(edge)) {
            assertThat(idle.answer(idle.ask(Http2Viewer.get(media("a")))).status()).isEqualTo(200);
            int stream = viewer.ask(Http2Viewer.get(media(marker)));
            viewer.await(frame -> frame.type() == Http2Viewer.DATA);
            CompletableFuture<Void> drained = CompletableFuture.runAsync(() -> edge.drain().stop());
            try {
                viewer.await(frame -> frame.type() == Http2Viewer.GOAWAY);
                int onItsWay = viewer.ask(Http2Viewer.get(media("a")));
                assertThat(viewer.answer(onItsWay).status()).isEqualTo(200);
                List<Frame> farewell = idle.untilClosed();
                assertThat(farewell).filteredOn(frame -> frame.type() == Http2Viewer.GOAWAY).isNotEmpty()
                        .allMatch(frame -> frame.error() == 0);
                assertThat(drained).isNotDone();
                stopping.countDown();
                assertThat(viewer.answer(stream).body()).isEqualTo("firstafter");
                drained.get(10, TimeUnit.SECONDS);
                viewer.untilClosed();
            } finally {
                edge.drain().start();
            }
        }
    }

    @Test
    void d4_theAddressThatTheProxyTellsIsTheViewers() throws IOException {
        for (String address : List.of("203.0.113.7", "127.0.0.1")) {
            Socket proxy = new Socket(InetAddress.getLoopbackAddress(), edge.further(0));
            proxy.getOutputStream().write("PROXY TCP4 203.0.113.7 192.0.2.1 55555 443\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
            try (Http2Viewer viewer = Http2Viewer.within(proxy)) {
                viewer.greet();
                Answer answer = viewer.answer(viewer.ask(Http2Viewer
                        .get(RunningEdge.HLS + "a.mp4?jwtoken=" + edge.token(valid -> valid.from(address)))));
                assertThat(answer.status()).isEqualTo(address.equals("127.0.0.1") ? 403 : 200);
            }
        }
    }

    @Test
    void theAccessLogSaysWhichProtocolItWas() throws IOException {
        String marker = edge.origin().answering(RawOrigin.head("200 OK", "Content-Length: 5") + "media");
        ask(Http2Viewer.get(media(marker)));
        await().atMost(SOON).until(() -> edge.accessLog().stream().anyMatch(line -> line.contains(marker)));
        assertThat(edge.accessLog()).filteredOn(line -> line.contains(marker)).singleElement().asString()
                .contains("\"protocol\":\"HTTP/2.0\"", "\"status\":200", "\"bytes\":5");
    }

    @Test
    void b8_httpTwoIsNotSpokenWithoutTls() throws IOException {
        try (Socket plain = new Socket(InetAddress.getLoopbackAddress(), edge.further(1))) {
            plain.getOutputStream().write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(RawAnswer.of(plain.getInputStream().readAllBytes(), false).status()).isEqualTo(400);
        }
    }

    @Test
    void whoOffersOnlyHttp11GetsIt() {
        assertThat(edge.get(RunningEdge.HLS + "a.mp4").status()).isEqualTo(200);
    }

    @Test
    void curlPlays() throws Exception {
        Path certificate = Files.createTempFile(Path.of("target"), "viewers", ".crt");
        Files.writeString(certificate, ServedCertificate.FIRST.certificatePem());
        String marker = edge.origin().answering(RawOrigin.head("200 OK", "Content-Length: 5") + "media");
        Process curl = new ProcessBuilder("curl", "-sS", "--http2", "--cacert", certificate.toString(), "-w",
                " %{http_version} %{http_code}", "https://localhost:" + edge.port() + media(marker))
                .redirectErrorStream(true).start();
        assertThat(new String(curl.getInputStream().readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("media 2 200");
    }

    @ParameterizedTest
    @MethodSource("dev.playgate.edge.FrontDoorTest#targets")
    @DisplayName("B1 B2 B3 B5 a target that is not in its only spelling is refused as over HTTP/1.1")
    void b5_aTargetThatIsNotInItsOnlySpellingIsRefusedAsOverHttp11(FrontDoorTest.Case refused) throws IOException {
        String target = refused.request().split(" ", -1)[1];
        RawAnswer same = RawAnswer.of(edge.exchange(refused.request()), false);
        Answer answer = ask(Http2Viewer.get(target));
        assertThat(answer.status()).isEqualTo(400).isEqualTo(same.status());
        if (target.startsWith("/")) {
            assertThat(unnumbered(answer.body())).isEqualTo(unnumbered(same.text()));
        }
        assertThat(answer.fields()).containsEntry("cache-control", "no-store").containsEntry("referrer-policy",
                "no-referrer").containsKey("x-request-id");
    }

    static Stream<Arguments> malformed() {
        return Http2Malformed.forms(RunningEdge.HLS + "{m}.mp4?jwtoken={token}").stream()
                .map(form -> Arguments.of(Named.of(form.name(), form.fields().toArray(String[]::new))));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void aRequestThatIsMalformedGoesNoFurther(String[] fields) throws IOException {
        String marker = edge.origin().answering(RawOrigin.head("200 OK", "Content-Length: 2") + "ok");
        String token = edge.token(valid -> valid);
        String[] written = Stream.of(fields).map(text -> text.replace("{m}", marker).replace("{token}", token))
                .toArray(String[]::new);
        try (Http2Viewer viewer = Http2Viewer.open(edge)) {
            Answer answer = viewer.answer(viewer.ask(written));
            assertThat(answer.status() == 400 || answer.status() == 431
                    || answer.reset() == Http2Viewer.PROTOCOL_ERROR).as("%s", answer).isTrue();
            assertThat(edge.origin().calls(marker)).isEmpty();
            assertThat(viewer.answer(viewer.ask(Http2Viewer.get(media("a")))).status()).isEqualTo(200);
        }
    }

    static Stream<Arguments> smuggled() {
        String inner = "GET /hls/Demo1-live1/{m}.mp4?jwtoken={token} HTTP/1.1\r\nHost: gate.example\r\n\r\n";
        return Stream.of(Arguments.of("0", inner), Arguments.of("5", "hello" + inner), Arguments.of("500", inner),
                Arguments.of("", "0\r\n\r\n" + inner));
    }

    @ParameterizedTest
    @MethodSource("smuggled")
    void b7_noSecondRequestIsReadOfABody(String length, String body) throws IOException {
        String marker = edge.origin().answering(RawOrigin.head("200 OK", "Content-Length: 2") + "ok");
        byte[] written = body.replace("{m}", marker).replace("{token}", edge.token(valid -> valid))
                .getBytes(StandardCharsets.US_ASCII);
        for (String path : List.of("/api/v1/splay/verify", RunningEdge.HLS + "a.mp4")) {
            try (Http2Viewer viewer = Http2Viewer.open(edge)) {
                String[] fields = {":method", "POST", ":scheme", "https", ":authority", "gate.example", ":path", path};
                int stream = viewer
                        .begin(length.isEmpty() ? fields : Http2Viewer.with(fields, "content-length", length));
                viewer.frame(Http2Viewer.DATA, Http2Viewer.END_STREAM, stream, written);
                assertThat(viewer.answer(stream).status()).isNotEqualTo(200);
                assertThat(viewer.answer(viewer.ask(Http2Viewer.get(media("a")))).status()).isEqualTo(200);
            }
        }
        assertThat(edge.origin().calls(marker)).isEmpty();
    }

    private static String unnumbered(String body) {
        return body.replaceAll("[0-9a-f]{24}", "id");
    }
}
