package dev.playgate.demo;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

class RenditionTest {

    private static final int VIDEO = 1;
    private static final int AUDIO = 2;
    private static final long VIDEO_TIMESCALE = 12_800;
    private static final long AUDIO_TIMESCALE = 48_000;
    private static final long AAC_FRAME = 1024;

    /** The first segment of a clip's turn. */
    private static final long FIRST = 897_753_744;

    static List<Rendition> renditions() {
        return List.of(Rendition.P360, Rendition.P180);
    }

    @ParameterizedTest
    @MethodSource("renditions")
    void theVideoTimelineRunsOnThroughTheLoops(Rendition rendition) {
        for (long number = FIRST; number < FIRST + 24; number++) {
            assertThat(decodeTime(rendition, number, VIDEO)).isEqualTo(number * 2 * VIDEO_TIMESCALE);
        }
    }

    @ParameterizedTest
    @MethodSource("renditions")
    void theAudioTimelineRunsOnInWholeFramesThroughTheLoops(Rendition rendition) {
        assertThat(decodeTime(rendition, FIRST, AUDIO)).isEqualTo(FIRST * 2 * AUDIO_TIMESCALE);
        List<Long> framesPerSegment = new ArrayList<>();
        for (long number = FIRST; number < FIRST + 24; number++) {
            long ticks = decodeTime(rendition, number + 1, AUDIO) - decodeTime(rendition, number, AUDIO);
            assertThat(ticks % AAC_FRAME).isZero();
            framesPerSegment.add(ticks / AAC_FRAME);
        }
        assertThat(framesPerSegment).allMatch(frames -> frames == 93 || frames == 94);
        assertThat(framesPerSegment.stream().mapToLong(Long::longValue).sum()).isEqualTo(3 * 750);
    }

    @ParameterizedTest
    @MethodSource("renditions")
    void theFragmentSequenceNumberIsTheSegmentNumber(Rendition rendition) {
        ByteBuffer segment = rendition.segment(FIRST + 9).bytes();
        assertThat(segment.getInt(Mp4.sequenceNumberAt(segment))).isEqualTo((int) (FIRST + 9));
    }

    @ParameterizedTest
    @MethodSource("renditions")
    void anEntityTagNamesOneSegmentOfOneRendition(Rendition rendition) {
        assertThat(rendition.segment(FIRST).entityTag()).isEqualTo(rendition.segment(FIRST).entityTag())
                .isNotEqualTo(rendition.segment(FIRST + 8).entityTag()).matches("\"[0-9a-f]{8}-[0-9]+\"");
        assertThat(Rendition.P360.segment(FIRST).entityTag()).isNotEqualTo(Rendition.P180.segment(FIRST).entityTag());
    }

    @ParameterizedTest
    @MethodSource("renditions")
    void theCodecIsTheOneOfTheDecoderConfiguration(Rendition rendition) {
        byte[] init = rendition.init().bytes().array();
        int profile = new String(init, ISO_8859_1).indexOf("avcC") + 5;
        assertThat(rendition.attributes())
                .contains("CODECS=\"avc1." + HexFormat.of().formatHex(init, profile, profile + 3) + ",mp4a.40.2\"");
    }

    @ParameterizedTest
    @MethodSource("renditions")
    void theBandwidthIsThatOfTheLargestSegment(Rendition rendition) {
        List<Long> bitsPerSecond = new ArrayList<>();
        for (long number = FIRST; number < FIRST + 8; number++) {
            bitsPerSecond.add(rendition.segment(number).bytes().limit() * 8L / 2);
        }
        long peak = bitsPerSecond.stream().mapToLong(Long::longValue).max().orElseThrow();
        long average = bitsPerSecond.stream().mapToLong(Long::longValue).sum() / 8;
        assertThat(rendition.attributes()).startsWith("BANDWIDTH=" + peak + ",AVERAGE-BANDWIDTH=" + average + ",");
    }

    private static long decodeTime(Rendition rendition, long number, int track) {
        return Mp4.decodeTimes(rendition.segment(number).bytes()).stream().filter(time -> time.trackId() == track)
                .findFirst().orElseThrow().value();
    }
}
