package dev.playgate.edge;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** How many may wait for an origin that answers one request after the other, each in the same time. */
class OriginLoadTest {

    private static final int MOST = 1000;
    private static final Duration WINDOW = Duration.ofMillis(100);
    private static final long SERVICE = Duration.ofMillis(1).toNanos();

    private final OriginLoad load = new OriginLoad(MOST);
    /** When those came who wait. */
    private final Deque<Long> waiting = new ArrayDeque<>();
    private long now;
    private long lastDone;

    /** So many ask within the time, evenly; how many of them were refused. */
    private int ask(int requests, Duration within, boolean newViewers) {
        int refused = 0;
        long pause = within.toNanos() / requests;
        for (int i = 0; i < requests; i++) {
            if (load.tryEnter(newViewers)) {
                waiting.add(now);
            } else {
                refused++;
            }
            pass(pause);
        }
        return refused;
    }

    private void pass(long time) {
        now += time;
        while (!waiting.isEmpty()) {
            long done = Math.max(lastDone, waiting.element()) + SERVICE;
            if (done > now) {
                return;
            }
            lastDone = done;
            load.answered(done - waiting.remove(), done);
        }
    }

    @Test
    void anOriginThatKeepsUpRefusesNobody() {
        assertThat(ask(5000, Duration.ofSeconds(10), true)).isZero();
    }

    @Test
    void pastWhatItCanDoTheRestIsRefusedAndNobodyWaitsLong() {
        ask(1000, Duration.ofSeconds(2), true);
        // Three times what it can do.
        ask(6000, Duration.ofSeconds(2), true);
        int refused = ask(30_000, Duration.ofSeconds(10), true);
        assertThat(refused).isBetween(15_000, 22_000);
        assertThat(load.waiting()).isLessThan(120);
    }

    /** So many are let in, wait as long, and are answered together. */
    private void pause(int requests, Duration waited) {
        for (int i = 0; i < requests; i++) {
            assertThat(load.tryEnter(true)).isTrue();
        }
        for (int i = 0; i < requests; i++) {
            now += SERVICE / 10;
            load.answered(waited.toNanos(), now);
        }
    }

    @Test
    void aPauseOfEightTenthsOfASecondRefusesNobody() {
        for (int times = 0; times < 3; times++) {
            ask(1000, Duration.ofSeconds(2), true);
            long over = now + Duration.ofMillis(800).toNanos();
            while (now < over) {
                pause(400, Duration.ofMillis(150));
            }
        }
    }

    @Test
    void whatIsLateForFewIsNotLateBecauseOfThem() {
        ask(1000, Duration.ofSeconds(2), true);
        for (int i = 0; i < 20; i++) {
            pause(10, Duration.ofSeconds(1));
            pass(WINDOW.toNanos());
        }
        pause(400, Duration.ofSeconds(1));
    }

    @Test
    void whenTheLoadHasGoneNobodyIsRefused() {
        ask(1000, Duration.ofSeconds(2), true);
        ask(15_000, Duration.ofSeconds(5), true);
        ask(1000, Duration.ofSeconds(2), true);
        assertThat(ask(1000, Duration.ofSeconds(2), true)).isZero();
    }

    @Test
    void newViewersAreRefusedBeforeThoseWhoPlay() {
        for (int i = 0; i < MOST * OriginLoad.FOR_NEW_VIEWERS; i++) {
            assertThat(load.tryEnter(true)).isTrue();
        }
        assertThat(load.tryEnter(true)).isFalse();
        for (int i = load.waiting(); i < MOST; i++) {
            assertThat(load.tryEnter(false)).isTrue();
        }
        assertThat(load.tryEnter(false)).isFalse();
        load.left();
        assertThat(load.tryEnter(false)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFewMayWaitHoweverSlowTheOriginIs(boolean newViewers) {
        ask(1000, Duration.ofSeconds(2), true);
        for (int i = 0; i < 2000; i++) {
            now += SERVICE;
            if (load.tryEnter(newViewers)) {
                load.answered(Duration.ofSeconds(5).toNanos(), now);
            }
        }
        for (int i = 0; i < OriginLoad.FEWEST; i++) {
            assertThat(load.tryEnter(newViewers)).isTrue();
        }
    }
}
