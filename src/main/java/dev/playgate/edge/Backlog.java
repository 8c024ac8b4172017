package dev.playgate.edge;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

import io.micrometer.core.instrument.Counter;
import org.jspecify.annotations.Nullable;

/**
 * What those who answer viewers leave to be done on a thread of its own: they never wait, whatever it takes. What is one too
 * many is dropped and counted.
 */
public final class Backlog<T> {

    public static final int MAXIMUM_WAITING = 16_384;
    /** To wake the thread for each would cost more than most of what is left to it. */
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration LAST = Duration.ofMinutes(1);

    private final String name;
    private final Consumer<T> work;
    private final Runnable afterwards;
    private final Counter dropped;
    private final Queue<T> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();
    private volatile @Nullable Thread thread;

    /**
     * @param name of the thread
     * @param work on each, must not throw
     * @param afterwards when nothing waits, ten times a second; must not throw
     */
    public Backlog(String name, Consumer<T> work, Runnable afterwards, Counter dropped) {
        this.name = name;
        this.work = work;
        this.afterwards = afterwards;
        this.dropped = dropped;
    }

    /** By any thread, before it is started as well. */
    public void add(T item) {
        if (count.incrementAndGet() > MAXIMUM_WAITING) {
            count.decrementAndGet();
            dropped.increment();
        } else {
            waiting.add(item);
        }
    }

    public void start() {
        Thread started = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
        thread = started;
        started.start();
    }

    private void run() {
        while (isRunning()) {
            workOff();
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private void workOff() {
        T item;
        while ((item = waiting.poll()) != null) {
            count.decrementAndGet();
            work.accept(item);
        }
        afterwards.run();
    }

    /** When all is done that waited, or after a minute. */
    public void stop() {
        Thread running = thread;
        thread = null;
        if (running == null) {
            return;
        }
        LockSupport.unpark(running);
        try {
            running.join(LAST);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        workOff();
    }

    public boolean isRunning() {
        return thread != null;
    }
}
