package dev.playgate.role;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.springframework.context.SmartLifecycle;

/**
 * The time between ceasing to be ready, which comes first of all when the process is stopped, and the first thing that is
 * stopped: who sends requests here hears of it meanwhile, and none of them fails.
 */
final class Grace implements SmartLifecycle {

    private final CountDownLatch never = new CountDownLatch(1);
    private final Duration length;
    private volatile boolean running;

    Grace(Duration length) {
        this.length = length;
    }

    @Override
    public void start() {
        running = true;
    }

    /** Returns after the grace; whoever stops the process has nothing else to do. */
    @Override
    public void stop() {
        try {
            never.await(length.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
