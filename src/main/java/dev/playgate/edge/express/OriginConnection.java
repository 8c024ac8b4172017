package dev.playgate.edge.express;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

import dev.playgate.edge.OriginAddress;
import dev.playgate.edge.OriginAnswerDecoder;

/**
 * One connection to an origin. It serves one exchange at a time, and goes back to its pool when the answer has ended and
 * nothing stands behind it: what an origin sends unasked would be the answer to somebody else's request.
 */
final class OriginConnection extends ChannelInboundHandlerAdapter {

    private final OriginPool pool;
    private final OriginAnswerDecoder decoder = new OriginAnswerDecoder();
    private @Nullable ChannelHandlerContext ctx;
    private @Nullable Exchange exchange;
    private boolean interim;
    private boolean reusable;
    private boolean answered;
    private long restsSince;

    OriginConnection(OriginPool pool) {
        this.pool = pool;
    }

    OriginAnswerDecoder decoder() {
        return decoder;
    }

    OriginAddress address() {
        return pool.address();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        ctx = context;
    }

    boolean isActive() {
        return ctx != null && ctx.channel().isActive();
    }

    /** @param request its head as it stands on the wire */
    void ask(Exchange next, ByteBuf request, boolean head) {
        exchange = next;
        reusable = false;
        answered = false;
        decoder.expect(head);
        if (ctx == null || !ctx.channel().isActive()) {
            request.release();
            lost();
        } else {
            ctx.writeAndFlush(request, ctx.voidPromise());
        }
    }

    void setReading(boolean reading) {
        if (ctx != null) {
            ctx.channel().config().setAutoRead(reading);
        }
    }

    /** Nobody waits for the rest of the answer. */
    void abandon() {
        exchange = null;
        close();
    }

    void close() {
        if (ctx != null) {
            ctx.close();
        }
    }

    /** It is in the pool from now on. */
    void rest() {
        decoder.rest();
        if (ctx != null) {
            restsSince = ctx.executor().ticker().nanoTime();
        }
    }

    long restsSince() {
        return restsSince;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        Exchange asking = exchange;
        if (asking == null) {
            ReferenceCountUtil.release(message);
            reusable = false;
            context.close();
            return;
        }
        if (message instanceof HttpResponse response) {
            if (response.decoderResult().isFailure()) {
                ReferenceCountUtil.release(message);
                fail(asking);
                return;
            }
            interim = response.status().codeClass() == HttpStatusClass.INFORMATIONAL
                    && !response.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS);
            if (!interim) {
                reusable = HttpUtil.isKeepAlive(response);
                asking.begin(response);
            }
        }
        if (message instanceof HttpContent content) {
            read(content);
        }
    }

    private void read(HttpContent content) {
        boolean last = content instanceof LastHttpContent;
        Exchange asking = exchange;
        if (interim || asking == null) {
            content.release();
            interim &= !last;
        } else if (content.decoderResult().isFailure()) {
            content.release();
            fail(asking);
        } else if (last) {
            answered = true;
            exchange = null;
            asking.end(content);
        } else {
            asking.deliver(content);
        }
    }

    private void fail(Exchange asking) {
        abandon();
        asking.broken();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        Exchange asking = exchange;
        if (asking != null) {
            asking.flush();
        } else if (answered) {
            answered = false;
            if (reusable && decoder.isDrained() && context.channel().isActive()) {
                pool.giveBack(this);
            } else {
                context.close();
            }
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        lost();
    }

    private void lost() {
        Exchange asking = exchange;
        exchange = null;
        if (asking != null) {
            asking.lost();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
