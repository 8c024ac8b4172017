package dev.playgate.edge.h5live;

import java.util.concurrent.TimeUnit;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;

import dev.playgate.edge.ChannelAnswers;
import dev.playgate.edge.Drain;
import dev.playgate.policy.Outage;

/**
 * Between a viewer and its origin, on the viewer's event loop. What the origin sends passes as it is, and only as fast as
 * the viewer takes it. Of what the viewer sends pings, pongs and its close pass, and what {@link Incoming} makes of the
 * rest.
 */
final class Relay extends ChannelInboundHandlerAdapter {

    /** The player connects again (player contract). */
    private static final int INTERNAL_ERROR = 1011;
    /** RFC 6455 section 7.4.1. */
    private static final int GOING_AWAY = 1001;

    private final Channel channel;
    private final Channel origin;
    private final Playing playing;
    private final Incoming incoming;
    private final Delivery delivery;
    private boolean viewerClosed;
    private boolean ending;
    private boolean over;

    Relay(Channel channel, Channel origin, Playing playing, Incoming incoming, Delivery delivery) {
        this.channel = channel;
        this.origin = origin;
        this.playing = playing;
        this.incoming = incoming;
        this.delivery = delivery;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        if (!channel.isActive()) {
            finish();
            return;
        }
        playing.onCut(reason -> end(ChannelAnswers.closeCode(reason), reason.wireName()));
        origin.read();
        readViewer();
    }

    /** Passes bytes on, and lets go of them. */
    void fromOrigin(ByteBuf bytes) {
        if (over) {
            bytes.release();
            return;
        }
        boolean closedBefore = delivery.isOriginClosed();
        try {
            delivery.pass(bytes);
        } catch (FrameScanner.BadFrameException _) {
            if (!delivery.isOriginClosed()) {
                fail(Outage.ORIGIN_ANSWER_INVALID);
            }
        }
        if (delivery.isOriginClosed() && !closedBefore) {
            awaitClose();
        }
    }

    void originReadComplete() {
        if (!over) {
            delivery.flush();
            readOrigin();
            readViewer();
        }
    }

    private void readOrigin() {
        if (delivery.isWritable()) {
            origin.read();
        }
    }

    /** Reads of the viewer, if what it sends can go somewhere. */
    void readViewer() {
        if (!over && origin.isWritable() && !delivery.isFull()) {
            channel.read();
        }
    }

    /** The connection to the origin is gone. */
    void originGone() {
        if (over || delivery.isOriginClosed()) {
            return;
        }
        if (viewerClosed || ending) {
            closeAfterWrites();
        } else {
            fail(Outage.ORIGIN_UNREACHABLE);
        }
    }

    /** What the viewer got so far may be half a frame, and then there is no way to tell it why. */
    private void fail(Outage reason) {
        origin.close();
        if (delivery.isWhole()) {
            sayGoodbye(INTERNAL_ERROR, reason.wireName());
        } else {
            closeAfterWrites();
        }
    }

    /** This process goes; the player connects to another. */
    void leave() {
        end(GOING_AWAY, "going away");
    }

    /** Ends the socket with a close frame: at once, or when the frame that the viewer is being sent is whole. */
    void end(int code, String reason) {
        if (over || ending) {
            return;
        }
        ending = true;
        if (delivery.isOriginClosed()) {
            closeAfterWrites();
        } else if (!delivery.endAfterFrame(() -> sayGoodbye(code, reason))) {
            closeInAMoment();
        }
    }

    private void sayGoodbye(int code, String reason) {
        finish();
        delivery.close(code, reason);
        if (channel.isActive()) {
            channel.pipeline().replace(this, "farewell", new Farewell());
        }
    }

    private void finish() {
        over = true;
        origin.close();
        playing.end();
        delivery.stop();
    }

    /** One side has sent its close frame; the other has a moment to answer. */
    private void awaitClose() {
        if (viewerClosed && delivery.isOriginClosed()) {
            closeAfterWrites();
        } else {
            closeInAMoment();
        }
    }

    private void closeAfterWrites() {
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        closeInAMoment();
    }

    private void closeInAMoment() {
        channel.eventLoop().schedule(() -> channel.close(), Farewell.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        try {
            if (over || viewerClosed) {
                return;
            }
            if (!(message instanceof WebSocketFrame frame)) {
                channel.close();
            } else if (incoming.isAllowed(frame, this)) {
                fromViewer(frame);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void fromViewer(WebSocketFrame frame) {
        switch (frame) {
            case CloseWebSocketFrame close -> {
                viewerClosed = true;
                origin.writeAndFlush(new CloseWebSocketFrame(true, 0, close.content().retain()));
                awaitClose();
            }
            case PingWebSocketFrame ping -> toOriginIfItTakes(new PingWebSocketFrame(ping.content().retain()));
            case PongWebSocketFrame pong -> toOriginIfItTakes(new PongWebSocketFrame(pong.content().retain()));
            default -> {
                if (!ending) {
                    incoming.add(frame, this);
                }
            }
        }
    }

    /** An origin that takes nothing will not miss a ping, and a flood of them must not wait here. */
    private void toOriginIfItTakes(WebSocketFrame frame) {
        if (origin.isWritable()) {
            origin.write(frame);
        } else {
            frame.release();
        }
    }

    void toOrigin(String text) {
        origin.write(new TextWebSocketFrame(text));
    }

    void toViewer(String text) {
        delivery.send(text);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof Drain.Leave) {
            leave();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        origin.flush();
        delivery.flush();
        readViewer();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (!over && delivery.isWritable()) {
            delivery.inject();
            delivery.flush();
            readOrigin();
            readViewer();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (!over) {
            finish();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof CorruptedWebSocketFrameException corrupted) {
            end(corrupted.closeStatus().code(), "protocol error");
        } else {
            channel.close();
        }
    }
}
