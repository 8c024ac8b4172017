package dev.playgate.role;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at files and remote key sets for changes, off the event loops. */
final class Refresher implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Refresher.class);

    private final ScheduledExecutorService executor = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("playgate-refresh").factory());

    void every(Duration period, Runnable task) {
        executor.scheduleWithFixedDelay(() -> run(task), period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** A task that throws would not be run again. */
    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.error("A refresh failed; what is in force stays", e);
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
