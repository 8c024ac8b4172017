package dev.playgate.edge;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Ends one connection, or stream of HTTP/2, when what is due of its viewer does not come in time, or its viewer takes nothing of
 * what waits for it (security H3). Of the connection's thread.
 */
final class ConnectionClock {

    private final Duration head;
    private final Duration silence;
    private final Duration stall;
    private final long periodNanos;
    private long quietSince;
    /** Whether something has come of a head that is not whole yet. */
    private boolean begun;
    private long begunAt;
    private long lookedAt;
    /** What was too much for more to be written, in bytes, at the last look. */
    private long untaken;
    private long tookAt;
    private @Nullable ScheduledFuture<?> watch;

    /**
     * One that stands still.
     *
     * @param head how long a request's head may take from its first byte
     * @param silence how long a connection may be open without a complete request
     * @param stall how long a viewer may take nothing while so much waits for it that no more is written
     */
    ConnectionClock(Duration head, Duration silence, Duration stall) {
        this.head = head;
        this.silence = silence;
        this.stall = stall;
        this.periodNanos = Collections.min(List.of(head, silence, stall)).toNanos() / 2;
    }

    /** @param due whether it is the viewer's turn: a request is due, or the rest of one */
    void start(ChannelHandlerContext ctx, BooleanSupplier due) {
        restart(ctx);
        took(ctx);
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
        } else if (takesNothing(ctx.channel(), now)) {
            ChannelAnswers.cut(ctx.channel());
        }
    }

    /** Little is written while much waits: what waits becomes less, or its viewer is told of by {@link #took}. */
    private boolean takesNothing(Channel viewer, long now) {
        long waits = viewer.bytesBeforeWritable() - taken(viewer);
        if (viewer.isWritable() || waits != untaken) {
            untaken = waits;
            tookAt = now;
        }
        return now - tookAt >= stall.toNanos();
    }

    /** Of the part that is being written, in bytes; the channel counts it as waiting until all of it is taken. */
    private static long taken(Channel viewer) {
        ChannelOutboundBuffer parts = viewer.unsafe().outboundBuffer();
        return parts == null ? 0 : parts.currentProgress();
    }

    /** The viewer has taken so much that more may be written, or has left so much that no more may. */
    void took(ChannelHandlerContext ctx) {
        tookAt = ctx.executor().ticker().nanoTime();
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
