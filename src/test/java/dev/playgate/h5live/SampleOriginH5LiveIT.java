package dev.playgate.h5live;

import java.nio.file.Path;
import java.time.InstantSource;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.playgate.demo.DemoProperties;
import dev.playgate.demo.SampleOrigin;

import static org.assertj.core.api.Assertions.assertThat;

/** The player's contract at the sample origin itself, without Playgate: what the other tests rest on. */
class SampleOriginH5LiveIT {

    @TempDir
    Path data;

    private SampleOrigin origin;

    @BeforeEach
    void start() {
        origin = new SampleOrigin(InstantSource.system(), new DemoProperties(0, data.resolve("origin.log")));
        origin.start();
    }

    @AfterEach
    void stop() {
        origin.stop();
    }

    @Test
    void itPlaysWithoutAGapAndGoesOnWithAnotherStreamInTheSameSocket() {
        try (H5LivePlayer player = H5LivePlayer.open(origin.port(), H5LiveUrl.of("Demo1-live1"))) {
            assertThat(player.event("onServerInfo").path("capabilities").toString()).contains("onUpdateSource");
            player.event("onStreamInfo");
            player.plays(60);
            player.send(H5LiveUrl.change("Demo1-live2"));
            player.event("onUpdateSourceSuccess");
            player.event("onStreamInfo");
            player.plays(60);
            assertThat(player.frames().beginnings()).isEqualTo(2);
            assertThat(player.frames().gaps()).isZero();
        }
    }

    @Test
    void itClosesProbesAndWhatItDoesNotKnow() {
        H5LiveUrl url = H5LiveUrl.of("Demo1-live1");
        assertThat(H5LivePlayer.open(origin.port(), url.flagged("checkandclose")).ended())
                .isEqualTo(new Ending.Closed(4200));
        assertThat(H5LivePlayer.open(origin.port(), H5LiveUrl.of("Demo1-none")).ended())
                .isEqualTo(new Ending.Closed(4404));
        assertThat(H5LivePlayer.open(origin.port(), url.and("stream", "Demo1-live2")).ended())
                .isEqualTo(new Ending.Closed(4400));
    }
}
