package dev.playgate;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
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
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import dev.playgate.demo.SampleOrigin;
import dev.playgate.stream.OrganisationId;
import dev.playgate.stream.StreamName;
import dev.playgate.token.PlaybackClaims;
import dev.playgate.token.Scope;
import dev.playgate.token.SigningKeys;
import dev.playgate.token.TokenAlgorithm;
import dev.playgate.token.TokenSigner;
import dev.playgate.viewer.DomainPattern;
import dev.playgate.viewer.IpRange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What a newcomer gets: the demo as it prints itself, played by real players. */
@ExtendWith(OutputCaptureExtension.class)
class DemoIT {

    private static final OrganisationId DEMO = OrganisationId.of("5f2c9a04-7d31-4c8e-9b1a-d0e6f3a7c001");
    private static final String PLAYLIST = "/hls/Demo1-live1/index.m3u8";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    static Path data;

    private static ConfigurableApplicationContext application;
    private static SampleOrigin origin;
    private static String base;
    private static String printed;

    @BeforeAll
    static void start() throws IOException {
        int originPort = Ports.free();
        String originUrl = "http://127.0.0.1:" + originPort;
        PrintStream console = System.out;
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        // Kept from the console: what is printed is a token, and the output of a test run holds none.
        System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
        application = new SpringApplicationBuilder(PlaygateApplication.class).profiles("demo")
                .run("--server.port=0",
                        "--management.server.port=0", "--playgate.demo.origin-port=" + originPort,
                        "--playgate.demo.origin-log=" + data.resolve("origin.log"),
                        "--playgate.database.url=jdbc:sqlite:" + data.resolve("playgate.db"),
                        "--playgate.keys.signing=" + data.resolve("signing.jwks"),
                        "--playgate.tickets.secrets=" + data.resolve("tickets"),
                        "--playgate.playout.forms[0].path=/hls/", "--playgate.playout.forms[0].medium=HLS",
                        "--playgate.playout.forms[0].origin=" + originUrl,
                        "--playgate.playout.forms[1].path=/h5live/authhttp/", "--playgate.playout.forms[1].medium=HLS",
                        "--playgate.playout.forms[1].stream-parameter=stream",
                        "--playgate.playout.forms[1].origin=" + originUrl);
        System.setOut(console);
        printed = output.toString(StandardCharsets.UTF_8);
        origin = application.getBean(SampleOrigin.class);
        base = "http://localhost:" + application.getEnvironment().getRequiredProperty("local.server.port");
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS);
    }

    private static String printedUrl(String pattern) {
        Matcher matcher = Pattern.compile("^ +(\\S*" + pattern + "\\S*)$", Pattern.MULTILINE).matcher(printed);
        assertThat(matcher.find()).as("printed: %s", pattern).isTrue();
        return matcher.group(1);
    }

    @Test
    void ffmpegPlaysTenSecondsOfThePrintedUrl() throws Exception {
        assertThat(framesPlayed(List.of(), printedUrl("index.m3u8\\?jwtoken=eyJ"))).isGreaterThanOrEqualTo(250);
    }

    @Test
    void ffmpegPlaysWithTheTokenInAHeaderThatItSendsWithEveryRequest() throws Exception {
        assertThat(framesPlayed(List.of("-headers", "Authorization: Bearer " + token(valid -> valid) + "\r\n"),
                base + PLAYLIST)).isGreaterThanOrEqualTo(250);
    }

    private static int framesPlayed(List<String> options, String url) throws Exception {
        List<String> command = new ArrayList<>(List.of("ffmpeg", "-v", "error", "-nostdin"));
        command.addAll(options);
        command.addAll(List.of("-t", "10", "-i", url, "-map", "0:v:0", "-progress", "pipe:1", "-f", "null", "-"));
        Process ffmpeg = new ProcessBuilder(command).redirectError(data.resolve(UUID.randomUUID().toString()).toFile())
                .start();
        String progress = new String(ffmpeg.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(ffmpeg.waitFor(60, TimeUnit.SECONDS)).isTrue();
        Matcher frames = Pattern.compile("frame=(\\d+)").matcher(progress);
        int last = 0;
        while (frames.find()) {
            last = Integer.parseInt(frames.group(1));
        }
        return last;
    }

    @Test
    void hlsJsPlaysInChromiumFromThePrintedPage() {
        try (Browser browser = Browser.launch()) {
            Page page = browser.newPage();
            page.navigate(printedUrl("/demo/#"));
            page.waitForSelector("body[data-state=playing]");
            page.waitForCondition(() -> (int) page.evaluate(
                    "() => document.getElementById('video').getVideoPlaybackQuality().totalVideoFrames") > 250);
            assertThat(page.getAttribute("body", "data-state")).isIn("playing", "buffering");
        }
    }

    @Test
    void thePageSaysWhyAViewerIsRefused() {
        try (Browser browser = Browser.launch()) {
            Page page = browser.newPage();
            page.navigate(base + "/demo/#" + PLAYLIST);
            page.waitForSelector("body[data-state=refused]");
            assertThat(page.textContent("#problem-error")).isEqualTo("token_missing");
        }
    }

    static Stream<Refused> refused() {
        return Stream.of(new Refused("no token", "", "token_missing"),
                new Refused("a token of Rival", token(t -> t.organisation(
                        OrganisationId.of("5f2c9a04-7d31-4c8e-9b1a-d0e6f3a7c002"))), "organisation_mismatch"),
                new Refused("expired", token(t -> t.expiresAt(now().minusSeconds(60))), "token_expired"),
                new Refused("not yet valid", token(t -> t.notBefore(now().plusSeconds(600))), "token_not_yet_valid"),
                new Refused("other address", token(t -> t.address("192.0.2.7")), "address_mismatch"),
                new Refused("other domain", token(t -> t.domain("www.example.com")), "domain_mismatch"));
    }

    record Refused(String name, String token, String error) {

        @Override
        public String toString() {
            return name;
        }
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatIsRefusedDoesNotReachTheOrigin(Refused refused) throws Exception {
        String marker = "unseen-" + UUID.randomUUID() + ".m3u8";
        HttpResponse<String> answer = get("/hls/Demo1-live1/" + marker
                + (refused.token().isEmpty() ? "" : "?jwtoken=" + refused.token()), "Origin", "https://shop.example");
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("\"error\":\"" + refused.error() + "\"");
        assertThat(origin.requests()).noneMatch(request -> request.target().contains(marker));
    }

    @Test
    void b9_aSegmentUrlOutOfAPlaylistOpensThatStreamAndNoOther() throws Exception {
        String playlist = get("/hls/Demo1-live1/video.m3u8?jwtoken=" + token(t -> t.orgawide()), "Accept", "*/*")
                .body();
        String segment = playlist.lines().filter(line -> line.contains(".m4s")).findFirst().orElseThrow();
        assertThat(get("/hls/Demo1-live1/" + segment, "Accept", "*/*").statusCode()).isEqualTo(200);
        assertThat(get("/hls/Demo1-other/" + segment, "Accept", "*/*").statusCode()).isEqualTo(403);
        assertThat(get("/hls/Rival-live1/" + segment, "Accept", "*/*").statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @MethodSource("carriers")
    void theSameTokenWorksWhereverItTravels(String place, UnaryOperator<String> target, UnaryOperator<String> header)
            throws Exception {
        String token = token(valid -> valid);
        HttpResponse<String> entry = get(target.apply(token), header.apply("name"), header.apply(token));
        assertThat(entry.statusCode()).as(place).isEqualTo(200);
        String child = entry.body().lines().filter(line -> line.contains("ticket=")).findFirst().orElseThrow();
        URI resolved = URI.create(base + target.apply(token)).resolve(child);
        assertThat(get(resolved.getRawPath() + "?" + resolved.getRawQuery(), header.apply("name"),
                header.apply(token)).statusCode()).as("its child").isEqualTo(200);
    }

    static Stream<Arguments> carriers() {
        UnaryOperator<String> none = text -> text.equals("name") ? "Accept" : "*/*";
        UnaryOperator<String> bearer = text -> text.equals("name") ? "Authorization" : "Bearer " + text;
        UnaryOperator<String> cookie = text -> text.equals("name") ? "Cookie" : "theme=dark; jwtoken=" + text;
        UnaryOperator<String> bare = token -> PLAYLIST;
        UnaryOperator<String> query = token -> PLAYLIST + "?jwtoken=" + token;
        UnaryOperator<String> path = token -> "/~" + token + PLAYLIST;
        return Stream.of(Arguments.of("query", query, none),
                Arguments.of("header", bare, bearer),
                Arguments.of("cookie", bare, cookie),
                Arguments.of("path", path, none));
    }

    @Test
    void g1_theOriginsLogHoldsNoTokenNoTicketAndNothingOfTheClients() throws Exception {
        get(PLAYLIST + "?jwtoken=" + token(valid -> valid), "X-Secret", "client");
        String log = Files.readString(data.resolve("origin.log"));
        assertThat(log).contains(PLAYLIST).doesNotContain("eyJ", "ticket", "jwtoken", "X-", "x-");
    }

    @Test
    void g1_nothingButTheWelcomeShowsAToken(CapturedOutput output) throws Exception {
        get(PLAYLIST + "?jwtoken=" + token(t -> t.expiresAt(now().minusSeconds(1))), "Accept", "*/*");
        await().until(() -> output.getAll().contains("token_expired"));
        assertThat(output.getAll()).doesNotContain("eyJ");
        String start = printed.substring(0, printed.indexOf("Playgate is ready."));
        assertThat(start).contains("Netty started").doesNotContain("eyJ");
    }

    private static HttpResponse<String> get(String target, String header, String value) throws Exception {
        return HTTP.send(HttpRequest.newBuilder(URI.create(base + target)).header(header, value)
                .timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofString());
    }

    private static String token(UnaryOperator<Token> spoil) {
        return spoil.apply(new Token(DEMO, new Scope.Streams(Set.of(new StreamName("Demo1-live1"),
                new StreamName("Demo1-live2"))), Optional.empty(), now().plusSeconds(3600), Optional.empty(),
                List.of())).signed();
    }

    private record Token(OrganisationId organisation, Scope scope, Optional<Instant> notBefore, Instant expiresAt,
            Optional<DomainPattern> domain, List<IpRange> addresses) {

        Token organisation(OrganisationId other) {
            return new Token(other, scope, notBefore, expiresAt, domain, addresses);
        }

        Token orgawide() {
            return new Token(organisation, new Scope.Organisation(), notBefore, expiresAt, domain, addresses);
        }

        Token notBefore(Instant instant) {
            return new Token(organisation, scope, Optional.of(instant), expiresAt, domain, addresses);
        }

        Token expiresAt(Instant instant) {
            return new Token(organisation, scope, notBefore, instant, domain, addresses);
        }

        Token domain(String text) {
            return new Token(organisation, scope, notBefore, expiresAt, DomainPattern.parse(text), addresses);
        }

        Token address(String text) {
            return new Token(organisation, scope, notBefore, expiresAt, domain,
                    IpRange.parse(text).stream().toList());
        }

        String signed() {
            try {
                SigningKeys keys = SigningKeys.parse(Files.readString(data.resolve("signing.jwks")),
                        TokenAlgorithm.RS256);
                Instant issued = expiresAt.minusSeconds(7200);
                PlaybackClaims claims = new PlaybackClaims("playgate", organisation, UUID.randomUUID().toString(),
                        Optional.of(issued), notBefore.or(() -> Optional.of(issued)), expiresAt, scope, domain, false,
                        addresses, Optional.of("alice"), Optional.empty(), false, false);
                return new TokenSigner().sign(claims, Optional.empty(), keys.issuing()).orElseThrow().text();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
