package dev.playgate.edge.access;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import dev.playgate.viewer.IpAddress;

import static org.assertj.core.api.Assertions.assertThat;

/** What is said of a request, whoever wrote what into it. */
class AccessReaderTest {

    private static final String HEAD = base64("{\"alg\":\"ES256\",\"kid\":\"a\"}");
    private static final String CLAIMS = base64(
            "{\"iss\":\"playgate\",\"sub\":\"5f2c9a04-7d31-4c8e-9b1a-d0e6f3a7c001\"}");
    private static final String SIGNATURE = base64("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ+/");
    private static final String TOKEN = HEAD + "." + CLAIMS + "." + SIGNATURE;
    private static final String ENCODED = encoded(TOKEN);
    /** In characters. Less of a signature, or of claims, is nothing to anybody. */
    private static final int PIECE = 8;

    private static final AccessEntry PLAIN = entry("GET", "/hls/Demo1-live1/a.m3u8", "HTTP/1.1", List.of(), List.of());

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String encoded(String text) {
        StringBuilder encoded = new StringBuilder();
        text.chars().forEach(c -> encoded.append("%%%02X".formatted(c)));
        return encoded.toString();
    }

    private static AccessEntry entry(String method, String target, String protocol, List<String> referers,
            List<String> agents) {
        return new AccessEntry(Instant.EPOCH, 1_500_000, IpAddress.parse("203.0.113.7"), List.of(), method, target,
                protocol, referers, agents, 200, 1, Optional.empty());
    }

    private static AccessEntry target(String target) {
        return entry("GET", target, "HTTP/1.1", List.of(), List.of());
    }

    static List<AccessEntry> hostile() {
        List<AccessEntry> all = new ArrayList<>();
        for (String token : List.of(TOKEN, ENCODED, CLAIMS + "." + SIGNATURE, SIGNATURE, "~" + TOKEN,
                TOKEN + "\r\nx: y",
                TOKEN.substring(0, 60), "x" + TOKEN, TOKEN + "." + TOKEN)) {
            Stream.of("/hls/Demo1-live1/a?jwtoken=%s", "/hls/Demo1-live1/a?token=%s", "/hls/Demo1-live1/a?%s",
                    "/hls/Demo1-live1/a?%s=1", "/hls/Demo1-live1/a?x=1&y=%s", "/hls/Demo1-live1/a?jwtoken=1&jwtoken=%s",
                    "/hls/Demo1-live1/a?JWTOKEN=%s", "/hls/Demo1-live1/a?jw%%74oken=%s", "/~%s/hls/Demo1-live1/a",
                    "/hls/%s/a", "/hls/Demo1-live1/%s", "/hls/Demo1-live1/%s/a.mp4", "/hls/Demo1-live1/a.%s",
                    "/%s", "/auth?next=%s", "/auth/invitation/%s", "/a/%s/b?c=d", "http://%s/hls/Demo1-live1/a",
                    "http://u:%s@h/", "/hls/Demo1-live1/a#%s", "/hls/Demo1-live1/a?b#%s", "/hls/Demo1-live1/a;%s", "%s",
                    "/hls/Demo1-live1/../%s", "//%s", "/hls/Demo1-live1/a?x=%s&stream=%s")
                    .forEach(form -> all.add(target(form.replace("%s", token).replace("%%", "%"))));
            all.add(entry(token, "/hls/Demo1-live1/a", "HTTP/1.1", List.of(), List.of()));
            all.add(entry("GET", "/hls/Demo1-live1/a", token, List.of(), List.of()));
            Stream.of("%s", "https://a.example/%s", "https://a.example/?jwtoken=%s", "https://a.example/#%s",
                    "https://%s@a.example/", "https://u:%s@a.example/", "https://%s/", "https://%s.a.example/",
                    "a %s b", "javascript:%s", "https://a.example%s", "https://a.example:%s/", "https://[%s]/")
                    .forEach(form -> {
                        all.add(entry("GET", "/x", "HTTP/1.1", List.of(form.replace("%s", token)), List.of()));
                        all.add(entry("GET", "/x", "HTTP/1.1", List.of("https://a.example/", token), List.of()));
                    });
            Stream.of("%s", "Player/5 (%s)", "Player/%s", "a\t%s\tb", "\"%s\"", "a %s", "a;%s").forEach(
                    form -> all.add(entry("GET", "/x", "HTTP/1.1", List.of(), List.of(form.replace("%s", token)))));
        }
        return all;
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("hostile")
    void g1_noPieceOfATokenIsInALineWhereverItStood(AccessEntry entry) {
        for (AccessFormat format : List.of(AccessFormat.COMBINED, AccessFormat.JSON, AccessFormat.LOGFMT)) {
            String line = format.line(AccessLogs.READER.read(entry));
            for (String secret : List.of(TOKEN, ENCODED)) {
                for (int i = 0; i + PIECE <= secret.length(); i++) {
                    assertThat(line).doesNotContain(secret.substring(i, i + PIECE));
                }
            }
            assertThat(line.chars()).noneMatch(Character::isISOControl);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " -> ", textBlock = """
        /hls/Demo1-live1/a.m3u8 -> /hls/Demo1-live1/a.m3u8
        /hls/Demo1-live1/a.m3u8?_HLS_msn=4&_HLS_part=1&jwtoken=x -> /hls/Demo1-live1/a.m3u8?_HLS_msn=4&_HLS_part=1
        /~x/hls/Demo1-live1/a.m3u8 -> /hls/Demo1-live1/a.m3u8
        /hls/Demo1-live1/a.m3u8?x=aaaaaaaaaaaaaaaaaaaaa -> /hls/Demo1-live1/a.m3u8?x=***
        /hls/Demo1-live1/recording-2026-07-01T12-00-00-1080p-4500kbps.mp4 -> /hls/Demo1-live1/recording-2026-07-01T12-00-00-1080p-4500kbps.mp4
        /hls/Demo1-live1/../a -> -
        /stream/8d3b6c52-0e4f-4a97-b6d8-2f1c5a9e1001 -> /stream/8d3b6c52-0e4f-4a97-b6d8-2f1c5a9e1001
        /auth?next=/stream -> /auth
        /auth/invitation/k3JfX0qkC2mY7pQ1r9sT5v -> /auth/invitation/***
        """)
    void ofATargetIsSaidWhatWasUnderstoodOfIt(String target, String said) {
        assertThat(AccessLogs.READER.read(target(target)).target()).isEqualTo(said);
    }

    @Test
    void ofARefererTheSiteIsSaidAndOfAnAgentAllThatIsNoToken() {
        AccessLine line = AccessLogs.READER.read(entry("GET", "/x", "HTTP/1.1",
                List.of("https://www.demo.example:8443/watch?v=1"), List.of("Mozilla/5.0 (X11; Linux) \"x\"")));
        assertThat(line.referer()).contains("https://www.demo.example:8443/");
        assertThat(line.agent()).contains("Mozilla/5.0 (X11; Linux) \"x\"");
    }

    @Test
    void d1_theAddressIsTheViewersByTheSameRuleAsTheDecision() {
        assertThat(AccessLogs.READER.read(PLAIN).address()).contains("203.0.113.7");
        AccessEntry told = new AccessEntry(Instant.EPOCH, 0, IpAddress.parse("203.0.113.7"), List.of("192.0.2.1"),
                "GET",
                "/x", "HTTP/1.1", List.of(), List.of(), 200, 0, Optional.empty());
        assertThat(AccessLogs.READER.read(told).address()).contains("203.0.113.7");
        AccessEntry asked = new AccessEntry(Instant.EPOCH, 0, Optional.empty(), List.of("192.0.2.1"), "GET", "/x",
                "HTTP/1.1", List.of(), List.of(), 200, 0, Optional.empty());
        assertThat(AccessLogs.READER.read(asked).address()).contains("192.0.2.1");
    }
}
