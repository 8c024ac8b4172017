package dev.playgate.edge;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import com.github.benmanes.caffeine.cache.Ticker;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.playgate.policy.NewViewers;
import dev.playgate.policy.PlayoutRequest;
import dev.playgate.policy.Right;
import dev.playgate.stream.Medium;
import dev.playgate.stream.OrganisationId;
import dev.playgate.stream.PlayoutForm;
import dev.playgate.stream.PlayoutTarget;
import dev.playgate.stream.StreamName;
import dev.playgate.viewer.PageEvidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

/** Who may begin to play on a loop whose clock stands until the test moves it. */
class LoopLoadsTest {

    private static final PlayoutForm FORM = new PlayoutForm("/hls/", Optional.empty(), Medium.HLS,
            URI.create("http://localhost"), Optional.empty());
    private static final PlayoutRequest REQUEST = new PlayoutRequest(
            new PlayoutTarget(FORM, new StreamName("Demo1-live1"), "/hls/Demo1-live1/a", "", List.of()), List.of(),
            new PageEvidence.Missing(), Optional.empty(), Instant.EPOCH);

    private final OpenedSessions opened = new OpenedSessions(Ticker.disabledTicker());
    private final LoopLoads loads = new LoopLoads(opened);
    private final EmbeddedChannel viewer = new EmbeddedChannel();

    LoopLoadsTest() {
        viewer.freezeTime();
    }

    @AfterEach
    void close() {
        loads.close();
        viewer.close();
    }

    private static Right.OfToken token(String jti) {
        Right.OfToken right = mock(Right.OfToken.class);
        when(right.organisation()).thenReturn(OrganisationId.of("5f2c9a04-7d31-4c8e-9b1a-d0e6f3a7c001"));
        when(right.jti()).thenReturn(jti);
        return right;
    }

    private void beLate() {
        loads.watch(viewer.eventLoop());
        for (int window = 0; window < OriginLoad.LATE_WINDOWS; window++) {
            viewer.advanceTimeBy(OriginLoad.WINDOW.plus(OriginLoad.SLACK).toNanos() + 1, TimeUnit.NANOSECONDS);
            viewer.runScheduledPendingTasks();
        }
    }

    @Test
    void onALoopThatIsOnTimeAndElsewhereAllMay() {
        assertThat(loads.newViewers()).isSameAs(NewViewers.ALL);
        loads.watch(viewer.eventLoop());
        assertThat(loads.newViewers()).isSameAs(NewViewers.ALL);
        assertThat(loads.late()).isZero();
    }

    @Test
    void onALateLoopFewMayAndEachTakesOnePlace() {
        beLate();
        assertThat(loads.late()).isEqualTo(1);
        for (int i = 0; i < LoopLoad.FEWEST; i++) {
            NewViewers one = loads.newViewers();
            assertThat(one.mayVerify()).isTrue();
            assertThat(one.mayVerify()).isTrue();
            assertThat(one.mayPlay(token("new-" + i), REQUEST)).isTrue();
        }
        assertThat(loads.newViewers().mayVerify()).isFalse();
        assertThat(loads.newViewers().mayPlay(token("another"), REQUEST)).isFalse();
    }

    @Test
    void onALateLoopWhoPlaysGoesOnAndTakesNoPlace() {
        Right.OfToken running = token("running");
        opened.opens(running, REQUEST);
        beLate();
        for (int i = 0; i < 2 * LoopLoad.FEWEST; i++) {
            assertThat(loads.newViewers().mayPlay(running, REQUEST)).isTrue();
        }
        assertThat(loads.newViewers().mayPlay(token("another"), REQUEST)).isTrue();
    }

    @Test
    void aLoopIsWatchedOnce() {
        loads.watch(viewer.eventLoop());
        beLate();
        assertThat(loads.late()).isEqualTo(1);
    }

    @Test
    void onceItIsClosedNothingIsWatched() {
        loads.watch(viewer.eventLoop());
        loads.close();
        beLate();
        assertThat(loads.late()).isZero();
    }
}
