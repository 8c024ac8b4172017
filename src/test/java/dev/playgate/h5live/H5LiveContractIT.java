package dev.playgate.h5live;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** What the H5Live player is told when it may not begin, and that the origin hears nothing of it (product section 6). */
class H5LiveContractIT {

    private static final Ending DENIED = new Ending.Closed(4901);
    private static final Ending MISSING_OR_EXPIRED = new Ending.Closed(4903);
    private static final Ending AMBIGUOUS = new Ending.Closed(4400);
    private static final Ending CHECKED = new Ending.Closed(4200);
    private static final String LIVE = "Demo1-live1";
    private static final String FOREIGN = "Demo1-other";
    private static final String BLOCKED = "127.0.0.66";

    @TempDir
    static Path data;

    private static RunningH5Live playgate;
    private static final TestIssuer ISSUER = new TestIssuer("demo-own", RunningH5Live.DEMO);

    @BeforeAll
    static void start() throws IOException {
        playgate = RunningH5Live.start(data);
        playgate.as(RunningH5Live.DEMO_KEY, "PUT", "/api/v1/organisation/token-keys", ISSUER.keys());
        playgate.as(RunningH5Live.DEMO_KEY, "POST", "/guardian/ip", "{\"ip\":\"" + BLOCKED + "\",\"type\":\"deny\"}");
        playgate.as(RunningH5Live.DEMO_KEY, "POST", "/guardian/referrer",
                "{\"domain\":\"blocked.example.com\",\"type\":\"deny\"}");
    }

    @AfterAll
    static void stop() throws Exception {
        playgate.stop();
    }

    private static String inAnHour(Map<String, Object> further) {
        return ISSUER.token(Instant.now().plusSeconds(3600), further, LIVE, "Demo1-live2");
    }

    private static String expired() {
        return ISSUER.token(Instant.now().minusSeconds(60), LIVE, "Demo1-live2");
    }

    /** Its signature is another's. */
    private static String forged() {
        String token = inAnHour(Map.of());
        String other = inAnHour(Map.of());
        return token.substring(0, token.lastIndexOf('.')) + other.substring(other.lastIndexOf('.'));
    }

    private static String revoked() {
        String token = playgate.token("");
        playgate.revoke(token);
        return token;
    }

    private static H5LivePlayer open(H5LiveUrl url) {
        return H5LivePlayer.open(playgate.port(), url);
    }

    private static H5LiveUrl live() {
        return H5LiveUrl.of(LIVE);
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void whoHasATokenPlays() {
        H5LiveUrl url = live().with(playgate.token(""));
        try (H5LivePlayer player = open(url)) {
            player.event("onServerInfo");
            player.event("onStreamInfo");
            player.plays(50);
            player.send(new PingWebSocketFrame(Unpooled.copiedBuffer("anybody", StandardCharsets.US_ASCII)));
            player.plays(25);
            assertThat(player.frames().gaps()).isZero();
        }
        assertThat(playgate.arrived(url.cid())).hasSize(1);
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void theShorterPathAndAnotherPlatformPlayToo() {
        try (H5LivePlayer player = open(live().at("/h5live/authstream").and("os", "ios").with(playgate.token("")))) {
            player.plays(25);
        }
    }

    static Stream<Arguments> refused() {
        String domain = "{\"streams\":[\"Demo1-live1\"],\"domain\":\"www.example.org\"}";
        String ip = "{\"streams\":[\"Demo1-live1\"],\"ip\":\"127.0.0.9\"}";
        return Stream.of(arguments("no token", live(), MISSING_OR_EXPIRED),
                arguments("expired", live().with(expired()), MISSING_OR_EXPIRED),
                arguments("revoked", live().with(revoked()), DENIED),
                arguments("another stream", H5LiveUrl.of(FOREIGN).with(playgate.token("")), DENIED),
                arguments("another organisation", H5LiveUrl.of("Rival-live1").with(playgate.token("")), DENIED),
                arguments("another domain", live().with(
                        playgate.created(RunningH5Live.DEMO_KEY, domain)), DENIED),
                arguments("another address", live().with(playgate.created(RunningH5Live.DEMO_KEY, ip)), DENIED),
                arguments("bad signature", live().with(forged()), DENIED),
                arguments("no token at all", live().with("nothing"), DENIED),
                arguments("milliseconds", live().with(inAnHour(Map.of("nbf", Instant.now().toEpochMilli()))), DENIED),
                arguments("not yet", live().with(inAnHour(Map.of("nbf", Instant.now().getEpochSecond() + 1800))),
                        DENIED),
                arguments("two tokens", live().with(playgate.token("")).with(playgate.token("")), AMBIGUOUS),
                arguments("two streams", live().and("stream", "Demo1-live2").with(playgate.token("")), AMBIGUOUS),
                arguments("case variant", live().and("Stream", "Demo1-live2").with(playgate.token("")), AMBIGUOUS),
                arguments("no stream name", H5LiveUrl.of("a b").with(playgate.token("")), AMBIGUOUS),
                arguments("empty stream", H5LiveUrl.of("").with(playgate.token("")), AMBIGUOUS),
                arguments("unknown stream", H5LiveUrl.of("Demo1-nobody").with(playgate.created(RunningH5Live.DEMO_KEY,
                        "{\"orgawide\":true}")), new Ending.Closed(4404)),
                arguments("unknown stream and no token", H5LiveUrl.of("Demo1-nobody"), MISSING_OR_EXPIRED));
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    @DisplayName("B8 a refused player is told by the code that it knows, and the origin hears nothing")
    void b8_aRefusedPlayerIsTold(String what, H5LiveUrl url, Ending ending) {
        H5LivePlayer player = open(url);
        assertThat(player.ended()).as(what).isEqualTo(ending);
        assertThat(player.ended().reaction().retries()).isFalse();
        assertThat(player.frames().beginnings()).isZero();
        assertThat(playgate.arrived(url.cid())).isEmpty();
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void whoIsBoundToAPageShowsItByItsOrigin() {
        String token = playgate.created(RunningH5Live.DEMO_KEY,
                "{\"streams\":[\"Demo1-live1\"],\"domain\":\"*.example.com\"}");
        try (H5LivePlayer player = open(live().with(token))) {
            player.plays(5);
        }
        assertThat(H5LivePlayer.open(playgate.port(), live().with(token), "", "127.0.0.1").ended()).isEqualTo(DENIED);
        assertThat(H5LivePlayer.open(playgate.port(), live().with(token), "null", "127.0.0.1").ended())
                .isEqualTo(DENIED);
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void whomGuardianBlocksIsDenied() {
        String token = playgate.token("");
        H5LiveUrl byAddress = live().with(token);
        assertThat(H5LivePlayer.open(playgate.port(), byAddress, H5LivePlayer.PAGE, BLOCKED).ended())
                .isEqualTo(DENIED);
        H5LiveUrl byPage = live().with(token);
        assertThat(H5LivePlayer.open(playgate.port(), byPage, "https://blocked.example.com", "127.0.0.1").ended())
                .isEqualTo(DENIED);
        assertThat(playgate.arrived(byAddress.cid())).isEmpty();
        assertThat(playgate.arrived(byPage.cid())).isEmpty();
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @ValueSource(strings = {"/h5live/dead", "/h5live/mute", "/h5live/refusing"})
    void anOriginThatDoesNotAcceptIsACloseCodeToComeAgain(String path) {
        H5LivePlayer player = open(live().at(path).with(playgate.token("")));
        assertThat(player.ended()).isEqualTo(new Ending.Closed(4503));
        assertThat(player.ended().reaction()).isEqualTo(new Reaction(4503, true));
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void theCheckThatPlayersMakeOnIosIsAnsweredWithoutTheOrigin() {
        H5LiveUrl check = live().flagged("faststart", "checkandclose").and("os", "ios");
        H5LiveUrl allowed = check.with(playgate.token(""));
        assertThat(open(allowed).ended()).isEqualTo(CHECKED);
        assertThat(CHECKED.reaction()).isEqualTo(new Reaction(0, false));
        assertThat(open(check.with(revoked())).ended()).isEqualTo(DENIED);
        assertThat(open(check.with(expired())).ended()).isEqualTo(MISSING_OR_EXPIRED);
        assertThat(open(check).ended()).isEqualTo(MISSING_OR_EXPIRED);
        assertThat(playgate.arrived(allowed.cid())).isEmpty();
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void aProbeWithoutATokenGetsNoMedia() {
        H5LiveUrl probe = live().flagged("checkandclose");
        H5LivePlayer player = open(probe);
        assertThat(player.ended()).isEqualTo(MISSING_OR_EXPIRED);
        assertThat(player.frames().beginnings()).isZero();
        assertThat(playgate.arrived(probe.cid())).isEmpty();
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void anotherWebSocketIsRefusedByHttpBeforeTheUpgrade() {
        H5LiveUrl url = live().at("/socket");
        assertThat(open(url).ended()).isEqualTo(new Ending.Refused(403));
        assertThat(open(url.with(revoked())).ended()).isEqualTo(new Ending.Refused(403));
        assertThat(open(url.with("a").with("b")).ended()).isEqualTo(new Ending.Refused(400));
        assertThat(open(H5LiveUrl.of("Demo1-nobody").at("/socket").with(playgate.created(RunningH5Live.DEMO_KEY,
                "{\"orgawide\":true}"))).ended()).isEqualTo(new Ending.Refused(404));
        assertThat(playgate.messages().targets()).noneMatch(target -> target.contains(url.cid()));
        H5LiveUrl allowed = live().at("/socket").with(playgate.token(""));
        try (H5LivePlayer player = open(allowed)) {
            player.event("onServerInfo");
        }
        assertThat(playgate.messages().targets()).anyMatch(target -> target.contains(allowed.cid()));
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @CsvSource({"Sec-WebSocket-Version: 8, 426", "Sec-WebSocket-Version: 14, 426", "X-Nothing: 13, 426"})
    @DisplayName("B8 version 13 only")
    void b8_otherVersionsOfTheProtocolAreRefused(String version, int status) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), playgate.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(("GET " + live().with(playgate.token("")).target() + " HTTP/1.1\r\n"
                    + "Host: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" + version + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
                    .startsWith("HTTP/1.1 " + status + " ");
        }
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void theWayOfIosPlaysSegmentsThatCarryNothingOfTheirOwn() {
        H5LiveUrl url = live().and("os", "ios").with(playgate.token(""));
        assertThat(open(url.flagged("checkandclose")).ended()).isEqualTo(CHECKED);
        HttpResponse<String> playlist = playgate.get(url.at("/h5live/authhttp/playlist.m3u8").target());
        assertThat(playlist.statusCode()).isEqualTo(200);
        List<String> segments = playlist.body().lines().filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
        assertThat(segments).isNotEmpty();
        for (String segment : segments) {
            assertThat(playgate.get("/h5live/authhttp/" + segment).statusCode()).isEqualTo(200);
        }
        assertThat(playgate.get(live().at("/h5live/authhttp/playlist.m3u8").target()).statusCode()).isEqualTo(403);
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    @DisplayName("G1 the origin sees no token, neither in a target nor in a header line nor in the socket")
    void g1_theOriginSeesNoToken() throws IOException {
        String token = playgate.token("");
        H5LiveUrl url = live().with(token);
        try (H5LivePlayer player = open(url)) {
            player.plays(5);
        }
        H5LiveUrl told = live().at("/h5live/messages").with(token);
        String other = playgate.token("");
        try (H5LivePlayer player = open(told)) {
            player.event("onServerInfo");
            player.send(H5LiveUrl.change("Demo1-live2", other).replace("localhost/splay", "elsewhere/other"));
            player.event("onUpdateSourceSuccess");
        }
        assertThat(playgate.arrived(url.cid())).hasSize(1);
        assertThat(playgate.originLog()).contains("cid=" + url.cid()).doesNotContain("eyJ", "jwtoken", "X-Forwarded");
        assertThat(playgate.messages().targets()).anyMatch(target -> target.contains(told.cid()))
                .noneMatch(target -> target.contains("eyJ"));
        assertThat(playgate.messages().told()).anyMatch(text -> text.contains("Demo1-live2"))
                .noneMatch(text -> text.contains("eyJ")).noneMatch(text -> text.contains("elsewhere"));
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    @DisplayName("B8 what pretends to be a switch, or is none, never reaches the origin")
    void b8_whatIsNotUnderstoodDoesNotPass() {
        String pretending = H5LiveUrl.change("Demo1-pretended");
        for (WebSocketFrame frame : List.of(
                new BinaryWebSocketFrame(Unpooled.copiedBuffer(pretending, StandardCharsets.UTF_8)),
                new TextWebSocketFrame(pretending.replace("{\"eventType\"", "{\"eventType\":\"onPing\",\"eventType\"")),
                new TextWebSocketFrame(pretending.replace("\"stream\":", "\"stream\":\"Demo1-live1\",\"stream\":")),
                new TextWebSocketFrame("{\"eventType\":\"onUpdateGroup\",\"onUpdateGroup\":{\"a\":\"pretended\"}}"),
                new TextWebSocketFrame("pretended"), new TextWebSocketFrame(false, 0, pretending),
                new TextWebSocketFrame("pretended" + " ".repeat(60_000)))) {
            try (H5LivePlayer player = open(live().at("/h5live/messages").with(playgate.token("")))) {
                player.event("onServerInfo");
                player.send(frame, new PingWebSocketFrame());
                player.answered();
            }
        }
        try (H5LivePlayer player = open(live().at("/h5live/messages").with(playgate.token("")))) {
            player.event("onServerInfo");
            player.send(H5LiveUrl.change("Demo1-live2"));
            player.event("onUpdateSourceSuccess");
        }
        assertThat(playgate.messages().told()).noneMatch(text -> text.contains("pretended"));
    }

    @Execution(ExecutionMode.CONCURRENT)
    @Test
    void aSwitchInPiecesIsJudgedAsAWhole() {
        try (H5LivePlayer player = open(live().with(playgate.token("")))) {
            player.plays(10);
            inPieces(player, H5LiveUrl.change("Demo1-live2"));
            player.event("onUpdateSourceSuccess");
            player.plays(50);
            assertThat(player.frames().beginnings()).isEqualTo(2);
            inPieces(player, H5LiveUrl.change(FOREIGN));
            assertThat(player.event("onUpdateSourceError").path("code").asInt()).isEqualTo(4901);
            player.plays(50);
            assertThat(player.frames().beginnings()).isEqualTo(2);
            assertThat(player.frames().gaps()).isZero();
        }
    }

    private static void inPieces(H5LivePlayer player, String message) {
        int third = message.length() / 3;
        player.send(new TextWebSocketFrame(false, 0, message.substring(0, third)), new PingWebSocketFrame(),
                new ContinuationWebSocketFrame(false, 0, message.substring(third, 2 * third)),
                new ContinuationWebSocketFrame(true, 0, message.substring(2 * third)));
    }

    static Stream<Arguments> switches() {
        return Stream.of(arguments("allowed, no token", H5LiveUrl.change("Demo1-live2"), 0),
                arguments("allowed, a new token", H5LiveUrl.change("Demo1-live2", playgate.token("")), 0),
                arguments("foreign, no token", H5LiveUrl.change(FOREIGN), 4901),
                arguments("foreign, a new token that opens it", H5LiveUrl.change(FOREIGN, playgate.created(
                        RunningH5Live.DEMO_KEY, "{\"streams\":[\"Demo1-other\"]}")), 0),
                arguments("another organisation's", H5LiveUrl.change("Rival-live1"), 4901),
                arguments("an expired token", H5LiveUrl.change("Demo1-live2", expired()), 4903),
                arguments("a revoked token", H5LiveUrl.change("Demo1-live2", revoked()), 4901),
                arguments("a forged token", H5LiveUrl.change("Demo1-live2", forged()), 4901));
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest(name = "{0}")
    @MethodSource("switches")
    @DisplayName("B8 a switch inside the socket is judged as a handshake")
    void b8_aSwitchIsJudged(String what, String message, int code) {
        try (H5LivePlayer player = open(live().with(playgate.token("")))) {
            player.plays(10);
            player.send(message);
            if (code == 0) {
                assertThat(player.event("onUpdateSourceSuccess").path("requestId").asInt()).as(what).isEqualTo(1);
            } else {
                assertThat(player.event("onUpdateSourceError")).as(what)
                        .hasToString("{\"requestId\":1,\"tag\":\"a\",\"count\":1,\"code\":" + code + "}");
            }
            player.plays(50);
            assertThat(player.frames().beginnings()).isEqualTo(code == 0 ? 2 : 1);
            assertThat(player.frames().gaps()).isZero();
        }
    }
}
