package dev.playgate.edge;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import javax.net.ssl.SSLException;

import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.ChannelHandler;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.helpers.NOPLogger;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;

import dev.playgate.edge.access.AccessLogs;
import dev.playgate.policy.Refusal;
import dev.playgate.stream.Medium;
import dev.playgate.stream.PlayoutForm;
import dev.playgate.stream.PlayoutTarget;
import dev.playgate.stream.TargetParser;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Requests as they stand on the wire, against a real server with the door and nothing behind it but a witness. */
@ParameterizedClass(name = "TLS: {0}")
@ValueSource(booleans = {false, true})
class FrontDoorTest {

    private static final SampleCertificate CERTIFICATE = SampleCertificate.make();

    private static final String TARGET = "/hls/Demo1-live1/seg.m4s";
    private static final String HOST = "Host: gate.example\r\n";
    /** More than sockets take that nobody reads. */
    private static final int LARGE = 20_000_000;
    private static final int READ_TIMEOUT_MILLIS = 10_000;
    private static final String CLOSE = "Connection: close\r\n";

    /** What is answered when the test wants it. */
    private final CompletableFuture<String> late = new CompletableFuture<>();
    private final Queue<String> passed = new ConcurrentLinkedQueue<>();
    private final Queue<WeakReference<HttpServerRequest>> handled = new ConcurrentLinkedQueue<>();
    private final ConnectionLimit limit = new ConnectionLimit(2);
    private final boolean tls;
    private Drain drain = new Drain(Duration.ofSeconds(10));
    private Duration head = Duration.ofSeconds(20);
    private DisposableServer server;

    FrontDoorTest(boolean tls) throws IOException {
        this.tls = tls;
        server = start(Duration.ofSeconds(20));
    }

    private HttpServer unguarded() throws SSLException {
        HttpServer plain = HttpServer.create().host("localhost").port(0);
        if (!tls) {
            return plain;
        }
        SslContext context = SslContextBuilder.forServer(CERTIFICATE.privateKey(), CERTIFICATE.certificate())
                .sslProvider(SslProvider.JDK).build();
        return plain.secure(spec -> spec.sslContext(context));
    }

    private DisposableServer start(Duration silence) throws IOException {
        TargetParser targets = new TargetParser(List.of(new PlayoutForm("/hls/", Optional.empty(), Medium.HLS,
                URI.create("http://127.0.0.1:1"), Optional.empty())), List.of("jwtoken", "ticket"));
        RefusalWriter refusals = new RefusalWriter(new Answers(403), new StandardHeaders(new Cors(List.of())),
                new DecisionLog(
                        new DecisionLines(NOPLogger.NOP_LOGGER, Ticker.disabledTicker(), new SimpleMeterRegistry()),
                        new SimpleMeterRegistry(),
                        new RecentDecisions(Ticker.disabledTicker()),
                        new OpenedSessions(Ticker.disabledTicker())));
        FrontDoors doors = new FrontDoors(new EntryCheck(targets, new NoSockets()), refusals, Optional::empty, limit,
                new ConnectionLimit(2), drain,
                new ConnectionProperties(2, head, silence, DataSize.ofKilobytes(8), DataSize.ofKilobytes(16),
                        List.of(), false),
                Duration.ofSeconds(20), new SimpleMeterRegistry().counter("refused"), AccessLogs.noWatches(),
                new LoopLoads(new OpenedSessions(Ticker.disabledTicker())));
        return doors.installedIn(unguarded(), List.of()).handle((request, response) -> {
            passed.add(request.method() + " " + request.uri());
            handled.add(new WeakReference<>(request));
            if (request.uri().contains("body")) {
                return response.sendString(request.receive().asString().collectList().map(_ -> "fine"));
            }
            if (request.uri().contains("large")) {
                return response.sendByteArray(Mono.just(new byte[LARGE]));
            }
            if (request.uri().contains("late")) {
                return response.sendString(Mono.fromFuture(late));
            }
            if (request.method().equals(HttpMethod.HEAD)) {
                return Mono.<Void>empty().publishOn(Schedulers.parallel());
            }
            return request.uri().contains("slow")
                    ? response.sendString(Mono.just("slow").delayElement(Duration.ofMillis(200)))
                    : response.sendString(Mono.just("fine"));
        }).bindNow();
    }

    private static final class NoSockets implements SocketDoor {

        @Override
        public ChannelHandler open(HttpRequest handshake, PlayoutTarget target) {
            throw new AssertionError("no form here is a socket");
        }

        @Override
        public ChannelHandler refuse(HttpRequest handshake, Refusal reason) {
            throw new AssertionError("no form here is a socket");
        }
    }

    @BeforeEach
    void forget() {
        passed.clear();
    }

    @AfterEach
    void stop() {
        server.disposeNow();
    }

    record Case(String name, String request) {

        @Override
        public String toString() {
            return name;
        }
    }

    private static Case head(String name, String method, String target, String version, String fields) {
        return new Case(name, method + " " + target + " " + version + "\r\n" + fields + "\r\n");
    }

    private static Case fields(String name, String fields) {
        return head(name, "GET", TARGET, "HTTP/1.1", fields);
    }

    private static Case target(String target) {
        return head("target " + target, "GET", target, "HTTP/1.1", HOST);
    }

    static Stream<Case> malformed() {
        return Stream.of(fields("H2 no Host", ""), fields("H2 two Hosts", HOST + HOST),
                fields("H2 two different Hosts", HOST + "Host: other.example\r\n"),
                fields("H2 empty Host", "Host:\r\n"),
                fields("H2 Host with a blank", "Host: a b\r\n"),
                fields("H2 Host with a user", "Host: u@gate.example\r\n"),
                fields("H2 Host with a path", "Host: gate.example/x\r\n"),
                fields("H2 Host with a comma", "Host: a,b\r\n"),
                fields("H2 Host with an endless port", "Host: gate.example:123456\r\n"),
                fields("H2 Host with a percent", "Host: gate%2eexample\r\n"),
                head("H2 HTTP/1.0 without Host", "GET", TARGET, "HTTP/1.0", ""),
                head("an unknown version", "GET", TARGET, "HTTP/1.2", HOST),
                head("HTTP/2 in the dress of HTTP/1", "GET", TARGET, "HTTP/2.0", HOST),
                head("no version number", "GET", TARGET, "HTTP/1.1x", HOST),
                new Case("HTTP/0.9", "GET " + TARGET + "\r\n\r\n"), new Case("B8 prior knowledge of HTTP/2",
                        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
                head("a blank in the target", "GET", "/hls/Demo1-live1/a b.m4s", "HTTP/1.1", HOST),
                new Case("bare line feeds", "GET " + TARGET + " HTTP/1.1\nHost: gate.example\n\n"),
                fields("a bare carriage return", HOST + "X: a\rb\r\n"),
                fields("a blank before the colon", "Host : a\r\n"),
                fields("a blank before a colon", HOST + "X : y\r\n"), fields("no colon", HOST + "nonsense\r\n"),
                fields("a NUL", HOST + "X: a\0b\r\n"), fields("a leading blank", " " + HOST),
                fields("no name", HOST + ": x\r\n"),
                fields("B7 two lengths", HOST + "Content-Length: 0\r\nContent-Length: 0\r\n"),
                fields("B7 a list of lengths", HOST + "Content-Length: 0, 0\r\n"),
                fields("B7 a negative length", HOST + "Content-Length: -1\r\n"),
                fields("B7 a length with a plus", HOST + "Content-Length: +0\r\n"),
                fields("B7 a length in hexadecimal", HOST + "Content-Length: 0x0\r\n"),
                fields("B7 a huge length", HOST + "Content-Length: 99999999999999999999\r\n"),
                fields("B7 a body", HOST + "Content-Length: 5\r\n"),
                fields("B7 length and chunks", HOST + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n"),
                fields("B7 chunks", HOST + "Transfer-Encoding: chunked\r\n"),
                fields("B7 an unknown coding", HOST + "Transfer-Encoding: xchunked\r\n"),
                fields("B7 a coding of nothing", HOST + "Transfer-Encoding: identity\r\n"),
                fields("B7 a hidden coding", HOST + "Transfer-Encoding : chunked\r\n"),
                head("B7 a body with HEAD", "HEAD", TARGET, "HTTP/1.1", HOST + "Content-Length: 5\r\n"),
                head("B7 a body with OPTIONS", "OPTIONS", TARGET, "HTTP/1.1", HOST + "Content-Length: 5\r\n"),
                head("H3 a long request line", "GET", TARGET + "?x=" + "a".repeat(9000), "HTTP/1.1", HOST),
                fields("H3 a long field", HOST + "X: " + "a".repeat(20_000) + "\r\n"),
                fields("H3 many fields", HOST + "X: y\r\n".repeat(5000)));
    }

    static Stream<Case> targets() {
        return Stream.concat(Stream.of("*", "http://gate.example" + TARGET, "gate.example:443",
                "//hls/Demo1-live1/a.m4s",
                "/hls//Demo1-live1/a.m4s", "/hls/./Demo1-live1/a.m4s", "/hls/Demo1-live1/../Rival-live1/a.m4s",
                "/hls/Demo1-live1/%2e%2e/Rival-live1/a.m4s", "/hls/Demo1-live1/.%2E/Rival-live1/a.m4s",
                "/hls/Demo1-live1/%252e%252e/a.m4s", "/hls/Demo1-live1%2fa.m4s", "/hls/Demo1-live1%5Ca.m4s",
                "/hls/Demo1-live1\\a.m4s", "/hls/Demo1-live1/a%00.m4s", "/hls/Demo1-live1/a;b.m4s",
                "/hls/Demo1-live1/a%3bb.m4s", "/hls/Demo1-live1/a.m4s#b", "/hls/Demo1-live1/\u00e9.m4s",
                "/hls/Demo1-live1/%c3%a9.m4s", "/hls/Demo1-live1/%c0%af.m4s", "/hls/Demo1-live1/%zz.m4s",
                "/hls/Demo1-live1/%4.m4s", "/hls/Demo1-live1/%41.m4s", "/hls/Demo1%2Dlive1/a.m4s", "/hls/Demo1-live1",
                "/hls/Demo1-live1/", "/hls//a.m4s", "/hls/De mo/a.m4s".replace(' ', '+'),
                "/hls/" + "a".repeat(65) + "/a.m4s",
                "/~/hls/Demo1-live1/a.m4s", "/~x/none", "/~x/~y" + TARGET, TARGET + "?a=1?b=2", TARGET + "?JWTOKEN=x",
                TARGET + "?Jwtoken=x", TARGET + "?%6awtoken=x", TARGET + "?jwtoken[]=x", TARGET + "?jwtoken=a%25b",
                TARGET + "?jwtoken=a;b", TARGET + "?jwtoken=a%0ab", TARGET + "?=x", TARGET + "?a=%zz",
                TARGET + "?a=\u00e9",
                TARGET + "?a=b;c=d", TARGET + "?Stream=x", TARGET + "?URL=x").map(FrontDoorTest::target),
                Stream.empty());
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void aRequestThatCanBeReadInTwoWaysGoesNoFurther(Case malformed) throws IOException {
        assertRefused(malformed, 400, "request_malformed");
    }

    @ParameterizedTest
    @MethodSource("targets")
    @DisplayName("B1 B2 B3 B5 a target that is not in its only spelling goes no further")
    void b5_aTargetThatIsNotInItsOnlySpellingGoesNoFurther(Case malformed) throws IOException {
        assertRefused(malformed, 400, "target_malformed");
    }

    @ParameterizedTest
    @MethodSource("ambiguous")
    void a9_b2_twoOfAKindGoNoFurther(Case ambiguous, String error) throws IOException {
        assertRefused(ambiguous, 400, error);
    }

    static Stream<Arguments> ambiguous() {
        return Stream.of(arguments("?jwtoken=a&jwtoken=b", "credential_ambiguous"),
                arguments("?jwtoken=a&jwtoken=a", "credential_ambiguous"),
                arguments("?stream=Demo1-live2", "stream_ambiguous"), arguments("?groupid=x", "stream_ambiguous"),
                arguments("?group=x", "stream_ambiguous"), arguments("?url=a&url=b", "stream_ambiguous"));
    }

    private static Arguments arguments(String query, String error) {
        return Arguments.of(target(TARGET + query), error);
    }

    private void assertRefused(Case refused, int status, String error) throws IOException {
        String answer = exchange(refused.request());
        assertThat(answer).startsWith("HTTP/1.1 " + status + " ").endsWith("<closed>")
                .containsIgnoringCase("\r\nAccess-Control-Allow-Origin: *\r\n").contains("\r\nX-Request-Id: ",
                        "\r\nReferrer-Policy: no-referrer\r\n", "\r\nCache-Control: no-store\r\n",
                        "\r\nX-Content-Type-Options: nosniff\r\n");
        if (!refused.request().startsWith("HEAD")) {
            assertThat(answer).contains("{\"success\":false,\"errorCode\":1000,", "\"error\":\"" + error + "\"");
        }
        assertThat(passed).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("proper")
    void aProperRequestPasses(Case proper) throws IOException {
        assertThat(exchange(proper.request())).startsWith("HTTP/1.").contains(" 200 OK\r\n", "fine");
        assertThat(passed).hasSize(1);
    }

    static Stream<Case> proper() {
        return Stream.of(fields("the fixture", HOST + CLOSE), fields("a port", "Host: gate.example:8080\r\n" + CLOSE),
                fields("an IPv6 host", "Host: [::1]:8080\r\n" + CLOSE),
                fields("no body", HOST + CLOSE + "Content-Length: 0\r\n"),
                head("HTTP/1.0", "GET", TARGET, "HTTP/1.0", HOST),
                head("not a playout URL", "GET", "/api/v1/x", "HTTP/1.1", HOST + CLOSE),
                head("a token", "GET", TARGET + "?jwtoken=a.b.c&cid=1", "HTTP/1.1", HOST + CLOSE),
                new Case("a body elsewhere",
                        "POST /api/v1/splay HTTP/1.1\r\n" + HOST + CLOSE + "Content-Length: 2\r\n\r\n{}"));
    }

    @Test
    void answersKeepTheOrderOfTheirRequests() throws IOException {
        String good = "GET /hls/Demo1-live1/slow.m4s HTTP/1.1\r\n" + HOST + "\r\n";
        String answer = exchange(good + "GET /../x HTTP/1.1\r\n" + HOST + "\r\n" + good);
        assertThat(answer.indexOf("slow")).isPositive().isLessThan(answer.indexOf("HTTP/1.1 400 "));
        assertThat(answer).endsWith("<closed>");
        assertThat(passed).hasSize(1);
    }

    @Test
    void nothingIsLetInBehindTheLastAnswerOfAConnection() throws IOException {
        String next = "GET /hls/Demo1-live1/slow.m4s HTTP/1.1\r\n" + HOST;
        String answer = exchange(next + CLOSE + "\r\n" + next + "\r\n");
        assertThat(answer.split("HTTP/1.1 200 ", -1)).hasSize(1 + 1);
        assertThat(answer).endsWith("<closed>");
        assertThat(passed).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", CLOSE})
    void aRequestIsLetInWhenTheAnswerBeforeItHasGoneOut(String connection) throws IOException {
        String answer = exchange("GET /hls/Demo1-live1/large.m4s HTTP/1.1\r\n" + HOST + "\r\n"
                + fields("", HOST + connection).request()
                + (connection.isEmpty() ? fields("", HOST + CLOSE).request() : ""));
        assertThat(answer).hasSizeGreaterThan(LARGE).contains("fine").endsWith("<closed>");
    }

    @RepeatedTest(100)
    void theLastRequestIsAnsweredHoweverSoonItComes() throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(head("", "HEAD", TARGET, "HTTP/1.1", HOST).request().getBytes(ISO_8859_1));
            RawAnswer.upTo("\r\n\r\n", socket.getInputStream());
            socket.getOutputStream().write(fields("", HOST + CLOSE).request().getBytes(ISO_8859_1));
            assertThat(new String(socket.getInputStream().readAllBytes(), ISO_8859_1)).contains("fine");
        }
    }

    @Test
    void requestsInFlightAreBounded() throws IOException {
        String answer = exchange(("GET /hls/Demo1-live1/slow.m4s HTTP/1.1\r\n" + HOST + "\r\n").repeat(40));
        assertThat(answer.split("HTTP/1.1 200 ", -1)).hasSize(16 + 1);
        assertThat(answer).contains("HTTP/1.1 400 ").endsWith("<closed>");
    }

    @ParameterizedTest
    @MethodSource("silent")
    void h3_aConnectionWithoutAWholeRequestIsClosed(String sent) throws IOException {
        server.disposeNow();
        server = start(Duration.ofMillis(400));
        assertThat(exchange(sent)).matches(answer -> answer.equals("<closed>") || answer.endsWith("fine<closed>"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void h3_aHeadThatIsBegunIsWholeSoonerThanAConnectionMayBeQuiet(boolean kept) throws IOException {
        server.disposeNow();
        head = Duration.ofMillis(300);
        server = start(Duration.ofHours(1));
        try (Socket socket = connect()) {
            if (kept) {
                socket.getOutputStream().write(fields("", HOST).request().getBytes(ISO_8859_1));
                RawAnswer.upTo("fine", socket.getInputStream());
            }
            socket.getOutputStream().write(("GET " + TARGET + " HTTP/1.1\r\nHo").getBytes(ISO_8859_1));
            assertThat(new String(socket.getInputStream().readAllBytes(), ISO_8859_1)).doesNotContain("HTTP");
        }
    }

    @Test
    void anAnswerMayTakeLongerThanAHead() throws IOException {
        server.disposeNow();
        head = Duration.ofMillis(100);
        server = start(Duration.ofHours(1));
        assertThat(exchange("GET /hls/Demo1-live1/slow.m4s HTTP/1.1\r\n" + HOST + "\r\n" + fields("", HOST + CLOSE)
                .request())).contains("slow").contains("fine");
    }

    static Stream<String> silent() {
        return Stream.of("", "G", "GET " + TARGET + " HTTP/1.1\r\nHo",
                "GET " + TARGET + " HTTP/1.1\r\n" + HOST + "\r\n",
                "POST /body HTTP/1.1\r\n" + HOST + "Content-Length: 10\r\n\r\nhalf");
    }

    @Test
    @DisplayName("H3 what was answered is not kept for as long as it might have lasted")
    void h3_whatWasAnsweredIsNotKept() throws IOException {
        try (Socket viewer = connect()) {
            for (int i = 0; i < 20; i++) {
                viewer.getOutputStream().write(fields("", HOST).request().getBytes(ISO_8859_1));
                RawAnswer.upTo("fine", viewer.getInputStream());
            }
            await().atMost(Duration.ofSeconds(10)).until(() -> {
                System.gc();
                return handled.stream().filter(request -> request.get() != null).count() <= 2;
            });
        }
        assertThat(handled).hasSize(20);
    }

    @Test
    void h3_connectionsAreCappedAndFreedAgain() throws IOException {
        try (Socket one = connect(); Socket two = connect()) {
            roundTrip(one);
            roundTrip(two);
            assertThat(exchange(fields("one too many", HOST + CLOSE).request())).isEqualTo("<closed>");
        }
        await().atMost(Duration.ofSeconds(10)).until(() -> limit.open() == 0);
        assertThat(exchange(fields("again", HOST + CLOSE).request())).contains("fine");
    }

    @Test
    void whoeverWaitsForAnAnswerGetsItBeforeTheEndAndAllElseIsClosed() throws Exception {
        try (Socket idle = connect(); Socket busy = connect()) {
            roundTrip(idle);
            busy.getOutputStream()
                    .write(("GET /hls/Demo1-live1/late.m4s HTTP/1.1\r\n" + HOST + "\r\n").getBytes(ISO_8859_1));
            await().until(() -> passed.stream().anyMatch(request -> request.contains("late")));
            CompletableFuture<Void> ended = CompletableFuture.runAsync(drain::stop);
            await().until(drain::isDraining);
            late.complete("late");
            assertThat(new String(busy.getInputStream().readAllBytes(), ISO_8859_1)).containsIgnoringCase(CLOSE)
                    .contains("late");
            assertThat(idle.getInputStream().readAllBytes()).isNotEmpty();
            ended.get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void whatHasNotEndedAfterTheLongestDrainIsCut() throws IOException {
        Drain hasty = new Drain(Duration.ZERO);
        drain = hasty;
        server.disposeNow();
        server = start(Duration.ofSeconds(20));
        try (Socket busy = connect()) {
            busy.getOutputStream()
                    .write(("GET /hls/Demo1-live1/large.m4s HTTP/1.1\r\n" + HOST + "\r\n").getBytes(ISO_8859_1));
            RawAnswer.upTo("HTTP/1.1 200", busy.getInputStream());
            hasty.stop();
            assertThatThrownBy(() -> {
                if (busy.getInputStream().readAllBytes().length < LARGE) {
                    throw new IOException("cut");
                }
            }).isInstanceOf(IOException.class);
        }
    }

    private Socket connect() throws IOException {
        if (tls) {
            return SampleCertificate.connect(server.port(), READ_TIMEOUT_MILLIS, CERTIFICATE);
        }
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(READ_TIMEOUT_MILLIS);
        return socket;
    }

    private static void roundTrip(Socket socket) throws IOException {
        socket.getOutputStream().write(fields("", HOST).request().getBytes(ISO_8859_1));
        assertThat(socket.getInputStream().read()).isEqualTo('H');
    }

    private String exchange(String request) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            InputStream in = socket.getInputStream();
            byte[] chunk = new byte[8192];
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                answer.write(chunk, 0, read);
            }
            return answer.toString(ISO_8859_1) + "<closed>";
        } catch (SocketException | SSLException e) {
            return "<closed>";
        }
    }
}
