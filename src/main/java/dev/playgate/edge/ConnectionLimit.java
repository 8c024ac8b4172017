package dev.playgate.edge;

import java.util.concurrent.atomic.AtomicInteger;

/** Caps the viewers' connections (security H3). */
final class ConnectionLimit {

    private final int maximum;
    private final AtomicInteger open = new AtomicInteger();

    ConnectionLimit(int maximum) {
        this.maximum = maximum;
    }

    /** Each call is followed by one {@link #leave}, whatever it says. */
    boolean tryEnter() {
        return open.incrementAndGet() <= maximum;
    }

    void leave() {
        open.decrementAndGet();
    }

    int open() {
        return open.get();
    }
}
