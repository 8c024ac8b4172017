package dev.playgate.edge.h5live;

import java.util.Optional;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;

import dev.playgate.edge.ChannelAnswers;
import dev.playgate.policy.Reason;
import dev.playgate.policy.Refusal;

/** The ways to answer a handshake, of which one is taken. After it the connection belongs to another handler. */
record Upgrade(Channel channel, HttpRequest request, ChannelHandler asking, ChannelAnswers answers, String requestId) {

    private static final int LARGEST_FRAME = 64 << 10;
    /** Bytes that the kernel takes ahead of what it can send, where it can be told. */
    private static final int UNSENT = 64 << 10;
    private static final WriteBufferWaterMark WRITE_MARK = new WriteBufferWaterMark(32 << 10, 64 << 10);

    /** Accepts it; frames go to the handler, and that the viewer leaves, be it that it has just left. */
    void accept(Handshake.Valid handshake, Optional<Deflate> deflate, ChannelHandler next) {
        channel.write(switching(handshake, deflate));
        if (channel.isOpen()) {
            channel.config().setOption(ChannelOption.SO_KEEPALIVE, true);
            channel.config().setOption(EpollChannelOption.TCP_NOTSENT_LOWAT, (long) UNSENT);
        }
        channel.config().setWriteBufferWaterMark(WRITE_MARK);
        ChannelPipeline pipeline = channel.pipeline();
        pipeline.remove(HttpServerCodec.class);
        pipeline.addBefore(pipeline.context(asking).name(), WebSocket13FrameDecoder.class.getSimpleName(),
                new WebSocket13FrameDecoder(WebSocketDecoderConfig.newBuilder().expectMaskedFrames(true)
                        .allowMaskMismatch(false).allowExtensions(deflate.isPresent())
                        .maxFramePayloadLength(LARGEST_FRAME).closeOnProtocolViolation(false).build()));
        channel.flush();
        pipeline.replace(asking, "relay", next);
    }

    private FullHttpResponse switching(Handshake.Valid handshake, Optional<Deflate> deflate) {
        FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1,
                HttpResponseStatus.SWITCHING_PROTOCOLS);
        HttpHeaders headers = response.headers();
        answers.addStandardHeaders(headers, request, requestId);
        headers.set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET);
        headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE);
        headers.set(HttpHeaderNames.SEC_WEBSOCKET_ACCEPT, handshake.accept());
        deflate.ifPresent(agreed -> headers.set(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS, agreed.answer()));
        return response;
    }

    /** Accepts it to close it, which is what an H5Live player understands. */
    void close(Handshake.Valid handshake, int code, String reason) {
        accept(handshake, Optional.empty(), new Farewell());
        channel.writeAndFlush(Frames.close(code, reason));
    }

    /** Refuses it by HTTP. */
    void refuse(Reason reason) {
        hangUp(answers.answer(reason, request, requestId));
    }

    /** Refuses another version than 13 (RFC 6455 section 4.2.2). */
    void refuseVersion() {
        FullHttpResponse response = answers.answer(Refusal.REQUEST_MALFORMED, request, requestId);
        response.setStatus(HttpResponseStatus.UPGRADE_REQUIRED);
        response.headers().set(HttpHeaderNames.SEC_WEBSOCKET_VERSION, Handshake.VERSION);
        response.headers().set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET);
        hangUp(response);
    }

    private void hangUp(FullHttpResponse response) {
        channel.pipeline().replace(asking, "farewell", new Farewell());
        channel.writeAndFlush(response).addListener(_ -> ChannelAnswers.endOutput(channel));
    }
}
