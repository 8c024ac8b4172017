package dev.playgate.edge;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What an origin learns of a request: what is asked for, and nothing of who asks. */
@ResourceLock(value = RunningEdge.CLOCK, mode = ResourceAccessMode.READ)
@ParameterizedClass
@EnumSource(MediaPath.class)
class OriginRequestIT {

    private final RunningEdge edge;

    OriginRequestIT(MediaPath path) {
        edge = path.edge();
    }

    private static final String[] HOSTILE = {"Cookie: theme=dark; session=secret", "Forwarded: for=192.0.2.1",
            "X-Forwarded-For: 192.0.2.1", "X-Forwarded-Host: evil.example", "X-Forwarded-Proto: https",
            "X-Real-IP: 192.0.2.1", "X-Original-URL: /admin", "X-Rewrite-URL: /admin", "X-BINTU-APIKEY: secret",
            "X-HTTP-Method-Override: DELETE", "X-HTTP-Method: DELETE", "X-Method-Override: DELETE",
            "Proxy: http://evil.example", "Proxy-Authorization: Basic c2VjcmV0", "Referer: https://shop.example/secret",
            "Origin: https://shop.example", "TE: trailers", "Trailer: X-Foo", "X-Foo: secret", "Via: 1.1 proxy",
            "From: alice@shop.example", "Expect-CT: x", "Sec-Fetch-Site: cross-site", "traceparent: 00-secret",
            "Connection: X-Foo, close", "X-Request-Id: theirs"};

    private static final String[] PLAYER = {"Accept: video/*", "Accept-Language: de", "Accept-Encoding: gzip",
            "User-Agent: player/1.0", "Range: bytes=0-1", "If-Range: \"e\"", "If-None-Match: \"e\"", "If-Match: \"e\"",
            "If-Modified-Since: Mon, 01 Jan 2024 00:00:00 GMT", "If-Unmodified-Since: Mon, 01 Jan 2024 00:00:00 GMT"};

    private static String[] with(String[] some, String... further) {
        return Stream.concat(Stream.of(some), Stream.of(further)).toArray(String[]::new);
    }

    private OriginCall only(String marker) {
        List<OriginCall> calls = edge.origin().calls(marker);
        assertThat(calls).hasSize(1);
        return calls.getFirst();
    }

    private String video() {
        return edge.origin()
                .answering(RawOrigin.head("200 OK", "Content-Type: video/mp4", "Content-Length: 2") + "ok");
    }

    @Test
    void b6_onlyTheAllowListGoesToTheOrigin() {
        String marker = video();
        edge.get(RunningEdge.HLS + marker + ".mp4", with(HOSTILE, "User-Agent: player/1.0", "Accept: */*"));
        OriginCall call = only(marker);
        assertThat(call.headerNames()).as("names")
                .containsExactlyInAnyOrder("host", "user-agent", "accept");
        assertThat(String.join("\n", call.head())).doesNotContainIgnoringCase("secret", "evil", "192.0.2", "shop",
                "theirs", "localhost:" + edge.port());
        assertThat(call.head()).contains("host: " + edge.origin().url().substring("http://".length()));
    }

    @Test
    void b6_eachHostileHeaderIsWithheldBesideEveryAllowedOne() {
        String marker = video();
        edge.get(RunningEdge.HLS + marker + ".mp4", with(HOSTILE, PLAYER));
        assertThat(only(marker).headerNames()).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(
                Stream.concat(Stream.of("host"), Stream.of(PLAYER)
                        .map(line -> line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT)))
                        .toList());
    }

    @Test
    void aFieldThatIsWrittenInTwoWaysPassesOnce() {
        String marker = video();
        edge.get(RunningEdge.HLS + marker + ".mp4", "Range: bytes=0-1", "RANGE: bytes=2-3");
        assertThat(only(marker).headerNames()).filteredOn("range"::equals).hasSize(2);
    }

    @Test
    void b6_rangesAndConditionsPassForSegments() {
        String marker = video();
        edge.get(RunningEdge.HLS + marker + ".mp4", PLAYER);
        assertThat(only(marker).head()).contains(PLAYER);
        assertThat(only(marker).headerNames()).containsOnlyOnce("host", "user-agent");
    }

    @Test
    void b6_aPlaylistIsAskedForWholeFreshAndAsText() {
        String marker = edge.origin().answering(RawOrigin.head("200 OK", "Content-Length: 8") + "#EXTM3U\n");
        assertThat(edge.get(RunningEdge.HLS + marker + ".m3u8", PLAYER).status()).isEqualTo(200);
        assertThat(only(marker).headerNames()).containsExactlyInAnyOrder("host", "accept", "accept-language",
                "user-agent");
    }

    static Stream<Arguments> carriers() {
        return Stream.of(Arguments.of("query", "", "?jwtoken=TOKEN", "Accept: */*"),
                Arguments.of("path", "/~TOKEN", "", "Accept: */*"),
                Arguments.of("header", "", "", "Authorization: Bearer TOKEN"),
                Arguments.of("cookie", "", "", "Cookie: theme=dark; jwtoken=TOKEN"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("carriers")
    void g1_noTokenAndNoTicketGoesToTheOrigin(String place, String before, String after, String header) {
        String child = video();
        String text = "#EXTM3U\n#EXTINF:2,\n" + child + ".m4s\n";
        String entry = edge.origin()
                .answering(RawOrigin.head("200 OK", "Content-Length: " + text.length()) + text);
        String token = edge.token(valid -> valid);
        RawAnswer answer = edge.ask("GET", (before + RunningEdge.HLS + entry + ".m3u8" + after).replace("TOKEN", token),
                header.replace("TOKEN", token));
        assertThat(answer.status()).as(place).isEqualTo(200);
        String reference = answer.text().lines().filter(line -> line.contains("ticket=")).findFirst().orElseThrow();
        String segment = reference.startsWith("/") ? reference : RunningEdge.HLS + reference;
        assertThat(edge.ask("GET", segment).status()).isEqualTo(200);
        assertThat(only(entry).target()).isEqualTo(RunningEdge.HLS + entry + ".m3u8");
        assertThat(only(child).target()).isEqualTo(RunningEdge.HLS + child + ".m4s");
        assertThat(String.join("\n", only(entry).head()) + String.join("\n", only(child).head()))
                .doesNotContainIgnoringCase("eyJ", "ticket", "jwtoken", "authorization", "cookie");
    }

    @Test
    void b1_b4_theTargetIsBuiltAnewWithTheFormsOwnSource() {
        String marker = video();
        String path = "/h5live/authhttp/" + marker + ".mp4";
        String token = edge.token(valid -> valid);
        RawAnswer answer = edge.ask("GET", path + "?_HLS_msn=7&url=rtmp%3A%2F%2Fevil.example%2Fx&jwtoken=" + token
                + "&stream=Demo1-live1&_HLS_part=1");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(only(marker).target()).startsWith(path + "?stream=Demo1-live1&url=rtmp")
                .contains("localhost").endsWith("splay&_HLS_msn=7&_HLS_part=1").doesNotContain("evil", "jwtoken");
    }

    @Test
    void b1_inThePathFormTheSourceOfTheViewerIsDropped() {
        String marker = video();
        String path = RunningEdge.HLS + marker + ".mp4";
        assertThat(edge.ask("GET", path + "?a=1&url=x&jwtoken=" + edge.token(valid -> valid) + "&_HLS_msn=7").status())
                .isEqualTo(200);
        assertThat(only(marker).requestLine()).isEqualTo("GET " + path + "?a=1&_HLS_msn=7 HTTP/1.1");
    }

    @Test
    void b7_preflightsAreAnsweredWithoutTokenAndOrigin() {
        String marker = video();
        RawAnswer answer = edge.ask("OPTIONS", RunningEdge.HLS + marker + ".mp4", "Origin: https://shop.example",
                "Access-Control-Request-Method: GET", "Access-Control-Request-Headers: authorization");
        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("Access-Control-Allow-Origin")).contains("*");
        assertThat(answer.header("Access-Control-Allow-Methods")).contains("GET, HEAD, POST, OPTIONS");
        assertThat(answer.header("Access-Control-Allow-Headers")).hasValueSatisfying(
                names -> assertThat(names).contains("Authorization", "Range"));
        assertThat(edge.ask("GET", RunningEdge.HLS + marker + ".mp4").status()).isEqualTo(403);
        assertThat(edge.origin().calls(marker)).isEmpty();
    }
}
