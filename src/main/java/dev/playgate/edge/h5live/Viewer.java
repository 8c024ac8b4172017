package dev.playgate.edge.h5live;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.util.concurrent.Future;

/**
 * The way to a viewer. One that takes nothing for too long while something waits is cut, since what waits is memory; one
 * for whom there is nothing is left alone.
 */
final class Viewer {

    private final Channel channel;
    private final long longestStall;
    private int waiting;
    private long tookAt;
    private boolean watched;

    Viewer(Channel channel, Duration longestStall) {
        this.channel = channel;
        this.longestStall = longestStall.toNanos();
    }

    boolean isWritable() {
        return channel.isWritable();
    }

    /** What has to wait is not to keep a buffer that it hardly fills; the bytes, in a buffer of their size if need be. */
    ByteBuf pack(ByteBuf bytes) {
        if (waiting == 0 || bytes.readableBytes() > bytes.capacity() / 2) {
            return bytes;
        }
        try {
            return channel.alloc().buffer(bytes.readableBytes()).writeBytes(bytes);
        } finally {
            bytes.release();
        }
    }

    void write(ByteBuf bytes) {
        if (waiting++ == 0) {
            tookAt = now();
            if (!watched) {
                watched = true;
                watchIn(longestStall);
            }
        }
        channel.write(bytes).addListener(this::took);
    }

    void flush() {
        channel.flush();
    }

    private void took(Future<?> written) {
        waiting--;
        tookAt = now();
    }

    private void watchIn(long nanos) {
        channel.eventLoop().schedule(this::watch, nanos, TimeUnit.NANOSECONDS);
    }

    private void watch() {
        long left = longestStall - (now() - tookAt);
        if (waiting == 0 || !channel.isOpen()) {
            watched = false;
        } else if (left <= 0) {
            channel.close();
        } else {
            watchIn(left);
        }
    }

    private long now() {
        return channel.eventLoop().ticker().nanoTime();
    }
}
