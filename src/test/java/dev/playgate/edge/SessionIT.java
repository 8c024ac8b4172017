package dev.playgate.edge;

import java.time.Duration;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** How far and how long the ticket of a session opens, with the clock put forward. */
@ResourceLock(RunningEdge.CLOCK)
@ParameterizedClass
@EnumSource(MediaPath.class)
class SessionIT {

    private static final Duration MAXIMUM_SESSION = Duration.ofHours(12);

    private final RunningEdge edge;

    SessionIT(MediaPath path) {
        edge = path.edge();
    }

    private String playlist() {
        String text = "#EXTM3U\n#EXTINF:2,\nsegment.m4s\n";
        return edge.origin().answering(RawOrigin.head("200 OK", "Content-Length: " + text.length()) + text) + ".m3u8";
    }

    /** The segment of a playlist, with the ticket that it got for the token. */
    private String segment(UnaryOperator<SampleToken> spoil) {
        RawAnswer answer = edge.ask("GET", RunningEdge.HLS + playlist() + "?jwtoken=" + edge.token(spoil));
        assertThat(answer.status()).isEqualTo(200);
        return answer.text().lines().filter(line -> line.startsWith("segment.m4s?ticket=")).findFirst().orElseThrow();
    }

    private void assertRefused(String target, String error) {
        RawAnswer answer = edge.ask("GET", target);
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.text()).contains("\"error\":\"" + error + "\"");
    }

    @Test
    void aSessionGoesOnAfterItsTokenHasExpired() {
        String entry = RunningEdge.HLS + playlist() + "?jwtoken=" + edge.token(t -> t.lasting(Duration.ofMinutes(1)));
        String segment = edge.ask("GET", entry).text().lines().filter(line -> line.contains("ticket=")).findFirst()
                .orElseThrow();
        edge.clock().advance(Duration.ofMinutes(2));
        assertRefused(entry, "token_expired");
        assertThat(edge.ask("GET", RunningEdge.HLS + segment).status()).isEqualTo(200);
    }

    @Test
    void e4_aSessionWithForceDisconnectEndsWithItsToken() {
        String segment = segment(t -> t.lasting(Duration.ofMinutes(30)).withForceDisconnect());
        assertThat(edge.ask("GET", RunningEdge.HLS + segment).status()).isEqualTo(200);
        edge.clock().advance(Duration.ofMinutes(30));
        assertRefused(RunningEdge.HLS + segment, "ticket_expired");
    }

    @Test
    void aSessionEndsInAnyCase() {
        String segment = segment(t -> t.lasting(Duration.ofDays(7)));
        edge.clock().advance(MAXIMUM_SESSION.minus(Duration.ofHours(1)));
        assertThat(edge.ask("GET", RunningEdge.HLS + segment).status()).isEqualTo(200);
        edge.clock().advance(Duration.ofHours(1));
        assertRefused(RunningEdge.HLS + segment, "ticket_expired");
    }

    @Test
    void aTicketRenewsNoTicket() {
        String text = "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nmedia.m3u8\n";
        String parent = edge.origin().answering(RawOrigin.head("200 OK", "Content-Length: " + text.length()) + text);
        String first = segment(t -> t.lasting(Duration.ofDays(7)));
        String ticket = first.substring(first.indexOf('?'));
        edge.clock().advance(Duration.ofHours(6));
        assertThat(edge.ask("GET", RunningEdge.HLS + parent + ".m3u8" + ticket).text()).contains("media.m3u8" + ticket);
    }

    @ParameterizedTest
    @CsvSource({"/hls/Demo1-other/, stream_not_covered", "/hls/Rival-live1/, organisation_mismatch"})
    void b9_aCopiedSegmentUrlOpensNothingElse(String elsewhere, String error) {
        String segment = segment(SampleToken::orgawide);
        assertThat(edge.ask("GET", RunningEdge.HLS + segment).status()).isEqualTo(200);
        String marker = edge.origin().answering(RawOrigin.head("200 OK", "Content-Length: 0"));
        assertRefused(elsewhere + marker + segment, error);
        assertThat(edge.origin().calls(marker)).isEmpty();
    }
}
