package dev.playgate.edge.express;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OriginLimitTest {

    private final OriginLimit limit = new OriginLimit(1);
    private final List<String> woken = new ArrayList<>();
    private final Runnable first = new Waiter("first");
    private final Runnable second = new Waiter("second");

    private final class Waiter implements Runnable {

        private final String name;

        Waiter(String name) {
            this.name = name;
        }

        @Override
        public void run() {
            woken.add(name);
        }
    }

    OriginLimitTest() {
        assertThat(limit.tryTake()).isTrue();
    }

    @Test
    void whoeverWaitsIsWokenOnceInTurn() {
        limit.whenFree(first);
        limit.whenFree(second);
        limit.giveBack();
        assertThat(woken).containsExactly("first");
        assertThat(limit.isWanted()).isTrue();
        limit.giveBack();
        limit.giveBack();
        assertThat(woken).containsExactly("first", "second");
        assertThat(limit.isWanted()).isFalse();
    }

    @Test
    void whoeverAsksManyTimesWaitsOnce() {
        for (int i = 0; i < 100; i++) {
            limit.whenFree(first);
        }
        limit.whenFree(second);
        limit.giveBack();
        limit.giveBack();
        assertThat(woken).containsExactly("first", "second");
    }

    @Test
    void whoeverHasGoneIsNotWoken() {
        limit.whenFree(first);
        limit.whenFree(second);
        limit.forget(first);
        limit.giveBack();
        assertThat(woken).containsExactly("second");
        limit.whenFree(first);
        assertThat(woken).as("one is free").containsExactly("second", "first");
        limit.forget(second);
        assertThat(limit.isWanted()).isFalse();
    }

    @Test
    void whoeverHasSomeUnusedIsAskedForIt() {
        limit.onNeed(() -> woken.add("owner"));
        limit.whenFree(first);
        assertThat(woken).containsExactly("owner");
    }
}
