package dev.playgate.players;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.sun.net.httpserver.HttpServer;
import io.envoyproxy.envoy.config.core.v3.HeaderValueOption;
import io.envoyproxy.envoy.service.auth.v3.CheckResponse;
import io.envoyproxy.envoy.service.auth.v3.DeniedHttpResponse;
import io.envoyproxy.envoy.service.auth.v3.OkHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import reactor.core.publisher.Flux;
import reactor.netty.ByteBufFlux;
import reactor.netty.DisposableServer;
import reactor.netty.http.HttpProtocol;
import tools.jackson.databind.json.JsonMapper;

import dev.playgate.LateLoop;
import dev.playgate.Ports;
import dev.playgate.demo.RecordedRequest;
import dev.playgate.edge.access.TraceCollector;
import dev.playgate.edge.access.TraceCollector.Span;
import dev.playgate.edge.authorize.EnvoyQuestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Proxies that people run already, with the shipped configurations: Playgate decides, they proxy. */
@ExtendWith(OutputCaptureExtension.class)
class OtherProxiesIT {

    private static final String PLAYLIST = "/hls/Demo1-live1/index.m3u8";

    @TempDir
    static Path data;

    private static final TraceCollector COLLECTOR = TraceCollector.start();
    private static RunningDemo demo;
    private static int authorize;
    private static final Map<OtherProxy, OtherProxy.Running> PROXIES = new EnumMap<>(OtherProxy.class);

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @BeforeAll
    static void start() throws IOException {
        authorize = Ports.free();
        demo = RunningDemo.start(data, "--playgate.authorize.port=" + authorize,
                "--playgate.authorize.peers=127.0.0.1", "--playgate.tracing.ratio=1",
                "--playgate.tracing.endpoint=" + COLLECTOR.endpoint());
        for (OtherProxy proxy : OtherProxy.values()) {
            if (proxy.isInstalled()) {
                PROXIES.put(proxy, proxy.start(Files.createDirectory(data.resolve(proxy.program())), authorize,
                        demo.originPort()));
            }
        }
    }

    @AfterAll
    static void stop() {
        PROXIES.values().forEach(OtherProxy.Running::close);
        demo.close();
        CLIENT.close();
    }

    private static String base(OtherProxy proxy) {
        assumeTrue(PROXIES.containsKey(proxy), proxy.program() + " is not installed");
        return "http://127.0.0.1:" + PROXIES.get(proxy).port();
    }

    private static HttpResponse<String> ask(String method, String url, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(10))
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> get(String url, String... headers) throws IOException, InterruptedException {
        return ask("GET", url, headers);
    }

    private static String validToken() {
        return demo.token(Instant.now().plusSeconds(600));
    }

    private static String error(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body()).required("error").stringValue();
    }

    private static String cookie(HttpResponse<String> answer) {
        String field = answer.headers().firstValue("Set-Cookie").orElseThrow();
        return field.substring(0, field.indexOf(';'));
    }

    @ParameterizedTest
    @EnumSource(OtherProxy.class)
    void g1_aStreamPlaysThroughAndTheOriginSeesNoCredential(OtherProxy proxy) throws Exception {
        String url = base(proxy) + PLAYLIST;
        String agent = "through-" + proxy.program();
        assertThat(ffmpeg(agent, url + "?jwtoken=" + validToken())).as("exit value").isZero();
        assertThat(demo.requestsFrom(agent)).isNotEmpty().allSatisfy(request -> {
            assertThat(request.target()).doesNotContain("jwtoken", "eyJ");
            assertThat(request.headers()).extracting(header -> header.name().toLowerCase(Locale.ROOT))
                    .doesNotContain("cookie", "authorization", "x-playgate-target", "x-forwarded-for", "referer");
        });
        assertThat(demo.arrivedFrom(agent)).anyMatch(target -> target.endsWith(".m4s"));
        assertThat(ffmpeg(agent + "-without", url)).as("exit value").isNotZero();
        assertThat(demo.arrivedFrom(agent + "-without")).isEmpty();
        assertThat(Files.readString(PROXIES.get(proxy).output())).as("its log").doesNotContain("eyJ");
    }

    @ParameterizedTest
    @EnumSource(OtherProxy.class)
    void b1_theOriginIsAskedForWhatWasDecidedOn(OtherProxy proxy) throws Exception {
        String agent = "asks-" + proxy.program();
        assertThat(get(base(proxy) + PLAYLIST + "?b=%2F&url=&a=1&jwtoken=" + validToken(), "User-Agent", agent)
                .statusCode()).as("a source of the viewer's").isEqualTo(400);
        assertThat(get(base(proxy) + PLAYLIST + "?b=%2F&&a=1&jwtoken=" + validToken() + "&c", "User-Agent", agent)
                .statusCode()).isEqualTo(200);
        assertThat(get(base(proxy) + "/~" + validToken() + PLAYLIST, "User-Agent", agent).statusCode()).isEqualTo(200);
        String escaped = "/hls/Demo1-live1/a%2Bb%5B%20c$1.m4s";
        get(base(proxy) + escaped + "?jwtoken=" + validToken(), "User-Agent", agent);
        assertThat(demo.arrivedFrom(agent)).containsExactly(PLAYLIST + "?b=%2F&a=1&c", PLAYLIST, escaped);
    }

    /** What a proxy answers, until it closes, to these octets, of which {@code %s} is a playlist's path with a token. */
    private static String raw(OtherProxy proxy, String request) throws IOException {
        base(proxy);
        try (Socket viewer = new Socket(InetAddress.getLoopbackAddress(), PROXIES.get(proxy).port())) {
            viewer.getOutputStream().write(request.replace("%s", PLAYLIST + "?jwtoken=" + validToken())
                    .getBytes(StandardCharsets.ISO_8859_1));
            return read(viewer);
        }
    }

    private static List<String> names(RecordedRequest request) {
        return request.headers().stream().map(header -> header.name().toLowerCase(Locale.ROOT)).toList();
    }

    @ParameterizedTest
    @EnumSource(OtherProxy.class)
    @DisplayName("B7 no body goes on to the origin, which might take it for a request that was decided on")
    void b7_noBodyGoesOnToTheOrigin(OtherProxy proxy) throws Exception {
        String agent = "body-" + proxy.program();
        String smuggled = "GET /hls/Demo1-other/a.m4s HTTP/1.1\r\nHost: a\r\nUser-Agent: " + agent + "\r\nX: ";
        String head = "GET %s HTTP/1.1\r\nHost: a\r\nConnection: close\r\nUser-Agent: " + agent + "\r\n";
        String announced = raw(proxy, head + "Content-Length: " + smuggled.length() + "\r\n\r\n" + smuggled);
        assertThat(announced).startsWith("HTTP/1.1 400 ").contains("\"error\":\"request_malformed\"")
                .containsIgnoringCase("\r\nAccess-Control-Allow-Origin: *\r\n");
        assertThat(demo.requestsFrom(agent)).isEmpty();
        assertThat(raw(proxy, head + "Content-Length: 0\r\n\r\n")).startsWith("HTTP/1.1 200 ");
        String chunked = raw(proxy, head + "Transfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(smuggled.length())
                + "\r\n" + smuggled + "\r\n0\r\n\r\n");
        // Caddy does not see that there is one; it reads none of it.
        assertThat(chunked).startsWith("HTTP/1.1 " + (proxy == OtherProxy.CADDY ? 200 : 400));
        assertThat(demo.requestsFrom(agent)).hasSize(proxy == OtherProxy.CADDY ? 2 : 1).allSatisfy(request -> {
            assertThat(request.target()).isEqualTo(PLAYLIST);
            assertThat(names(request)).doesNotContain("content-length", "transfer-encoding");
        });
    }

    @Test
    @DisplayName("B7 no body of HTTP/2, which needs no field to have one, goes on to the origin")
    void b7_noBodyOfHttp2GoesOnToTheOrigin() {
        String url = base(OtherProxy.HAPROXY) + PLAYLIST + "?jwtoken=" + validToken();
        reactor.netty.http.client.HttpClient viewer = reactor.netty.http.client.HttpClient.create()
                .protocol(HttpProtocol.H2C).headers(headers -> headers.set("User-Agent", "body-http2"));
        assertThat(viewer.get().uri(url).response().block(Duration.ofSeconds(10)).status().code()).isEqualTo(200);
        assertThat(demo.requestsFrom("body-http2")).hasSize(1);
        assertThat(viewer.request(HttpMethod.GET).uri(url)
                .send(ByteBufFlux.fromString(Flux.just("GET / HTTP/1.1\r\n", "X: "))).response()
                .block(Duration.ofSeconds(10)).status().code()).isEqualTo(400);
        assertThat(demo.requestsFrom("body-http2")).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(OtherProxy.class)
    @DisplayName("B6 B8 the origin is told its own name and what media needs, and of no upgrade")
    void b6_theOriginIsToldItsOwnNameAndWhatMediaNeeds(OtherProxy proxy) throws Exception {
        String agent = "told-" + proxy.program();
        // Answered too, and not passed on, if the connection still speaks HTTP/1.1.
        String last = "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
        String fields = "Host: viewers.example.com\r\nUser-Agent: " + agent + "\r\nRange: bytes=0-9\r\n";
        for (String upgrade : List.of("h2c\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA",
                "websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==")) {
            assertThat(raw(proxy, "GET %s HTTP/1.1\r\n" + fields + "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: "
                    + upgrade + "\r\n\r\n" + last)).startsWith("HTTP/1.1 20").contains("HTTP/1.1 404 ");
        }
        String denied = Stream.of("Proxy: http://evil.example.com", "Proxy-Authorization: Basic Zg==",
                "X_Forwarded_For: 192.0.2.1", "X-Forwarded-For: 192.0.2.1", "X-HTTP-Method-Override: DELETE",
                "True-Client-IP: 192.0.2.1", "Via: 1.1 a", "Forwarded: for=192.0.2.1", "Connection: close")
                .collect(Collectors.joining("\r\n", "", "\r\n\r\n"));
        assertThat(raw(proxy, "GET http://viewers.example.com%s HTTP/1.1\r\n" + fields + denied))
                .startsWith("HTTP/1.1 20");
        assertThat(demo.requestsFrom(agent)).hasSize(3).allSatisfy(request -> {
            assertThat(request.target()).isEqualTo(PLAYLIST);
            assertThat(names(request)).contains("range").isSubsetOf("host", "user-agent", "range", "x-request-id",
                    "traceparent");
            assertThat(request.headers()).noneMatch(header -> header.value().contains("viewers.example.com"));
        });
    }

    @ParameterizedTest
    @EnumSource(OtherProxy.class)
    @DisplayName("B6 the origin is told of Playgate's trace and not of the viewer's")
    void b6_theOriginIsToldOfPlaygatesTrace(OtherProxy proxy) throws Exception {
        String agent = "traced-" + proxy.program();
        HttpResponse<String> answer = get(base(proxy) + PLAYLIST + "?jwtoken=" + validToken(), "User-Agent", agent,
                "traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "tracestate", "a=b");
        assertThat(answer.statusCode()).isEqualTo(200);
        String request = answer.headers().firstValue("X-Request-Id").orElseThrow();
        await().until(
                () -> COLLECTOR.spans().stream().anyMatch(span -> span.at("playgate.request_id").equals(request)));
        Span span = COLLECTOR.spans().stream().filter(known -> known.at("playgate.request_id").equals(request))
                .findFirst().orElseThrow();
        assertThat(span.parent()).isEmpty();
        assertThat(demo.requestsFrom(agent)).singleElement()
                .satisfies(asked -> assertThat(asked.headers()).filteredOn(
                        field -> field.name().toLowerCase(Locale.ROOT).startsWith("trace")).singleElement()
                        .satisfies(field -> assertThat(field.value())
                                .matches("00-" + span.trace() + "-" + span.id() + "-0[13]")));
    }

    @ParameterizedTest
    @EnumSource(OtherProxy.class)
    @Execution(ExecutionMode.CONCURRENT)
    @DisplayName("a late event loop of Playgate's is 503 with Retry-After to new viewers, and nothing to those who play")
    void newViewersAreToldToComeBackWhilePlaygateIsLate(OtherProxy proxy) throws Exception {
        try (LateLoop loop = new LateLoop()) {
            DisposableServer late = demo.authorizeOn(loop.resources());
            try (OtherProxy.Running running = started(proxy, "-late", late.port(), demo.originPort())) {
                String url = "http://127.0.0.1:" + running.port() + PLAYLIST;
                String cookie = cookie(withToken(running));
                loop.beLate();
                await().atMost(Duration.ofMinutes(1)).until(() -> busy(url).findAny().isPresent());
                assertThat(busy(url)).isNotEmpty().allSatisfy(answer -> {
                    assertThat(answer.statusCode()).isEqualTo(503);
                    assertThat(answer.headers().firstValue("Retry-After")).contains("2");
                    assertThat(answer.headers().firstValue("X-Request-Id")).isPresent();
                    assertOutage(answer, running);
                });
                assertThat(get(url, "Cookie", cookie).statusCode()).isEqualTo(200);
            } finally {
                late.disposeNow();
            }
        }
    }

    /** What those of a crowd of new viewers get who are told that Playgate is busy. */
    private static Stream<HttpResponse<String>> busy(String url) {
        List<CompletableFuture<HttpResponse<String>>> answers = Stream.generate(OtherProxiesIT::validToken).limit(40)
                .map(token -> CLIENT.sendAsync(HttpRequest.newBuilder(URI.create(url + "?jwtoken=" + token)).build(),
                        BodyHandlers.ofString()))
                .toList();
        return answers.stream().map(CompletableFuture::join)
                .filter(answer -> answer.statusCode() != 200 && error(answer).equals("edge_busy"));
    }

    @ParameterizedTest
    @EnumSource(OtherProxy.class)
    @DisplayName("A9 C3 evidence counts that the viewer lists in Connection")
    void a9_evidenceCountsThatTheViewerListsInConnection(OtherProxy proxy) throws Exception {
        assertThat(raw(proxy,
                "GET %s HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer a.b.c\r\nConnection: close, Authorization\r\n\r\n"))
                .contains("\"error\":\"credential_ambiguous\"");
        String bound = demo.token("\"domain\":\"shop.example.com\"");
        assertThat(raw(proxy, "GET " + PLAYLIST + "?jwtoken=" + bound + " HTTP/1.1\r\nHost: a\r\n"
                + "Origin: https://evil.example.com\r\nReferer: https://shop.example.com/\r\n"
                + "Connection: close, Origin\r\n\r\n")).contains("\"error\":\"domain_mismatch\"");
    }

    private static int ffmpeg(String agent, String url) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("ffmpeg", "-v", "error", "-nostdin", "-user_agent", agent, "-i", url,
                "-map",
                "0:v:0", "-frames:v", "100", "-f", "null", "-").redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ffmpeg ended").isTrue();
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }

    @ParameterizedTest
    @EnumSource(OtherProxy.class)
    void b11_whatThePlaylistLeadsToIsOpenedByTheCookieAlone(OtherProxy proxy) throws Exception {
        String base = base(proxy);
        HttpResponse<String> entry = get(base + PLAYLIST, "Authorization", "Bearer " + validToken());
        assertThat(entry.statusCode()).isEqualTo(200);
        assertThat(entry.headers().firstValue("Set-Cookie").orElseThrow())
                .contains("; Path=/hls/Demo1-live1/; ", "; HttpOnly");
        assertThat(entry.headers().firstValue("Cache-Control")).contains("private");
        assertThat(entry.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
        String child = base + "/hls/Demo1-live1/" + entry.body().lines()
                .filter(line -> !line.isEmpty() && !line.startsWith("#")).findFirst().orElseThrow();
        HttpResponse<String> opened = get(child, "Cookie", cookie(entry));
        assertThat(opened.statusCode()).isEqualTo(200);
        assertThat(opened.headers().firstValue("Set-Cookie")).as("a ticket makes no ticket").isEmpty();
        assertThat(get(child).statusCode()).isEqualTo(403);
        assertThat(get(base + "/hls/Demo1-other/index.m3u8", "Cookie", cookie(entry)).statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @EnumSource(OtherProxy.class)
    void aRefusalReachesTheViewerAsPlaygateWordsIt(OtherProxy proxy) throws Exception {
        String base = base(proxy);
        String token = validToken();
        record Refused(String method, String target, int status, String error) {}
        for (Refused refused : List.of(new Refused("GET", PLAYLIST, 403, "token_missing"),
                new Refused("GET", PLAYLIST + "?jwtoken=a.b.c", 403, "token_malformed"),
                new Refused("GET", "/hls/Demo1-other/index.m3u8?jwtoken=" + token, 403, "stream_not_covered"),
                new Refused("GET", "/hls/Demo1-absent/index.m3u8?jwtoken=" + token, 404, "stream_unknown"),
                new Refused("GET", PLAYLIST + "?jwtoken=" + token + "&jwtoken=" + token, 400, "credential_ambiguous"),
                new Refused("GET", PLAYLIST + "?jwtoken=" + token + "&stream=Demo1-other", 400, "stream_ambiguous"),
                new Refused("DELETE", PLAYLIST + "?jwtoken=" + token, 405, "method_not_allowed"))) {
            HttpResponse<String> answer = ask(refused.method(), base + refused.target());
            assertThat(answer.statusCode()).as(refused.error()).isEqualTo(refused.status());
            assertThat(error(answer)).isEqualTo(refused.error());
            assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
            assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
            assertThat(answer.headers().firstValue("X-Request-Id")).hasValueSatisfying(
                    id -> assertThat(answer.body()).contains(id));
        }
        assertThat(ask("OPTIONS", base + PLAYLIST).statusCode()).isEqualTo(204);
    }

    @ParameterizedTest
    @EnumSource(OtherProxy.class)
    @DisplayName("D1 what a viewer writes into the fields of the conversation changes nothing")
    void d1_aViewerForgesNothing(OtherProxy proxy) throws Exception {
        String base = base(proxy);
        String bound = demo.token("\"ip\":\"203.0.113.9\"");
        for (String field : List.of("X-Forwarded-For", "X-Real-IP", "Forwarded", "X-Original-Forwarded-For")) {
            HttpResponse<String> answer = get(base + PLAYLIST + "?jwtoken=" + bound, field,
                    field.equals("Forwarded") ? "for=203.0.113.9" : "203.0.113.9");
            assertThat(error(answer)).as(field).isEqualTo("address_mismatch");
        }
        assertThat(get(base + PLAYLIST + "?jwtoken=" + demo.token("\"ip\":\"127.0.0.1\"")).statusCode()).isEqualTo(200);
        String other = "/hls/Demo1-live1/index.m3u8?jwtoken=" + validToken();
        for (String field : List.of("X-Original-URI", "X-Original-URL", "X-Forwarded-Uri", "X-Playgate-Target",
                "X-Auth-Request-Redirect", "X-Rewrite-URL")) {
            HttpResponse<String> answer = get(base + "/hls/Demo1-other/index.m3u8", field, other);
            assertThat(answer.statusCode()).as(field).isEqualTo(403);
            assertThat(error(answer)).as(field).isEqualTo("token_missing");
        }
        for (String field : List.of("X-Original-Method", "X-Forwarded-Method", "X-HTTP-Method-Override")) {
            assertThat(ask("DELETE", base + other, field, "GET").statusCode()).as(field).isEqualTo(405);
        }
    }

    private static OtherProxy.Running started(OtherProxy proxy, String folder, int asked, int origin)
            throws IOException {
        base(proxy);
        return proxy.start(Files.createDirectory(data.resolve(proxy.program() + folder)), asked, origin);
    }

    private static HttpResponse<String> withToken(OtherProxy.Running running) throws Exception {
        return get("http://127.0.0.1:" + running.port() + PLAYLIST + "?jwtoken=" + validToken());
    }

    private static void assertOutage(HttpResponse<String> answer, OtherProxy.Running running) throws IOException {
        assertThat(answer.headers().allValues("Access-Control-Allow-Origin")).containsExactly("*");
        assertThat(answer.headers().allValues("Cache-Control")).containsExactly("no-store");
        assertThat(Files.readString(running.output())).as("its log").doesNotContain("eyJ", "jwtoken");
    }

    @ParameterizedTest
    @EnumSource(OtherProxy.class)
    @Execution(ExecutionMode.CONCURRENT)
    @DisplayName("G1 while Playgate is down nothing is let through, pages can read so, and no log has a token")
    void g1_nothingIsLetThroughWhilePlaygateIsDown(OtherProxy proxy) throws Exception {
        try (OtherProxy.Running running = started(proxy, "-down", Ports.free(), demo.originPort())) {
            HttpResponse<String> answer = withToken(running);
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(error(answer)).isEqualTo("undecided");
            assertOutage(answer, running);
        }
    }

    @ParameterizedTest
    @EnumSource(OtherProxy.class)
    @Execution(ExecutionMode.CONCURRENT)
    @DisplayName("G1 while Playgate does not answer nothing is let through, and nobody waits for long")
    void g1_nothingIsLetThroughWhilePlaygateIsMute(OtherProxy proxy) throws Exception {
        try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                OtherProxy.Running running = started(proxy, "-mute", mute.getLocalPort(), demo.originPort())) {
            HttpResponse<String> answer = withToken(running);
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(error(answer)).isEqualTo("undecided");
            assertOutage(answer, running);
        }
    }

    @ParameterizedTest
    @EnumSource(OtherProxy.class)
    @Execution(ExecutionMode.CONCURRENT)
    @DisplayName("G1 while the origin is down pages can read so, and no log has a token")
    void g1_anOriginThatIsDownLeavesNoTokenInALog(OtherProxy proxy) throws Exception {
        try (OtherProxy.Running running = started(proxy, "-without", authorize, Ports.free())) {
            HttpResponse<String> answer = withToken(running);
            assertThat(answer.statusCode()).isEqualTo(proxy == OtherProxy.HAPROXY ? 503 : 502);
            assertThat(error(answer)).isEqualTo("origin_unreachable");
            assertOutage(answer, running);
        }
    }

    @ParameterizedTest
    @EnumSource(OtherProxy.class)
    void whatTheOriginTellsPagesAndCachesIsReplaced(OtherProxy proxy) throws Exception {
        HttpServer origin = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        origin.createContext("/", exchange -> {
            exchange.getResponseHeaders().putAll(Map.of("Access-Control-Allow-Origin", List.of("https://a.example.com"),
                    "Access-Control-Allow-Credentials", List.of("true"), "Cache-Control", List.of("public"),
                    "Set-Cookie", List.of("playgate_ticket=a"), "X-Request-Id", List.of("a")));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        origin.start();
        try (OtherProxy.Running running = started(proxy, "-careless", authorize, origin.getAddress().getPort())) {
            HttpResponse<String> answer = withToken(running);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().allValues("Access-Control-Allow-Origin")).containsExactly("*");
            assertThat(answer.headers().allValues("Access-Control-Allow-Credentials")).isEmpty();
            assertThat(answer.headers().allValues("Cache-Control")).containsExactly("private");
            assertThat(answer.headers().allValues("Set-Cookie")).singleElement().asString().contains("; HttpOnly");
            assertThat(answer.headers().allValues("X-Request-Id")).hasSize(1).doesNotContain("a");
        } finally {
            origin.stop(0);
        }
    }

    @ParameterizedTest
    @EnumSource(OtherProxy.class)
    void e4_theNextRequestAfterARevocationIsRefused(OtherProxy proxy) throws Exception {
        String base = base(proxy);
        String token = validToken();
        String cookie = cookie(get(base + PLAYLIST + "?jwtoken=" + token));
        demo.revoke(token);
        assertThat(error(get(base + PLAYLIST + "?jwtoken=" + token))).isEqualTo("token_revoked");
        assertThat(error(get(base + PLAYLIST, "Cookie", cookie))).isEqualTo("token_revoked");
    }

    @ParameterizedTest
    @EnumSource(OtherProxy.class)
    void c1_thePageIsTheViewers(OtherProxy proxy) throws Exception {
        String url = base(proxy) + PLAYLIST + "?jwtoken=" + demo.token("\"domain\":\"shop.example.com\"");
        assertThat(get(url, "Origin", "https://shop.example.com").statusCode()).isEqualTo(200);
        assertThat(get(url, "Referer", "https://shop.example.com/live").statusCode()).isEqualTo(200);
        assertThat(error(get(url, "Origin", "https://evil.example.com"))).isEqualTo("domain_mismatch");
        assertThat(error(get(url))).isEqualTo("domain_missing");
    }

    /** What a proxy gets that asks with these fields, of which the last are as the test wants them. */
    private static HttpResponse<String> asked(String path, String... fields) throws Exception {
        return get("http://127.0.0.1:" + authorize + path, fields);
    }

    @Test
    void theUrlOfIngressNginxIsReadAsAWhole() throws Exception {
        String url = "https://play.example.com:8443" + PLAYLIST + "?jwtoken=" + validToken();
        assertThat(asked("/ingress-nginx", "X-Original-URL", url, "X-Original-Method", "GET", "X-Forwarded-For",
                "192.0.2.1").statusCode()).isEqualTo(200);
        for (String spoiled : List.of(url.substring(8), "https://play.example.com", "https://a/b@c" + PLAYLIST,
                url.replace("play.example.com", "play example"), url.replace("https:/", ""))) {
            HttpResponse<String> answer = asked("/ingress-nginx", "X-Original-URL", spoiled, "X-Original-Method", "GET",
                    "X-Forwarded-For", "192.0.2.1");
            assertThat(answer.statusCode()).as(spoiled).isEqualTo(403);
        }
    }

    @Test
    void envoyAsksWithTheRequestItselfBehindAPrefix() throws Exception {
        String target = "/envoy" + PLAYLIST + "?jwtoken=" + validToken();
        HttpResponse<String> admitted = asked(target, "X-Playgate-Address", "192.0.2.1");
        assertThat(admitted.statusCode()).isEqualTo(200);
        assertThat(admitted.headers().firstValue("X-Playgate-Target")).contains(PLAYLIST);
        HttpResponse<String> refused = asked("/envoy" + PLAYLIST, "X-Playgate-Address", "192.0.2.1");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(error(refused)).isEqualTo("token_missing");
        assertThat(asked("/envoyhls/x", "X-Playgate-Address", "192.0.2.1").statusCode()).isEqualTo(404);
    }

    @Test
    void whatIsKnownOfTheAdmittedIsInFieldsThatHoldAnyText() throws Exception {
        String token = demo.token("\"user\":\"Zo\u00eb, x: /\",\"revocable\":true");
        HttpResponse<String> admitted = asked("/envoy/hls/Demo1-live1/a.m4s?jwtoken=" + token, "X-Playgate-Address",
                "192.0.2.1");
        assertThat(admitted.headers().firstValue("X-Playgate-User"))
                .contains("Zo%C3%AB%2C%20x%3A%20%2F");
        assertThat(admitted.headers().allValues("X-Playgate-Target")).containsExactly("/hls/Demo1-live1/a.m4s");
        assertThat(admitted.headers().firstValue("X-Playgate-Stream")).contains("Demo1-live1");
        assertThat(admitted.headers().firstValue("X-Playgate-Organisation"))
                .contains("5f2c9a04-7d31-4c8e-9b1a-d0e6f3a7c001");
        assertThat(admitted.headers().firstValue("X-Playgate-Jti")).isPresent();
        assertThat(admitted.headers().firstValue("X-Playgate-Session")).isPresent();
    }

    @ParameterizedTest
    @DisplayName("D1 what the proxy cannot have written alone cannot be read")
    @ValueSource(strings = {"X-Forwarded-Method", "X-Forwarded-Uri", "X-Forwarded-Host"})
    void d1_whatTheProxyCannotHaveWrittenAloneCannotBeRead(String twice) throws Exception {
        String[] valid = {"X-Forwarded-Method", "GET", "X-Forwarded-Uri", PLAYLIST + "?jwtoken=" + validToken(),
                "X-Forwarded-Host", "play.example.com", "X-Forwarded-For", "192.0.2.1"};
        assertThat(asked("/forwarded", valid).statusCode()).isEqualTo(200);
        String[] doubled = Arrays.copyOf(valid, valid.length + 2);
        doubled[valid.length] = twice;
        doubled[valid.length + 1] = "GET";
        assertThat(error(asked("/forwarded", doubled))).isEqualTo("request_malformed");
        String[] without = valid.clone();
        without[List.of(valid).indexOf(twice)] = "X-Other";
        assertThat(error(asked("/forwarded", without))).isEqualTo("request_malformed");
    }

    @Test
    void aProxyThatDoesNotSayWhoAsksGetsNoDecision() throws Exception {
        assertThat(error(asked("/envoy" + PLAYLIST + "?jwtoken=" + validToken()))).isEqualTo("request_malformed");
    }

    @Test
    @DisplayName("B8 a socket, whose switches only Playgate judges, is admitted to nobody else")
    void b8_socketsAreAdmittedToNobodyElse() throws Exception {
        HttpResponse<String> answer = asked("/envoy/h5live/authstream?stream=Demo1-live1&jwtoken=" + validToken(),
                "X-Playgate-Address", "192.0.2.1");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(error(answer)).isEqualTo("path_unknown");
    }

    @Test
    @DisplayName("B4 the source that a player names is the form's or none")
    void b4_theSourceIsTheFormsOrNone() throws Exception {
        String target = "/envoy/h5live/authhttp/stream.mp4?stream=Demo1-live1&jwtoken=" + validToken();
        String proxy = "192.0.2.1";
        HttpResponse<String> admitted = asked(target + "&url=rtmp%3A%2F%2Flocalhost%2Fsplay", "X-Playgate-Address",
                proxy);
        assertThat(admitted.statusCode()).isEqualTo(200);
        assertThat(admitted.headers().firstValue("Set-Cookie")).as("its path would name no stream").isEmpty();
        assertThat(asked(target, "X-Playgate-Address", proxy).statusCode()).isEqualTo(200);
        for (String url : List.of("&url=rtmp%3A%2F%2Fevil%2Fsplay", "&url=", "&url")) {
            assertThat(error(asked(target + url, "X-Playgate-Address", proxy))).isEqualTo("stream_ambiguous");
        }
    }

    private static CheckResponse check(String target, Map<String, String> fields) {
        return EnvoyQuestion.ask(authorize, target, fields).block(Duration.ofSeconds(10));
    }

    @Test
    void whatIsNoQuestionOfEnvoysIsAnInvalidArgument() {
        for (byte[] body : List.of(new byte[0], new byte[5], new byte[]{1, 0, 0, 0, 0}, new byte[]{0, 0, 0, 0, 9, 1},
                new byte[]{0, 0, 0, 0, 2, 10, 9}, new byte[300_000])) {
            assertThat(EnvoyQuestion.call(authorize, body).block(Duration.ofSeconds(10)).status())
                    .as("%d octets", body.length).isEqualTo("3");
        }
    }

    private static Map<String, String> fields(List<HeaderValueOption> options) {
        return options.stream().collect(Collectors.toMap(option -> option.getHeader().getKey(),
                option -> option.getHeader().getValue()));
    }

    @Test
    void envoyAsksByGrpc() throws Exception {
        String token = demo.token("\"domain\":\"shop.example.com\",\"ip\":\"192.0.2.1\"");
        CheckResponse admitted = check(PLAYLIST + "?jwtoken=" + token, Map.of("origin", "https://shop.example.com"));
        assertThat(admitted.getStatus().getCode()).isZero();
        OkHttpResponse ok = admitted.getOkResponse();
        assertThat(fields(ok.getHeadersList())).containsEntry("x-playgate-target", PLAYLIST)
                .containsEntry("x-playgate-stream", "Demo1-live1").doesNotContainKey("set-cookie");
        assertThat(fields(ok.getResponseHeadersToAddList()).get("set-cookie")).startsWith("playgate_ticket=");
        assertThat(ok.getQueryParametersToRemoveList()).contains("jwtoken", "ticket");
        assertThat(ok.getHeadersToRemoveList()).contains("authorization", "cookie");

        CheckResponse refused = check(PLAYLIST + "?jwtoken=" + token, Map.of("origin", "https://evil.example.com"));
        assertThat(refused.getStatus().getCode()).isEqualTo(7);
        DeniedHttpResponse denied = refused.getDeniedResponse();
        assertThat(denied.getStatus().getCodeValue()).isEqualTo(403);
        assertThat(denied.getBody()).contains("\"domain_mismatch\"");
        assertThat(fields(denied.getHeadersList())).containsEntry("cache-control", "no-store")
                .containsEntry("access-control-allow-origin", "*").containsKey("x-request-id");
        assertThat(check(PLAYLIST + "?jwtoken=" + token, Map.of("origin", "https://shop.example.com",
                "x-forwarded-for", "203.0.113.1")).getStatus().getCode())
                .as("D1 an address of the viewer's own making is none").isZero();
        assertThat(check("/hls/Demo1-absent/a.m4s?jwtoken=" + token, Map.of("origin", "https://shop.example.com"))
                .getDeniedResponse().getStatus()
                .getCodeValue()).isEqualTo(404);
    }

    @Test
    @DisplayName("G1 a question that cannot be read leaves no path in the log")
    void g1_aQuestionThatCannotBeReadLeavesNoPathInTheLog(CapturedOutput output) throws Exception {
        try (Socket proxy = new Socket(InetAddress.getLoopbackAddress(), authorize)) {
            proxy.getOutputStream().write(("GET /envoy/~" + validToken() + PLAYLIST
                    + " HTTP/1.1\r\nHost: a\r\nmal formed: 1\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
            assertThat(read(proxy)).startsWith("HTTP/1.1 400 ");
        }
        asked("/envoy" + PLAYLIST, "X-Playgate-Address", "192.0.2.1");
        await().until(() -> output.getAll().contains("reason=token_missing"));
        assertThat(output.getAll()).doesNotContain("eyJ", "/envoy");
    }

    @Test
    @DisplayName("D4 whoever is not one of the peers is not listened to")
    void whoeverIsNotOneOfThePeersIsNotListenedTo() throws Exception {
        try (Socket stranger = new Socket()) {
            stranger.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.2"), 0));
            stranger.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), authorize));
            stranger.getOutputStream().write(("GET /forwarded HTTP/1.1\r\nHost: a\r\nX-Forwarded-Method: GET\r\n"
                    + "X-Forwarded-Uri: " + PLAYLIST + "?jwtoken=" + validToken()
                    + "\r\nX-Forwarded-Host: a\r\nX-Forwarded-For: 127.0.0.1\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
            assertThat(read(stranger)).isEmpty();
        }
    }

    private static String read(Socket socket) throws IOException {
        socket.setSoTimeout(10_000);
        try {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (SocketException _) {
            return "";
        }
    }
}
