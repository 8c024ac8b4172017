package dev.playgate.demo;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class TimelineTest {

    private static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");

    @Test
    void aSegmentIsThereAsSoonAsItIsOver() {
        Timeline window = Timeline.at(NOW);
        assertThat(window.last()).isEqualTo(NOW.getEpochSecond() / 2 - 1);
        assertThat(Timeline.at(NOW.minusNanos(1)).last()).isEqualTo(window.last() - 1);
        assertThat(Timeline.at(NOW.plus(Timeline.SEGMENT).minusNanos(1))).isEqualTo(window);
    }

    @Test
    void theWindowHoldsSixSegmentsAndItsStartIsTheFirstOnes() {
        Timeline window = Timeline.at(NOW);
        assertThat(window.last() - window.first() + 1).isEqualTo(6);
        assertThat(window.start()).isEqualTo(NOW.minus(Duration.ofSeconds(12)));
    }

    @Test
    void aSegmentStaysForItsOwnAndThePlaylistsDurationAfterItLeftTheLongestPlaylist() {
        Timeline window = Timeline.at(NOW);
        assertThat(window.serves(window.last() + 1)).isFalse();
        assertThat(window.serves(window.last())).isTrue();
        assertThat(window.serves(window.first() - 15)).isTrue();
        assertThat(window.serves(window.first() - 16)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 0", "7, 7, 0", "8, 0, 1", "897753744, 0, 112219218", "897753751, 7, 112219218"})
    void theClipComesRoundEveryEightSegments(long number, int index, long loop) {
        assertThat(Timeline.clipIndex(number)).isEqualTo(index);
        assertThat(Timeline.loop(number)).isEqualTo(loop);
    }
}
