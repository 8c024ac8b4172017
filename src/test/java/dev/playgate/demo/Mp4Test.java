package dev.playgate.demo;

import java.nio.ByteBuffer;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class Mp4Test {

    @Test
    void theTimescalesAreReadByTrack() {
        assertThat(Mp4.timescales(Rendition.P360.init().bytes())).isEqualTo(Map.of(1, 12_800L, 2, 48_000L));
    }

    @Test
    void aTimelineOf32BitsIsRefused() {
        ByteBuffer segment = Rendition.P360.segment(8).bytes();
        segment.put(Mp4.decodeTimes(segment).getFirst().at() - 4, (byte) 0);
        assertThatIllegalArgumentException().isThrownBy(() -> Mp4.decodeTimes(segment)).withMessageContaining("tfdt");
    }

    @Test
    void aBoxThatDoesNotFitIsRefused() {
        ByteBuffer cut = Rendition.P360.segment(8).bytes().slice(0, 100);
        assertThatIllegalArgumentException().isThrownBy(() -> Mp4.decodeTimes(cut)).withMessageContaining("fit");
    }

    @Test
    void aMissingBoxIsNamed() {
        assertThatIllegalArgumentException().isThrownBy(() -> Mp4.timescales(ByteBuffer.allocate(0)))
                .withMessage("expected one moov in file, not 0");
    }
}
