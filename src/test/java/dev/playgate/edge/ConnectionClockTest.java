package dev.playgate.edge;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ConnectionClockTest {

    private static final Duration HEAD = Duration.ofSeconds(10);
    private static final Duration SILENCE = Duration.ofSeconds(60);
    private static final Duration STALL = Duration.ofSeconds(30);
    /** Shorter than it takes until the clock looks again. */
    private static final Duration STEP = Duration.ofSeconds(1);

    private final ConnectionClock clock = new ConnectionClock(HEAD, SILENCE, STALL);
    private final EmbeddedChannel viewer = new EmbeddedChannel(new ChannelInboundHandlerAdapter());
    private final ChannelHandlerContext ctx = viewer.pipeline().firstContext();
    private boolean due = true;

    ConnectionClockTest() {
        viewer.freezeTime();
        clock.start(ctx, () -> due);
    }

    @AfterEach
    void close() {
        viewer.close();
    }

    private void run(Duration time) {
        for (long step = time.dividedBy(STEP); step > 0; step--) {
            pass(STEP);
        }
    }

    private void pass(Duration time) {
        viewer.advanceTimeBy(time.toNanos(), TimeUnit.NANOSECONDS);
        viewer.runScheduledPendingTasks();
    }

    @Test
    void h3_aConnectionIsOpenUntilTheSilenceIsOver() {
        run(SILENCE.minus(STEP));
        assertThat(viewer.isOpen()).isTrue();
        run(HEAD.dividedBy(2).plus(STEP));
        assertThat(viewer.isOpen()).isFalse();
    }

    @Test
    void h3_aHeadIsOpenUntilItsTimeIsOver() {
        clock.headBegins(ctx);
        run(HEAD.minus(STEP));
        assertThat(viewer.isOpen()).isTrue();
        run(HEAD.dividedBy(2).plus(STEP));
        assertThat(viewer.isOpen()).isFalse();
    }

    @Test
    void aConnectionThatWaitsForUsIsOpen() {
        due = false;
        run(SILENCE.multipliedBy(3));
        assertThat(viewer.isOpen()).isTrue();
    }

    @Test
    void whatCameWhileTheProcessStoodStillIsReadBeforeAnythingIsClosed() {
        clock.headBegins(ctx);
        pass(SILENCE.multipliedBy(2));
        assertThat(viewer.isOpen()).isTrue();
        clock.headEnds();
        clock.restart(ctx);
        run(HEAD);
        assertThat(viewer.isOpen()).isTrue();
    }

    @Test
    void h3_whoSendsNothingIsClosedHoweverLongTheProcessStoodStill() {
        pass(SILENCE.multipliedBy(2));
        run(HEAD.dividedBy(2).plus(STEP));
        assertThat(viewer.isOpen()).isFalse();
    }

    private void waitFor(int octets) {
        viewer.write(Unpooled.wrappedBuffer(new byte[octets]));
    }

    private void take() {
        ChannelOutboundBuffer waiting = viewer.unsafe().outboundBuffer();
        waiting.addFlush();
        waiting.remove();
    }

    @Test
    void h3_whoTakesNothingOfWhatWaitsIsCut() {
        due = false;
        waitFor(100_000);
        run(STALL.minus(STEP));
        assertThat(viewer.isOpen()).isTrue();
        run(HEAD.plus(STEP));
        assertThat(viewer.isOpen()).isFalse();
    }

    @Test
    void whoTakesALittleNowAndThenIsNotCut() {
        due = false;
        for (int i = 0; i < 10; i++) {
            waitFor(20_000);
        }
        for (int i = 0; i < 6; i++) {
            run(STALL.minus(HEAD));
            take();
            assertThat(viewer.isWritable()).isFalse();
        }
        assertThat(viewer.isOpen()).isTrue();
    }

    @Test
    void forWhomLittleWaitsIsNotCut() {
        due = false;
        waitFor(1000);
        run(STALL.multipliedBy(3));
        assertThat(viewer.isOpen()).isTrue();
    }
}
