package dev.playgate.edge;

import java.time.Duration;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http2.DefaultHttp2Connection;
import io.netty.handler.codec.http2.DefaultHttp2RemoteFlowController;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.UniformStreamByteDistributor;
import io.netty.util.ReferenceCountUtil;
import reactor.netty.NettyPipeline;

/**
 * How HTTP/2 is spoken with viewers, and within which limits (security H3).
 *
 * @param connections what one viewer may take
 * @param stall how long one may take nothing of what waits for it
 * @param limit of the streams of all viewers
 */
record Http2Streams(ConnectionProperties connections, Duration stall, ConnectionLimit limit) {

    /** Either side resets so many streams within {@link #WINDOW_SECONDS}, or the connection ends. */
    private static final int RESETS = 200;
    private static final int WINDOW_SECONDS = 30;
    /** Acknowledgements that wait for the viewer to read them. */
    private static final int ACKNOWLEDGEMENTS = 1000;
    private static final int EMPTY_FRAMES_IN_A_ROW = 10;
    /** For what is being answered when a connection ends. */
    private static final long LAST_MILLIS = 1000;

    ConnectionClock clock() {
        return new ConnectionClock(connections.head(), connections.silence(), stall);
    }

    /** The codec of one connection. What viewers say of priorities is not looked at. */
    Http2FrameCodec codec() {
        return new Codec(new DefaultHttp2Connection(true))
                .initialSettings(new Http2Settings().maxConcurrentStreams(Http2Connection.STREAMS).maxHeaderListSize(
                        connections.maximumRequestLine().toBytes() + connections.maximumHeaders().toBytes()))
                .decoderEnforceMaxRstFramesPerWindow(RESETS, WINDOW_SECONDS)
                .encoderEnforceMaxRstFramesPerWindow(RESETS, WINDOW_SECONDS)
                .encoderEnforceMaxQueuedControlFrames(ACKNOWLEDGEMENTS)
                .decoderEnforceMaxConsecutiveEmptyDataFrames(EMPTY_FRAMES_IN_A_ROW)
                .headerSensitivityDetector((name, _) -> isSecret(name))
                .gracefulShutdownTimeoutMillis(LAST_MILLIS)
                .build();
    }

    /** What may hold a ticket is not kept to be compared with the answers to others' requests on the connection. */
    private static boolean isSecret(CharSequence name) {
        return "set-cookie".contentEquals(name) || "location".contentEquals(name);
    }

    private static final class Codec extends Http2FrameCodecBuilder {

        Codec(DefaultHttp2Connection connection) {
            connection.remote().flowController(
                    new DefaultHttp2RemoteFlowController(connection, new UniformStreamByteDistributor(connection)));
            connection(connection);
        }
    }

    /** Makes a stream's channel one on which a viewer speaks HTTP/1.1. */
    @ChannelHandler.Sharable
    static final class Opening extends ChannelInitializer<Channel> {

        private final ChannelInitializer<Channel> viewer;

        Opening(ChannelInitializer<Channel> viewer) {
            this.viewer = viewer;
        }

        @Override
        protected void initChannel(Channel stream) {
            if (!Http2Connection.of(stream).tryOpen(stream)) {
                stream.pipeline().addLast(new Refused());
                return;
            }
            // As it is on the connections that the framework makes itself.
            stream.config().setAutoRead(false);
            ChannelPipeline pipeline = stream.pipeline();
            pipeline.addLast(viewer);
            Http2Translation translation = new Http2Translation();
            pipeline.addFirst(translation.requests());
            pipeline.addAfter(NettyPipeline.HttpCodec, null, translation.answers());
        }
    }

    /** A stream that is one too many: nothing was done for it, and the viewer may ask again (RFC 9113 section 8.7). */
    private static final class Refused extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            ReferenceCountUtil.release(message);
            ctx.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.REFUSED_STREAM));
            ctx.close();
        }
    }
}
