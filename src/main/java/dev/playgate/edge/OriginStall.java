package dev.playgate.edge;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.timeout.ReadTimeoutHandler;

/**
 * Gives an answer up of which nothing comes for too long while it is read. While it is not, since its viewer has not taken what
 * came before, the origin is not late: that is the viewer's pause, and {@link ConnectionClock}'s. For the framework's connections
 * to origins, behind what decodes answers.
 */
final class OriginStall extends ReadTimeoutHandler {

    private boolean answering;
    /** Whether more of the answer is wanted. */
    private boolean reading;
    /** Whether some of it has come since. What is less than a part of it is none. */
    private boolean came;

    /** @param longest pause */
    OriginStall(Duration longest) {
        super(longest.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) throws Exception {
        if (message instanceof HttpRequest) {
            answering = true;
            resetReadTimeout();
        }
        super.write(ctx, message, promise);
    }

    @Override
    public void read(ChannelHandlerContext ctx) throws Exception {
        if (!reading) {
            reading = true;
            resetReadTimeout();
        }
        super.read(ctx);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
        came = true;
        if (message instanceof LastHttpContent) {
            answering = false;
        }
        super.channelRead(ctx, message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) throws Exception {
        reading &= !came;
        came = false;
        super.channelReadComplete(ctx);
    }

    @Override
    protected void readTimedOut(ChannelHandlerContext ctx) throws Exception {
        if (answering && reading) {
            super.readTimedOut(ctx);
        }
    }
}
