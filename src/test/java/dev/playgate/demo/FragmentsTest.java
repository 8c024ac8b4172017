package dev.playgate.demo;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class FragmentsTest {

    private static final long NUMBER = 897_753_749;
    private static final int KEY_FRAME = 0x0200_0000;

    @ParameterizedTest
    @CsvSource({"360p, 1", "360p, 10", "180p, 1", "180p, 10", "180p, 50"})
    void allFragmentsTogetherAreTheSegment(String name, int frames) {
        Rendition rendition = name.equals("360p") ? Rendition.P360 : Rendition.P180;
        ByteBuffer segment = rendition.segment(NUMBER).bytes();
        Map<Integer, Long> next = new HashMap<>();
        Map<Integer, List<ByteBuffer>> cut = new HashMap<>();
        for (ByteBuffer fragment : fragments(rendition, frames)) {
            for (Mp4.Run run : Mp4.runs(fragment)) {
                assertThat(run.decodeTime()).isEqualTo(next.getOrDefault(run.trackId(), run.decodeTime()));
                next.put(run.trackId(), run.decodeTime() + (long) run.samples() * run.duration());
                cut.computeIfAbsent(run.trackId(), track -> new ArrayList<>()).addAll(samples(fragment, run));
            }
        }
        for (Mp4.Run run : Mp4.runs(segment)) {
            assertThat(cut.get(run.trackId())).isEqualTo(samples(segment, run));
            assertThat(next.get(run.trackId()))
                    .isEqualTo(run.decodeTime() + (long) run.samples() * run.duration());
        }
    }

    @ParameterizedTest
    @CsvSource({"1", "10"})
    void onlyTheFirstFragmentOfASegmentStartsWithAKeyFrame(int frames) {
        assertThat(fragments(Rendition.P360, frames).stream().map(fragment -> Mp4.runs(fragment).getFirst())
                .map(run -> run.firstFlags() == KEY_FRAME)).startsWith(true).containsOnlyOnce(true);
    }

    @ParameterizedTest
    @CsvSource({"1", "10"})
    void theAudioOfAFragmentBeginsWhileItsFramesAreShown(int frames) {
        List<ByteBuffer> fragments = fragments(Rendition.P360, frames);
        for (ByteBuffer fragment : fragments.subList(1, fragments.size())) {
            Mp4.Run video = Mp4.runs(fragment).getFirst();
            Mp4.Run audio = Mp4.runs(fragment).getLast();
            double late = audio.decodeTime() / 48_000.0 - video.decodeTime() / 12_800.0;
            assertThat(late).isBetween(0.0, 1024 / 48_000.0);
        }
    }

    @ParameterizedTest
    @CsvSource({"0", "49"})
    void frameNumbersAreTheFragmentsSequenceNumbers(int inSegment) {
        ByteBuffer frame = Rendition.P360.frame(NUMBER * 50 + inSegment);
        assertThat(frame.getInt(Mp4.sequenceNumberAt(frame))).isEqualTo((int) (NUMBER * 50 + inSegment));
        assertThat(Mp4.runs(frame).getFirst().samples()).isOne();
    }

    private static List<ByteBuffer> fragments(Rendition rendition, int frames) {
        List<ByteBuffer> fragments = new ArrayList<>();
        for (int first = 0; first < Timeline.SEGMENT_FRAMES; first += frames) {
            fragments.add(switch (frames) {
                case 1 -> rendition.frame(NUMBER * Timeline.SEGMENT_FRAMES + first);
                case Timeline.PART_FRAMES -> rendition.part(NUMBER, first / Timeline.PART_FRAMES).bytes();
                default -> rendition.segment(NUMBER).bytes();
            });
        }
        return fragments;
    }

    private static List<ByteBuffer> samples(ByteBuffer file, Mp4.Run run) {
        List<ByteBuffer> samples = new ArrayList<>();
        for (int sample = 0; sample < run.samples(); sample++) {
            int start = run.starts().get(sample);
            samples.add(file.slice(start, run.starts().get(sample + 1) - start));
        }
        return samples;
    }
}
