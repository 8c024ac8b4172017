package dev.playgate.edge.express;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;

/** Caps the connections to one origin over all event loops. Safe for use by many threads. */
final class OriginLimit {

    private final int maximum;
    private final Semaphore free;
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final List<Runnable> owners = new CopyOnWriteArrayList<>();

    OriginLimit(int maximum) {
        this.maximum = maximum;
        this.free = new Semaphore(maximum);
    }

    /** @param release called by any thread when somebody waits: closes a connection that is not in use */
    void onNeed(Runnable release) {
        owners.add(release);
    }

    int taken() {
        return maximum - free.availablePermits();
    }

    boolean tryTake() {
        return free.tryAcquire();
    }

    /** @param retry called once, by any thread, when one may be free again */
    void whenFree(Runnable retry) {
        waiting.add(retry);
        if (free.availablePermits() > 0) {
            wake();
        } else {
            owners.forEach(Runnable::run);
        }
    }

    void giveBack() {
        free.release();
        wake();
    }

    /** Whether somebody would take a connection that is not in use now. */
    boolean isWanted() {
        return !waiting.isEmpty();
    }

    private void wake() {
        Runnable next = waiting.poll();
        if (next != null) {
            next.run();
        }
    }
}
