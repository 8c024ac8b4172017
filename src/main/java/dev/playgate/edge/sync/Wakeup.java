package dev.playgate.edge.sync;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** Between the thread that follows the feed and those that wait for what it finds. */
final class Wakeup {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition woken = lock.newCondition();
    private final Condition changed = lock.newCondition();
    private boolean awake;

    void wake() {
        lock.lock();
        try {
            awake = true;
            woken.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Returns when somebody has woken it since it slept last, or after so long, or when it is interrupted. */
    void sleep(Duration longest) {
        lock.lock();
        try {
            long left = longest.toNanos();
            while (!awake && left > 0) {
                left = woken.awaitNanos(left);
            }
            awake = false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    void changed() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Returns when it is so, or after so long, or when it is interrupted. */
    void awaitUntil(BooleanSupplier condition, Duration longest) {
        lock.lock();
        try {
            long left = longest.toNanos();
            while (!condition.getAsBoolean() && left > 0) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }
}
