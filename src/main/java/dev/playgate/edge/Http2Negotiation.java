package dev.playgate.edge;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2UnknownFrame;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import reactor.netty.NettyPipeline;

/**
 * Waits for what TLS agreed on. If that is HTTP/2, the connection's handlers are changed for those that translate each stream;
 * the connection stays counted.
 */
final class Http2Negotiation extends ChannelInboundHandlerAdapter {

    private final Http2Streams streams;
    private final ChannelInitializer<Channel> stream;

    /** @param stream what makes a channel a viewer's connection of HTTP/1.1 */
    Http2Negotiation(Http2Streams streams, ChannelInitializer<Channel> stream) {
        this.streams = streams;
        this.stream = stream;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
        super.userEventTriggered(ctx, event);
        if (event instanceof SslHandshakeCompletionEvent && !ctx.isRemoved()) {
            ChannelPipeline pipeline = ctx.pipeline();
            SslHandler tls = pipeline.get(SslHandler.class);
            if (tls != null && ApplicationProtocolNames.HTTP_2.equals(tls.applicationProtocol())) {
                FrontDoor.removeBehind(ctx);
                speak(pipeline);
            }
            pipeline.remove(this);
        }
    }

    private void speak(ChannelPipeline pipeline) {
        Http2FrameCodec codec = streams.codec();
        ConnectionClock clock = streams.clock();
        pipeline.addLast(new Http2HalfFrames(clock));
        pipeline.addLast(codec);
        pipeline.addLast(new Unknown());
        // By the name that the framework knows, so that it does not write files past the channel.
        pipeline.addLast(NettyPipeline.H2MultiplexHandler,
                new Http2MultiplexHandler(new Http2Streams.Opening(stream)));
        pipeline.addLast(new Http2Connection(codec, clock, streams.limit()));
        pipeline.channel().config().setAutoRead(true);
    }

    /** Frames of no type that we know are dropped (RFC 9113 section 4.1): no window bounds them, and streams keep what they get. */
    private static final class Unknown extends SimpleChannelInboundHandler<Http2UnknownFrame> {

        @Override
        protected void channelRead0(ChannelHandlerContext ctx, Http2UnknownFrame frame) {
            // Released by the base class.
        }
    }
}
