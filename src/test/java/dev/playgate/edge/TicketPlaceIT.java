package dev.playgate.edge;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Tickets in the path and in a cookie: playlists are not rewritten, and what they lead to is opened all the same. */
@ResourceLock(value = RunningEdge.CLOCK, mode = ResourceAccessMode.READ)
@ParameterizedClass
@EnumSource(MediaPath.class)
class TicketPlaceIT {

    private final RunningEdge edge;

    TicketPlaceIT(MediaPath path) {
        edge = path.edge();
    }

    private static final String PATH = "/path/Demo1-live1/";
    private static final String COOKIE = "/cookie/Demo1-live1/";
    private static final String TEXT = """
        #EXTM3U
        #EXT-X-MAP:URI="init.mp4"
        #EXTINF:2,
        segment.m4s
        https://cdn.example/segment.m4s
        """;
    private static final String MANIFEST = "<?xml version='1.0'?><MPD><!-- c --><SegmentTemplate media='$Number$'/></MPD>";

    private String playlist(String text, String... headers) {
        String further = String.join("\r\n", headers) + (headers.length == 0 ? "" : "\r\n");
        return edge.origin().answering("HTTP/1.1 200 OK\r\n" + further + "Content-Length: " + text.length() + "\r\n\r\n"
                + text);
    }

    private String token() {
        return edge.token(valid -> valid);
    }

    private String ticketOfPath(String location) {
        return location.substring(2, location.indexOf('/', 2));
    }

    private String cookie(RawAnswer answer) {
        String field = answer.header("Set-Cookie").orElseThrow();
        return field.substring(0, field.indexOf(';'));
    }

    @ParameterizedTest
    @CsvSource({"GET, query", "HEAD, query", "GET, header", "GET, cookie", "GET, path"})
    @DisplayName("B10, G1 a playlist is asked again below a ticket, never a token")
    void b10_g1_aPlaylistIsAskedAgainBelowATicket(String method, String place) {
        String marker = playlist(TEXT);
        String file = PATH + marker + ".m3u8";
        String token = token();
        RawAnswer answer = switch (place) {
            case "header" -> edge.ask(method, file + "?a=1&b=%41", "Authorization: Bearer " + token);
            case "cookie" -> edge.ask(method, file + "?a=1&b=%41", "Cookie: jwtoken=" + token);
            case "path" -> edge.ask(method, "/~" + token + file + "?a=1&b=%41");
            default -> edge.ask(method, file + "?a=1&jwtoken=" + token + "&b=%41");
        };
        assertThat(answer.status()).isEqualTo(307);
        assertThat(answer.header("Content-Length")).contains("0");
        assertThat(answer.header("Cache-Control")).contains("no-store");
        String location = answer.header("Location").orElseThrow();
        assertThat(location).matches("/~[A-Za-z0-9_-]+" + file + "\\?a=1&b=%41");
        assertThat(String.join("\n", answer.headers())).doesNotContain(token).doesNotContainPattern("eyJ[\\w-]*\\.eyJ");
        assertThat(answer.text()).isEmpty();
        assertThat(answer.whole()).isTrue();
        assertThat(answer.header("Access-Control-Allow-Origin")).contains("*");
        assertThat(edge.origin().calls(marker)).as("the origin is not asked").isEmpty();
        assertThat(edge.ask(method, location).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/path/,.m3u8", "/pathdash/,.mpd"})
    void belowAPathTicketNothingIsRewritten(String prefixAndSuffix) {
        String[] parts = prefixAndSuffix.split(",", -1);
        String text = parts[1].equals(".mpd") ? MANIFEST : TEXT;
        String folder = parts[0] + "Demo1-live1/";
        String marker = playlist(text, "ETag: \"e\"", "Cache-Control: max-age=1");
        String location = edge.get(folder + marker + parts[1]).header("Location").orElseThrow();
        RawAnswer answer = edge.ask("GET", location, "If-None-Match: \"f\"");
        assertThat(answer.text()).isEqualTo(text);
        assertThat(answer.header("ETag")).contains("\"e\"");
        assertThat(answer.header("Content-Length")).contains(Integer.toString(text.length()));
        assertThat(edge.origin().calls(marker)).singleElement().satisfies(call -> {
            assertThat(call.target()).isEqualTo(folder + marker + parts[1]);
            assertThat(call.head()).contains("If-None-Match: \"f\"");
        });
        String ticket = "/~" + ticketOfPath(location);
        assertThat(edge.ask("GET", ticket + folder + "segment.m4s").status()).isEqualTo(200);
        assertThat(edge.ask("GET", ticket + folder + "low/index" + parts[1]).status()).isEqualTo(200);
    }

    @Test
    void aTicketIsATicketWhereverItStands() {
        String marker = playlist(TEXT);
        String path = edge.get(PATH + marker + ".m3u8").header("Location").orElseThrow();
        String ticket = ticketOfPath(path);
        assertThat(edge.ask("GET", PATH + "segment.m4s?ticket=" + ticket).status()).isEqualTo(200);
        assertThat(edge.ask("GET", PATH + marker + ".m3u8?ticket=" + ticket).header("Location")).contains(path);
        assertThat(edge.ask("GET", COOKIE + "segment.m4s?ticket=" + ticket).status()).isEqualTo(200);
        assertThat(cookie(edge.ask("GET", COOKIE + marker + ".m3u8?ticket=" + ticket)))
                .isEqualTo("playgate_ticket=" + ticket);
    }

    @ParameterizedTest
    @CsvSource({"/path/Demo1-other/, 403", "/path/Rival-live1/, 403", "/nothing/Demo1-live1/, 400"})
    @DisplayName("B9 a path ticket of one stream opens no other")
    void b9_aPathTicketOpensNothingElse(String elsewhere, int status) {
        String location = edge.get(PATH + "index.m3u8").header("Location").orElseThrow();
        assertThat(edge.ask("GET", "/~" + ticketOfPath(location) + elsewhere + "segment.m4s").status())
                .isEqualTo(status);
    }

    @Test
    void whatNeedsNoTokenIsNotRedirected() {
        String marker = playlist(TEXT);
        assertThat(edge.ask("GET", "/path/Open1-live1/" + marker + ".m3u8").text()).isEqualTo(TEXT);
        RawAnswer answer = edge.ask("GET", "/cookie/Open1-live1/" + marker + ".m3u8");
        assertThat(answer.text()).isEqualTo(TEXT);
        assertThat(answer.header("Set-Cookie")).isEmpty();
        assertThat(edge.ask("GET", PATH + marker + ".m3u8").status()).isEqualTo(403);
    }

    @Test
    @DisplayName("B11, G1 a playlist sets its ticket as a cookie of the stream's folder")
    void b11_g1_aPlaylistSetsItsTicketAsACookie() {
        String marker = playlist(TEXT, "Cache-Control: public, max-age=1");
        RawAnswer answer = edge.ask("GET", COOKIE + marker + ".m3u8", "Authorization: Bearer " + token());
        assertThat(answer.text()).isEqualTo(TEXT);
        assertThat(answer.header("Content-Length")).contains(Integer.toString(TEXT.length()));
        assertThat(answer.header("Cache-Control")).contains("private, max-age=1");
        assertThat(answer.header("Set-Cookie").orElseThrow()).matches("playgate_ticket=[A-Za-z0-9_-]+;"
                + " Path=/cookie/Demo1-live1/; Max-Age=4[0-9]{4}; Secure; HttpOnly; SameSite=None; Partitioned");
        RawAnswer segment = edge.ask("GET", COOKIE + "segment.m4s", "Cookie: a=b; " + cookie(answer));
        assertThat(segment.status()).isEqualTo(200);
        assertThat(segment.header("Cache-Control")).contains("private");
        assertThat(edge.ask("GET", COOKIE + "segment.m4s").status()).isEqualTo(403);
        RawAnswer again = edge.ask("GET", COOKIE + marker + ".m3u8", "Cookie: " + cookie(answer));
        assertThat(again.text()).isEqualTo(TEXT);
        assertThat(again.header("Set-Cookie")).as("a ticket renews no ticket").isEmpty();
    }

    @Test
    void whatIsNotDeliveredSetsNoCookie() {
        RawAnswer answer = edge.ask("GET", COOKIE + playlist("hello") + ".m3u8?jwtoken=" + token());
        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.header("Set-Cookie")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"/cookie/Demo1-other/, 403", "/hls/Rival-live1/, 403", "/hls/Demo1-live1/, 200"})
    @DisplayName("B9 the cookie of one stream opens no other")
    void b9_aCookieOpensNothingElse(String elsewhere, int status) {
        String cookie = cookie(edge.get(COOKIE + playlist(TEXT) + ".m3u8"));
        assertThat(edge.ask("GET", elsewhere + "segment.m4s", "Cookie: " + cookie).status()).isEqualTo(status);
    }

    @Test
    @DisplayName("A9 beside the cookie of a ticket a token is judged alone, and moves the session on")
    void a9_aTokenBesideTheTicketCookieIsJudgedAlone() {
        String marker = playlist(TEXT);
        String cookie = cookie(edge.get(COOKIE + marker + ".m3u8"));
        String file = COOKIE + marker + ".m3u8";
        String renewed = edge.token(t -> t.lasting(Duration.ofMinutes(7)).withForceDisconnect());
        RawAnswer moved = edge.ask("GET", file + "?jwtoken=" + renewed, "Cookie: " + cookie);
        assertThat(moved.status()).isEqualTo(200);
        assertThat(cookie(moved)).isNotEqualTo(cookie);
        assertThat(edge.ask("GET", file, "Cookie: " + cookie, "Authorization: Bearer " + renewed).status())
                .isEqualTo(200);
        RawAnswer refused = edge.ask("GET", file + "?jwtoken=" + renewed + "x", "Cookie: " + cookie);
        assertThat(refused.status()).as("a bad token is not saved by the cookie").isEqualTo(403);
        for (String two : List.of("Cookie: " + cookie + "; jwtoken=" + renewed + "; jwtoken=" + token(),
                "Cookie: " + cookie + "; " + cookie, "Cookie: " + cookie + "; jwtoken=" + renewed
                        + "\r\nAuthorization: Bearer " + renewed)) {
            assertThat(edge.ask("GET", file, two).status()).as(two).isEqualTo(400);
        }
    }

    @Test
    @DisplayName("B9 where the token stood in the query, the playlist does not lift it, and nothing else changes")
    void b9_theTokenOfTheQueryIsNotLifted() {
        String lifting = "#EXTM3U\n#EXT-X-DEFINE:QUERYPARAM=\"jwtoken\"\nhttps://evil.example/a?x={$jwtoken}\nb.ts\n";
        assertThat(edge.get(COOKIE + playlist(lifting) + ".m3u8").text())
                .isEqualTo(lifting.replace("QUERYPARAM=\"jwtoken\"", "NAME=\"jwtoken\",VALUE=\"\""));
        String manifest = "<MPD><BaseURL>https://evil.example/</BaseURL><U useMPDUrlQuery=\"true\"/></MPD>";
        assertThat(edge.get("/cookiedash/Demo1-live1/" + playlist(manifest) + ".mpd").text())
                .isEqualTo(manifest.replace("true", "false"));
        RawAnswer below = edge.ask("GET", COOKIE + playlist(lifting) + ".m3u8", "Authorization: Bearer " + token());
        assertThat(below.text()).isEqualTo(lifting);
    }

    @Test
    void belowATokenInThePathACookieWouldNotBeSent() {
        String location = edge.ask("GET", "/~" + token() + COOKIE + "index.m3u8").header("Location").orElseThrow();
        assertThat(location).startsWith("/~").doesNotContainPattern("eyJ[\\w-]*\\.eyJ").endsWith(COOKIE + "index.m3u8");
        RawAnswer answer = edge.ask("GET", location);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Set-Cookie")).isEmpty();
    }

    @Test
    @DisplayName("A9 a manifest below a token in the path is asked again with the ticket in the query")
    void a9_aManifestBelowATokenIsAskedAgain() {
        String marker = playlist(MANIFEST);
        RawAnswer answer = edge.ask("GET", "/~" + token() + RunningEdge.DASH + marker + ".mpd?a=1");
        assertThat(answer.status()).isEqualTo(307);
        String location = answer.header("Location").orElseThrow();
        assertThat(location).startsWith(RunningEdge.DASH + marker + ".mpd?a=1&ticket=")
                .doesNotContainPattern("eyJ[\\w-]*\\.eyJ");
        assertThat(edge.ask("GET", location).text()).contains("media=\"$Number$?ticket=");
    }

    @Test
    void aPageThatMayNotSendCookiesIsNotToldThatItMay() {
        RawAnswer answer = edge.get(COOKIE + playlist(TEXT) + ".m3u8", "Origin: https://shop.example");
        assertThat(answer.header("Access-Control-Allow-Origin")).contains("*");
        assertThat(answer.header("Access-Control-Allow-Credentials")).isEmpty();
    }
}
