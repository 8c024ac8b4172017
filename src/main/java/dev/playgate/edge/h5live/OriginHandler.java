package dev.playgate.edge.h5live;

import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

import dev.playgate.policy.Outage;
import dev.playgate.policy.Reason;
import dev.playgate.policy.Refusal;

/** The connection to an origin: asks for the WebSocket, and hands what comes then to a {@link Relay}. */
final class OriginHandler extends ChannelInboundHandlerAdapter {

    private static final String CODEC = HttpClientCodec.class.getSimpleName();

    private final OriginRequest asked;
    private final OriginListener listener;
    private final String key = newKey();
    private boolean accepted;
    private Optional<Deflate> deflate = Optional.empty();
    private boolean over;
    private @Nullable Relay relay;

    OriginHandler(OriginRequest asked, OriginListener listener) {
        this.asked = asked;
        this.listener = listener;
    }

    private static String newKey() {
        byte[] nonce = new byte[16];
        ThreadLocalRandom.current().nextBytes(nonce);
        return Base64.getEncoder().encodeToString(nonce);
    }

    /** Nobody waits any more, for the origin or for its answer. */
    void abandon() {
        over = true;
    }

    /** The first fault counts; after it, or after {@link #abandon}, nothing is told. */
    void fail(Reason reason) {
        if (!over) {
            over = true;
            listener.failed(reason);
        }
    }

    /** Whether the origin has accepted. */
    boolean isOpen() {
        return relay != null;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        ctx.pipeline().addBefore(ctx.name(), CODEC, new HttpClientCodec());
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        HttpRequest request = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, asked.target());
        HttpHeaders headers = request.headers();
        headers.set(HttpHeaderNames.HOST, asked.origin().hostField());
        headers.set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET);
        headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE);
        headers.set(HttpHeaderNames.SEC_WEBSOCKET_KEY, key);
        headers.set(HttpHeaderNames.SEC_WEBSOCKET_VERSION, Handshake.VERSION);
        asked.userAgent().ifPresent(agent -> headers.set(HttpHeaderNames.USER_AGENT, agent));
        asked.deflate().ifPresent(deflate -> headers.set(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS, deflate.offer()));
        asked.trace().forEach(headers::set);
        ctx.writeAndFlush(request);
        ctx.read();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        Relay open = relay;
        if (open != null && message instanceof ByteBuf bytes) {
            open.fromOrigin(bytes);
            return;
        }
        try {
            if (message instanceof HttpResponse response) {
                answered(ctx, response);
            }
            if (message instanceof LastHttpContent && accepted && !over && !isOpen()) {
                open(ctx);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void answered(ChannelHandlerContext ctx, HttpResponse response) {
        HttpResponseStatus status = response.status();
        deflate = agreed(response);
        accepted = status.equals(HttpResponseStatus.SWITCHING_PROTOCOLS) && isProper(response);
        boolean interim = status.codeClass() == HttpStatusClass.INFORMATIONAL
                && !status.equals(HttpResponseStatus.SWITCHING_PROTOCOLS);
        if (!accepted && !interim) {
            fail(status.equals(HttpResponseStatus.NOT_FOUND) ? Refusal.STREAM_UNKNOWN : Outage.ORIGIN_ANSWER_INVALID);
            ctx.close();
        }
    }

    private boolean isProper(HttpResponse response) {
        HttpHeaders headers = response.headers();
        return response.decoderResult().isSuccess()
                && headers.containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)
                && headers.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true)
                && headers.getAll(HttpHeaderNames.SEC_WEBSOCKET_ACCEPT).equals(List.of(Handshake.accept(key)))
                && !headers.contains(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL)
                && (extensions(response).isEmpty() || deflate.isPresent());
    }

    private static List<String> extensions(HttpResponse response) {
        return response.headers().getAll(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS);
    }

    private Optional<Deflate> agreed(HttpResponse response) {
        List<String> extensions = extensions(response);
        return extensions.isEmpty()
                ? Optional.empty()
                : asked.deflate().flatMap(offer -> offer.accepted(extensions));
    }

    private void open(ChannelHandlerContext ctx) {
        ctx.pipeline().addBefore(ctx.name(), WebSocket13FrameEncoder.class.getSimpleName(),
                new WebSocket13FrameEncoder(true));
        relay = listener.accepted(ctx.channel(), deflate);
        ctx.pipeline().remove(CODEC);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (relay != null) {
            relay.originReadComplete();
        } else {
            ctx.read();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (relay != null) {
            relay.readViewer();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (relay != null) {
            relay.originGone();
        } else {
            fail(Outage.ORIGIN_UNREACHABLE);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        fail(Outage.ORIGIN_UNREACHABLE);
        ctx.close();
    }
}
