package dev.playgate.demo;

import java.nio.ByteBuffer;
import java.time.Instant;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class LowLatencyTest {

    /** Two parts of segment 891453600 are there, and half of the third. */
    private static final Instant NOW = Instant.parse("2026-07-01T12:00:01.000Z");
    private static final String PLAYLIST = "/hls/Demo1-live1/ll-video.m3u8";

    @Test
    void thePlaylistHasPartsOfWhatIsNewAHintAndAReport() {
        assertThat(text(get(PLAYLIST))).startsWith("""
            #EXTM3U
            #EXT-X-VERSION:9
            #EXT-X-TARGETDURATION:2
            #EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,PART-HOLD-BACK=1.2,CAN-SKIP-UNTIL=12
            #EXT-X-PART-INF:PART-TARGET=0.4
            #EXT-X-MEDIA-SEQUENCE:891453590
            #EXT-X-INDEPENDENT-SEGMENTS
            #EXT-X-MAP:URI="init.mp4"
            #EXT-X-PROGRAM-DATE-TIME:2026-07-01T11:59:40Z
            """);
        assertThat(text(get(PLAYLIST))).contains("""
            #EXTINF:2.000,
            891453596.m4s
            #EXT-X-PART:DURATION=0.4,URI="891453597.0.m4s",INDEPENDENT=YES
            #EXT-X-PART:DURATION=0.4,URI="891453597.1.m4s"
            """).endsWith("""
            #EXT-X-PART:DURATION=0.4,URI="891453599.4.m4s"
            #EXTINF:2.000,
            891453599.m4s
            #EXT-X-PART:DURATION=0.4,URI="891453600.0.m4s",INDEPENDENT=YES
            #EXT-X-PART:DURATION=0.4,URI="891453600.1.m4s"
            #EXT-X-PRELOAD-HINT:TYPE=PART,URI="891453600.2.m4s"
            #EXT-X-RENDITION-REPORT:URI="../Demo1-live2/ll-video.m3u8",LAST-MSN=891453600,LAST-PART=1
            """);
    }

    @Test
    void theReportOfASegmentThatHasJustBegunNamesTheLastPartBefore() {
        assertThat(text((Answer) reply(PLAYLIST, Instant.parse("2026-07-01T12:00:00Z"))))
                .contains("LAST-MSN=891453599,LAST-PART=4").contains("URI=\"891453600.0.m4s\"\n");
    }

    @Test
    void theOtherRenditionReportsThisOne() {
        assertThat(text(get("/hls/Demo1-live2/ll-video.m3u8"))).contains("URI=\"../Demo1-live1/ll-video.m3u8\"");
        assertThat(text(get("/hls/Demo1-other/ll-video.m3u8"))).doesNotContain("REPORT");
    }

    @Test
    void aDeltaUpdateSkipsWhatIsOlderThanSixSegments() {
        String delta = text(get(PLAYLIST + "?_HLS_skip=YES"));
        assertThat(delta).contains("#EXT-X-MEDIA-SEQUENCE:891453590\n", """
            #EXT-X-SKIP:SKIPPED-SEGMENTS=4
            #EXTINF:2.000,
            891453594.m4s
            """).doesNotContain("EXT-X-MAP");
        assertThat(text(get(PLAYLIST))).endsWith(delta.substring(delta.indexOf("#EXTINF")));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        _HLS_msn=891453600&_HLS_part=2,  2026-07-01T12:00:01.200Z
        _HLS_msn=891453600&_HLS_part=4,  2026-07-01T12:00:02Z
        _HLS_msn=891453600&_HLS_part=5,  2026-07-01T12:00:02.400Z
        _HLS_msn=891453600,              2026-07-01T12:00:02Z
        _HLS_msn=891453602,              2026-07-01T12:00:06Z
        """)
    void aReloadBlocksUntilItsPartIsThere(String query, Instant then) {
        String target = PLAYLIST + "?" + query;
        assertThat(reply(target, NOW)).isEqualTo(new Reply.Later(then));
        assertThat(reply(target, then.minusMillis(1))).isInstanceOf(Reply.Later.class);
        assertThat(reply(target, then)).isInstanceOf(Answer.class);
    }

    @Test
    void aReloadForWhatIsThereDoesNotBlock() {
        assertThat(get(PLAYLIST + "?_HLS_msn=891453600&_HLS_part=1")).isEqualTo(get(PLAYLIST));
        assertThat(get(PLAYLIST + "?_HLS_msn=5")).isEqualTo(get(PLAYLIST));
    }

    @ParameterizedTest
    @ValueSource(strings = {"_HLS_msn=891453603", "_HLS_part=1", "_HLS_msn=x", "_HLS_msn=1&_HLS_msn=2",
            "_HLS_msn=1&_HLS_part=", "_HLS_msn=-1", "_HLS_msn=99999999999999999999"})
    void whatCannotBeWaitedForIsRefused(String query) {
        assertThat(get(PLAYLIST + "?" + query).status()).isEqualTo(400);
    }

    @Test
    void thePartOfTheHintIsWaitedForAndNoOther() {
        assertThat(reply("/hls/Demo1-live1/891453600.2.m4s", NOW))
                .isEqualTo(new Reply.Later(Instant.parse("2026-07-01T12:00:01.200Z")));
        assertThat(get("/hls/Demo1-live1/891453600.3.m4s").status()).isEqualTo(404);
        assertThat(get("/hls/Demo1-live1/891453600.1.m4s").status()).isEqualTo(200);
        assertThat(get("/hls/Demo1-live1/891453590.0.m4s").status()).isEqualTo(200);
        assertThat(get("/hls/Demo1-live1/891453589.4.m4s").status()).isEqualTo(404);
    }

    @Test
    void thePartsOfASegmentHaveTagsOfTheirOwn() {
        ByteBuffer first = get("/hls/Demo1-live1/891453599.0.m4s").body();
        assertThat(first).isNotEqualTo(get("/hls/Demo1-live1/891453599.1.m4s").body());
        assertThat(get("/hls/Demo1-live1/891453599.0.m4s").headers().get("ETag")).matches("\"[0-9a-f]{8}-[0-9]+\\.0\"");
    }

    private static Reply reply(String target, Instant now) {
        return Reply.to("GET", target, new DefaultHttpHeaders(), now);
    }

    private static Answer get(String target) {
        return (Answer) reply(target, NOW);
    }

    private static String text(Answer answer) {
        return UTF_8.decode(answer.body().duplicate()).toString();
    }
}
