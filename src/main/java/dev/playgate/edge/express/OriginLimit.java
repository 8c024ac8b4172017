package dev.playgate.edge.express;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;

/** Caps the connections to one origin over all event loops. Safe for use by many threads. */
final class OriginLimit {

    private final int maximum;
    private final Semaphore free;
    /** Each once, however many wait behind it. */
    private final Set<Runnable> waiting = new LinkedHashSet<>();
    private volatile boolean wanted;
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

    /** @param retry called once, by any thread, when one may be free again; given before and not called yet: no other */
    void whenFree(Runnable retry) {
        add(retry);
        if (free.availablePermits() > 0) {
            wake();
        } else {
            owners.forEach(Runnable::run);
        }
    }

    private synchronized void add(Runnable retry) {
        waiting.add(retry);
        wanted = true;
    }

    /** Nobody waits behind it any more. */
    synchronized void forget(Runnable retry) {
        waiting.remove(retry);
        wanted = !waiting.isEmpty();
    }

    void giveBack() {
        free.release();
        wake();
    }

    /** Whether somebody would take a connection that is not in use now. */
    boolean isWanted() {
        return wanted;
    }

    private void wake() {
        if (wanted) {
            first().ifPresent(Runnable::run);
        }
    }

    private synchronized Optional<Runnable> first() {
        Optional<Runnable> first = waiting.stream().findFirst();
        first.ifPresent(this::forget);
        return first;
    }
}
