package dev.playgate.edge;

import java.time.Duration;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** How far and how long the ticket of a session opens, with the clock put forward. */
@ResourceLock(RunningEdge.CLOCK)
class SessionIT {

    private static final RunningEdge EDGE = RunningEdge.get();
    private static final Duration MAXIMUM_SESSION = Duration.ofHours(12);

    private static String playlist() {
        String text = "#EXTM3U\n#EXTINF:2,\nsegment.m4s\n";
        return EDGE.origin().answering(RawOrigin.head("200 OK", "Content-Length: " + text.length()) + text) + ".m3u8";
    }

    /** The segment of a playlist, with the ticket that it got for the token. */
    private static String segment(UnaryOperator<SampleToken> spoil) {
        RawAnswer answer = EDGE.ask("GET", RunningEdge.HLS + playlist() + "?jwtoken=" + EDGE.token(spoil));
        assertThat(answer.status()).isEqualTo(200);
        return answer.text().lines().filter(line -> line.startsWith("segment.m4s?ticket=")).findFirst().orElseThrow();
    }

    private static void assertRefused(String target, String error) {
        RawAnswer answer = EDGE.ask("GET", target);
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.text()).contains("\"error\":\"" + error + "\"");
    }

    @Test
    void aSessionGoesOnAfterItsTokenHasExpired() {
        String entry = RunningEdge.HLS + playlist() + "?jwtoken=" + EDGE.token(t -> t.lasting(Duration.ofMinutes(1)));
        String segment = EDGE.ask("GET", entry).text().lines().filter(line -> line.contains("ticket=")).findFirst()
                .orElseThrow();
        EDGE.clock().advance(Duration.ofMinutes(2));
        assertRefused(entry, "token_expired");
        assertThat(EDGE.ask("GET", RunningEdge.HLS + segment).status()).isEqualTo(200);
    }

    @Test
    void e4_aSessionWithForceDisconnectEndsWithItsToken() {
        String segment = segment(t -> t.lasting(Duration.ofMinutes(30)).withForceDisconnect());
        assertThat(EDGE.ask("GET", RunningEdge.HLS + segment).status()).isEqualTo(200);
        EDGE.clock().advance(Duration.ofMinutes(30));
        assertRefused(RunningEdge.HLS + segment, "ticket_expired");
    }

    @Test
    void aSessionEndsInAnyCase() {
        String segment = segment(t -> t.lasting(Duration.ofDays(7)));
        EDGE.clock().advance(MAXIMUM_SESSION.minus(Duration.ofHours(1)));
        assertThat(EDGE.ask("GET", RunningEdge.HLS + segment).status()).isEqualTo(200);
        EDGE.clock().advance(Duration.ofHours(1));
        assertRefused(RunningEdge.HLS + segment, "ticket_expired");
    }

    @Test
    void aTicketRenewsNoTicket() {
        String text = "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nmedia.m3u8\n";
        String parent = EDGE.origin().answering(RawOrigin.head("200 OK", "Content-Length: " + text.length()) + text);
        String first = segment(t -> t.lasting(Duration.ofDays(7)));
        String ticket = first.substring(first.indexOf('?'));
        EDGE.clock().advance(Duration.ofHours(6));
        assertThat(EDGE.ask("GET", RunningEdge.HLS + parent + ".m3u8" + ticket).text()).contains("media.m3u8" + ticket);
    }

    @ParameterizedTest
    @CsvSource({"/hls/Demo1-other/, stream_not_covered", "/hls/Rival-live1/, organisation_mismatch"})
    void b9_aCopiedSegmentUrlOpensNothingElse(String elsewhere, String error) {
        String segment = segment(SampleToken::orgawide);
        assertThat(EDGE.ask("GET", RunningEdge.HLS + segment).status()).isEqualTo(200);
        String marker = EDGE.origin().answering(RawOrigin.head("200 OK", "Content-Length: 0"));
        assertRefused(elsewhere + marker + segment, error);
        assertThat(EDGE.origin().calls(marker)).isEmpty();
    }
}
