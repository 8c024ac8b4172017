package dev.playgate.edge;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import io.netty.channel.ChannelHandlerContext;
import org.jspecify.annotations.Nullable;

/** Ends one connection when what is due of its viewer does not come in time (security H3). Of the connection's thread. */
final class ConnectionClock {

    private final Duration head;
    private final Duration silence;
    private final long periodNanos;
    private long quietSince;
    /** Whether something has come of a head that is not whole yet. */
    private boolean begun;
    private long begunAt;
    private long lookedAt;
    private @Nullable ScheduledFuture<?> watch;

    /**
     * One that stands still.
     *
     * @param head how long a request's head may take from its first byte
     * @param silence how long a connection may be open without a complete request
     */
    ConnectionClock(Duration head, Duration silence) {
        this.head = head;
        this.silence = silence;
        this.periodNanos = Math.min(head.toNanos(), silence.toNanos()) / 2;
    }

    /** @param due whether it is the viewer's turn: a request is due, or the rest of one */
    void start(ChannelHandlerContext ctx, BooleanSupplier due) {
        restart(ctx);
        lookedAt = quietSince;
        watch = ctx.executor().scheduleWithFixedDelay(() -> endWhenLate(ctx, due), periodNanos, periodNanos,
                TimeUnit.NANOSECONDS);
    }

    /** What a viewer sent while this process stood still has been read when the next look is due. */
    private void endWhenLate(ChannelHandlerContext ctx, BooleanSupplier due) {
        long now = ctx.executor().ticker().nanoTime();
        boolean stoodStill = now - lookedAt >= 2 * periodNanos;
        lookedAt = now;
        if (stoodStill) {
            return;
        }
        boolean quiet = due.getAsBoolean() && now - quietSince >= silence.toNanos();
        if (quiet || (begun && now - begunAt >= head.toNanos())) {
            ctx.close();
        }
    }

    /** The silence begins anew. */
    void restart(ChannelHandlerContext ctx) {
        quietSince = ctx.executor().ticker().nanoTime();
    }

    /** Something has come of a head, perhaps its first. */
    void headBegins(ChannelHandlerContext ctx) {
        if (!begun) {
            begun = true;
            begunAt = ctx.executor().ticker().nanoTime();
        }
    }

    /** The head is whole, or it was none. */
    void headEnds() {
        begun = false;
    }

    /** For good. */
    void stop() {
        if (watch != null) {
            watch.cancel(false);
        }
    }
}
