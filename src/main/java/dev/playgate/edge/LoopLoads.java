package dev.playgate.edge;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.FastThreadLocal;
import org.jspecify.annotations.Nullable;

import dev.playgate.policy.NewViewers;
import dev.playgate.policy.PlayoutRequest;
import dev.playgate.policy.Right;

/** The {@link LoopLoad} of each event loop that viewers, or the proxies that they come by, are connected to. */
public final class LoopLoads implements AutoCloseable {

    private final OpenedSessions opened;
    private final FastThreadLocal<@Nullable LoopLoad> own = new FastThreadLocal<>();
    private final Queue<LoopLoad> all = new ConcurrentLinkedQueue<>();
    private final Queue<Future<?>> watches = new ConcurrentLinkedQueue<>();

    /** @param opened the sessions that run */
    LoopLoads(OpenedSessions opened) {
        this.opened = opened;
    }

    /** The loop is watched from now on, if it was not before. Called by its own thread. */
    public void watch(EventLoop loop) {
        if (own.getIfExists() != null) {
            return;
        }
        LoopLoad load = new LoopLoad(loop.ticker().nanoTime());
        own.set(load);
        all.add(load);
        long window = OriginLoad.WINDOW.toNanos();
        watches.add(loop.scheduleWithFixedDelay(() -> load.look(loop.ticker().nanoTime()), window, window,
                TimeUnit.NANOSECONDS));
    }

    /** Who of those may begin to play whose request is judged now, by the thread that calls. */
    public NewViewers newViewers() {
        LoopLoad load = own.getIfExists();
        return load == null || !load.isBounded() ? NewViewers.ALL : new Few(load, opened);
    }

    /** Whether the thread that calls is late itself, so that what it waited for says nothing of others. */
    boolean isLate() {
        LoopLoad load = own.getIfExists();
        return load != null && load.isLate();
    }

    /** How many loops let few new viewers in. */
    long late() {
        return all.stream().filter(LoopLoad::isBounded).count();
    }

    @Override
    public void close() {
        watches.forEach(watch -> watch.cancel(false));
    }

    /** One request's, which takes one place at most. */
    private static final class Few implements NewViewers {

        private final LoopLoad load;
        private final OpenedSessions opened;
        private boolean entered;

        Few(LoopLoad load, OpenedSessions opened) {
            this.load = load;
            this.opened = opened;
        }

        @Override
        public boolean mayVerify() {
            return enter();
        }

        @Override
        public boolean mayPlay(Right.OfToken right, PlayoutRequest request) {
            return opened.knows(right, request) || enter();
        }

        private boolean enter() {
            if (!entered) {
                entered = load.tryEnter();
            }
            return entered;
        }
    }
}
