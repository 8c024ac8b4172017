package dev.playgate.edge;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.DefaultHttp2GoAwayFrame;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2GoAwayFrame;
import io.netty.handler.codec.http2.Http2HeadersEncoder;
import io.netty.handler.codec.http2.Http2SettingsFrame;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.util.ReferenceCountUtil;

/**
 * What one connection of HTTP/2 may take, behind its codec, and how it ends: when it has been without a stream for too long
 * (security H3), and when the process is stopped.
 */
final class Http2Connection extends ChannelInboundHandlerAdapter {

    /** At a time; what is announced counts only from the viewer's word on that it has read it. */
    static final int STREAMS = 100;
    /** A viewer says it once, or a few times; each lets us keep something. */
    private static final int SETTINGS = 100;
    /** Of what was answered, in octets; a viewer may allow us gigabytes. */
    private static final long COMPRESSION_TABLE = 4096;
    /** In which what a viewer had sent when it was told to leave is still taken (RFC 9113 section 6.8). */
    private static final Duration ON_THE_WAY = Duration.ofMillis(500);

    private final Http2FrameCodec codec;
    private final ConnectionClock clock;
    private final ConnectionLimit limit;
    private int streams;
    private int settings;
    /** Whether no new streams are taken. */
    private boolean leaving;

    /** @param limit of the streams of all viewers */
    Http2Connection(Http2FrameCodec codec, ConnectionClock clock, ConnectionLimit limit) {
        this.codec = codec;
        this.clock = clock;
        this.limit = limit;
    }

    /** That of a stream. */
    static Http2Connection of(Channel stream) {
        return stream.parent().pipeline().get(Http2Connection.class);
    }

    /** What a viewer's channel is, or is a stream of. */
    static Channel under(Channel viewer) {
        return viewer instanceof Http2StreamChannel stream ? stream.parent() : viewer;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        clock.start(ctx, () -> streams == 0);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        clock.stop();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) throws Exception {
        clock.took(ctx);
        super.channelWritabilityChanged(ctx);
    }

    /** Whether there may be one more stream, which is counted until it is closed. */
    boolean tryOpen(Channel stream) {
        if (streams >= STREAMS) {
            return false;
        }
        boolean entered = limit.tryEnter();
        streams++;
        stream.closeFuture().addListener(_ -> closed(stream));
        return entered;
    }

    private void closed(Channel stream) {
        limit.leave();
        streams--;
        Channel viewer = stream.parent();
        ChannelHandlerContext ctx = viewer.pipeline().context(this);
        if (ctx == null) {
            return;
        }
        clock.restart(ctx);
        if (leaving && streams == 0) {
            ctx.close();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) throws Http2Exception {
        if (message instanceof Http2SettingsFrame) {
            settings++;
            Http2HeadersEncoder.Configuration headers = codec.encoder().configuration().headersConfiguration();
            if (headers.maxHeaderTableSize() > COMPRESSION_TABLE) {
                headers.maxHeaderTableSize(COMPRESSION_TABLE);
            }
            if (settings == SETTINGS) {
                ctx.write(new DefaultHttp2GoAwayFrame(Http2Error.ENHANCE_YOUR_CALM));
                ctx.close();
            }
        }
        ReferenceCountUtil.release(message);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
        if (event instanceof Drain.Leave) {
            Http2GoAwayFrame announced = new DefaultHttp2GoAwayFrame(Http2Error.NO_ERROR);
            announced.setExtraStreamIds(Integer.MAX_VALUE);
            ctx.writeAndFlush(announced);
            ctx.executor().schedule(() -> leave(ctx), ON_THE_WAY.toMillis(), TimeUnit.MILLISECONDS);
        }
        super.userEventTriggered(ctx, event);
    }

    private void leave(ChannelHandlerContext ctx) {
        leaving = true;
        ctx.writeAndFlush(new DefaultHttp2GoAwayFrame(Http2Error.NO_ERROR));
        if (streams == 0) {
            ctx.close();
        }
    }

    /** What the codec cannot read, it deals with itself; all else is the end, as viewers bring it about every day. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (Http2CodecUtil.getEmbeddedHttp2Exception(cause) == null) {
            ctx.close();
        }
    }
}
