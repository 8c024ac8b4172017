package dev.playgate.demo;

import java.nio.ByteBuffer;
import java.time.Instant;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class AnswerTest {

    private static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");
    private static final long LAST = Timeline.at(NOW).last();
    private static final String SEGMENT = "/hls/Demo1-live1/" + LAST + ".m4s";
    private static final ByteBuffer BYTES = Rendition.P360.segment(LAST).bytes();
    private static final String TAG = Rendition.P360.segment(LAST).entityTag();

    @Test
    void theMultivariantPlaylistListsTheStreamAndItsOtherRendition() {
        Answer answer = get("/hls/Demo1-live1/index.m3u8");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers()).containsEntry("Content-Type", "application/vnd.apple.mpegurl")
                .containsEntry("Cache-Control", "no-cache");
        assertThat(text(answer)).isEqualTo("""
            #EXTM3U
            #EXT-X-VERSION:7
            #EXT-X-INDEPENDENT-SEGMENTS
            #EXT-X-STREAM-INF:%s
            video.m3u8
            #EXT-X-STREAM-INF:%s
            ../Demo1-live2/video.m3u8
            """.formatted(Rendition.P360.attributes(), Rendition.P180.attributes()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Demo1-live2", "Demo1-other", "Rival-live1", "Open1-live1"})
    void everyOtherMultivariantPlaylistListsItsOwnStreamOnly(String stream) {
        assertThat(text(get("/hls/" + stream + "/index.m3u8")).lines().filter(line -> !line.startsWith("#")))
                .containsExactly("video.m3u8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/hls/Demo1-live1/video.m3u8", "/h5live/authhttp/playlist.m3u8?stream=Demo1-live1"})
    void theMediaPlaylistIsTheWindowOfSixSegments(String target) {
        assertThat(text(get(target))).isEqualTo("""
            #EXTM3U
            #EXT-X-VERSION:7
            #EXT-X-TARGETDURATION:2
            #EXT-X-MEDIA-SEQUENCE:891453594
            #EXT-X-INDEPENDENT-SEGMENTS
            #EXT-X-MAP:URI="init.mp4"
            #EXT-X-PROGRAM-DATE-TIME:2026-07-01T11:59:48Z
            #EXTINF:2.000,
            891453594.m4s
            #EXTINF:2.000,
            891453595.m4s
            #EXTINF:2.000,
            891453596.m4s
            #EXTINF:2.000,
            891453597.m4s
            #EXTINF:2.000,
            891453598.m4s
            #EXTINF:2.000,
            891453599.m4s
            """);
    }

    @Test
    void aSegmentMayBeCachedAndCarriesItsTag() {
        Answer answer = get(SEGMENT);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers()).containsEntry("Content-Type", "video/mp4")
                .containsEntry("Cache-Control", "public, max-age=60").containsEntry("ETag", TAG)
                .containsEntry("Accept-Ranges", "bytes");
        assertThat(answer.body()).isEqualTo(BYTES);
    }

    @Test
    void segmentsOfTheFutureAndThePastAreNotThere() {
        assertThat(get("/hls/Demo1-live1/" + (LAST - 20) + ".m4s").status()).isEqualTo(200);
        assertThat(get("/hls/Demo1-live1/" + (LAST - 21) + ".m4s").status()).isEqualTo(404);
        assertThat(get("/hls/Demo1-live1/" + (LAST + 1) + ".m4s").status()).isEqualTo(404);
    }

    @Test
    void anUnknownTargetIsNotFoundAndNotCached() {
        Answer answer = get("/hls/Demo1-none/index.m3u8");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.headers()).containsEntry("Cache-Control", "no-store");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "get", "PROPFIND"})
    void anyOtherMethodIsNotAllowed(String method) {
        Answer answer = (Answer) Reply.to(method, SEGMENT, new DefaultHttpHeaders(), NOW);
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.headers()).containsEntry("Allow", "GET, HEAD");
    }

    @ParameterizedTest
    @CsvSource({"'%s'", "'W/%s'", "*", "'\"other\", %s'"})
    void aTagThatStillHoldsIsNotModified(String condition) {
        Answer answer = get(SEGMENT, "If-None-Match", condition.formatted(TAG));
        assertThat(answer.status()).isEqualTo(304);
        assertThat(answer.headers()).containsEntry("ETag", TAG);
        assertThat(answer.body().remaining()).isZero();
    }

    @Test
    void aTagOfAnotherSegmentGetsTheBody() {
        String other = Rendition.P360.segment(LAST - 8).entityTag();
        assertThat(get(SEGMENT, "If-None-Match", other).status()).isEqualTo(200);
    }

    @Test
    void aRangeGetsItsPart() {
        Answer answer = get(SEGMENT, "Range", "bytes=4-7");
        assertThat(answer.status()).isEqualTo(206);
        assertThat(answer.headers()).containsEntry("Content-Range", "bytes 4-7/" + BYTES.limit());
        assertThat(text(answer)).isEqualTo("styp");
    }

    @Test
    void aRangeBehindTheEndIsAnsweredWithTheSize() {
        Answer answer = get(SEGMENT, "Range", "bytes=" + BYTES.limit() + "-");
        assertThat(answer.status()).isEqualTo(416);
        assertThat(answer.headers()).containsEntry("Content-Range", "bytes */" + BYTES.limit());
    }

    @Test
    void aRangeUnderAConditionHoldsForTheSameBytesOnly() {
        assertThat(get(SEGMENT, "Range", "bytes=0-3", "If-Range", TAG).status()).isEqualTo(206);
        assertThat(get(SEGMENT, "Range", "bytes=0-3", "If-Range", "\"other\"").status()).isEqualTo(200);
    }

    @Test
    void aRangeMeansNothingToHead() {
        HttpHeaders headers = new DefaultHttpHeaders().add("Range", "bytes=0-3");
        assertThat(Reply.to("HEAD", SEGMENT, headers, NOW)).isEqualTo(get(SEGMENT));
    }

    @Test
    void theManifestHasBothRenditionsInOneSet() {
        Answer answer = get("/dash/Demo1-live1/manifest.mpd");
        assertThat(answer.headers()).containsEntry("Content-Type", "application/dash+xml");
        assertThat(text(answer)).contains("<Representation id=\"Demo1-live1\"",
                "<BaseURL>../Demo1-live2/</BaseURL>", "publishTime=\"2026-07-01T12:00:00Z\"",
                "value=\"2026-07-01T12:00:00Z\"");
        assertThat(text(get("/dash/Demo1-live2/manifest.mpd"))).doesNotContain("BaseURL");
    }

    @ParameterizedTest
    @CsvSource({"video, VIDEO", "audio, AUDIO"})
    void dashHasEachTrackForItself(String file, Track track) {
        ByteBuffer init = get("/dash/Demo1-live1/" + file + "-init.mp4").body();
        assertThat(Mp4.timescales(init)).containsOnlyKeys(track.id());
        ByteBuffer segment = get("/dash/Demo1-live1/" + file + "-" + LAST + ".m4s").body();
        assertThat(Mp4.runs(segment)).singleElement()
                .satisfies(run -> assertThat(run.decodeTime())
                        .isEqualTo(Mp4.runs(BYTES).get(track.id() - 1).decodeTime()));
        assertThat(get("/dash/Demo1-live1/" + file + "-" + (LAST + 1) + ".m4s").status()).isEqualTo(404);
    }

    @Test
    void aRecordingIsAFileWithRanges() {
        Answer whole = get("/vod/Demo1-live1/recording.mp4");
        assertThat(whole.headers()).containsEntry("Accept-Ranges", "bytes").containsEntry("Content-Type", "video/mp4");
        Answer part = get("/vod/Demo1-live1/recording.mp4", "Range", "bytes=-100", "If-Range",
                whole.headers().getOrDefault("ETag", ""));
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.body()).isEqualTo(whole.body().slice(whole.body().limit() - 100, 100));
    }

    @Test
    void theEndlessBodyHasNoEndButForHead() {
        String target = "/h5live/authhttp/stream.mp4?stream=Demo1-live1";
        assertThat(Reply.to("GET", target, new DefaultHttpHeaders(), NOW)).isInstanceOf(Reply.Live.class);
        assertThat(Reply.to("HEAD", target, new DefaultHttpHeaders(), NOW)).isInstanceOf(Answer.class);
    }

    private static Answer get(String target, String... headers) {
        HttpHeaders all = new DefaultHttpHeaders();
        for (int i = 0; i < headers.length; i += 2) {
            all.add(headers[i], headers[i + 1]);
        }
        return (Answer) Reply.to("GET", target, all, NOW);
    }

    private static String text(Answer answer) {
        return UTF_8.decode(answer.body().duplicate()).toString();
    }
}
