package dev.playgate.edge;

import java.time.Duration;
import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** How many new viewers come in on a loop that is as late as the test says, in each window. */
class LoopLoadTest {

    private static final int MANY = 1000;
    /** Milliseconds. */
    private static final int LATE = 51;
    private static final int TIMELY = 50;

    private long now;
    private final LoopLoad load = new LoopLoad(now);

    /** One window to its end, in which so many come; how many of them are let in. */
    private int window(int milliseconds, int newViewers) {
        int entered = 0;
        for (int i = 0; i < newViewers; i++) {
            if (!load.isBounded() || load.tryEnter()) {
                entered++;
            }
        }
        now += OriginLoad.WINDOW.toNanos() + Duration.ofMillis(milliseconds).toNanos();
        load.look(now);
        return entered;
    }

    private void windows(int count, int milliseconds, int newViewers) {
        for (int i = 0; i < count; i++) {
            window(milliseconds, newViewers);
        }
    }

    @Test
    void aLoopThatIsLateForLessThanASecondLetsAllIn() {
        for (int times = 0; times < 10; times++) {
            windows(9, LATE, MANY);
            assertThat(window(TIMELY, MANY)).isEqualTo(MANY);
            assertThat(load.isBounded()).isFalse();
        }
    }

    @Test
    void aPauseOfTheWholeProcessIsLateOnce() {
        windows(9, (int) Duration.ofMinutes(1).toMillis(), MANY);
        assertThat(load.isBounded()).isFalse();
    }

    @Test
    void whenItIsLateForASecondFewComeIn() {
        windows(10, LATE, MANY);
        assertThat(window(LATE, MANY)).isEqualTo(LoopLoad.FEWEST);
        assertThat(window(LATE, 1)).isEqualTo(1);
    }

    @Test
    void onTimeAgainItLetsOneMoreInWithEachWindow() {
        windows(10, LATE, MANY);
        assertThat(window(TIMELY, MANY)).isEqualTo(LoopLoad.FEWEST);
        assertThat(window(TIMELY, MANY)).isEqualTo(LoopLoad.FEWEST + 1);
        windows(96, TIMELY, MANY);
        assertThat(window(TIMELY, MANY)).isEqualTo(LoopLoad.FEWEST + 98);
        assertThat(load.isBounded()).isTrue();
    }

    @Test
    void lateTwiceAgainItLetsHalfAsManyIn() {
        windows(10, LATE, MANY);
        windows(96, TIMELY, MANY);
        assertThat(window(LATE, MANY)).isEqualTo(100);
        assertThat(window(LATE, MANY)).isEqualTo(100);
        assertThat(window(TIMELY, MANY)).isEqualTo(50);
        assertThat(window(LATE, MANY)).isEqualTo(51);
        assertThat(window(TIMELY, MANY)).isEqualTo(51);
    }

    @Test
    void onceNobodyWasRefusedForASecondAllComeIn() {
        windows(10, LATE, MANY);
        windows(9, TIMELY, 1);
        window(TIMELY, MANY);
        windows(9, TIMELY, 1);
        assertThat(load.isBounded()).isTrue();
        assertThat(load.isLate()).isTrue();
        window(TIMELY, 1);
        assertThat(load.isBounded()).isFalse();
        assertThat(load.isLate()).isFalse();
        windows(9, LATE, MANY);
        assertThat(window(LATE, MANY)).as("late for less than a second").isEqualTo(MANY);
    }

    @Property
    void fewComeInAlwaysAndAllUnlessItWasLateForASecond(
            @ForAll @Size(max = 200) List<@IntRange(max = 120) Integer> milliseconds,
            @ForAll @IntRange(max = 50) int newViewers) {
        LoopLoadTest loop = new LoopLoadTest();
        int inARow = 0;
        boolean wasLate = false;
        for (int late : milliseconds) {
            int entered = loop.window(late, newViewers);
            assertThat(entered).isBetween(Math.min(newViewers, LoopLoad.FEWEST), newViewers);
            if (!wasLate) {
                assertThat(entered).isEqualTo(newViewers);
            }
            inARow = late >= LATE ? inARow + 1 : 0;
            wasLate |= inARow >= 10;
        }
        loop.windows(11, 0, 0);
        assertThat(loop.load.isBounded()).isFalse();
    }
}
