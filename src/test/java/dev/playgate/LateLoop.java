package dev.playgate;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import reactor.netty.resources.LoopResources;

/** An event loop that nobody else needs, and another that accepts for it; late while a test wants it to be. */
public final class LateLoop implements AutoCloseable {

    /** More than a window and what is no lateness in it, or each window would end when the work does. */
    private static final Duration WORK = Duration.ofMillis(200);

    private final LoopResources resources = LoopResources.create("late", 1, 1, true);

    /** For the servers whose connections it serves. */
    public LoopResources resources() {
        return resources;
    }

    /** From now on, until that is cancelled. */
    public Future<?> beLate() {
        return resources.onServer(true).next().scheduleWithFixedDelay(LateLoop::work, 0, 1, TimeUnit.MILLISECONDS);
    }

    private static void work() {
        try {
            Thread.sleep(WORK);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        resources.dispose();
    }
}
