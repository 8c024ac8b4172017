package dev.playgate.edge.h5live;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
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
import org.jspecify.annotations.Nullable;

import dev.playgate.edge.SocketAnswers;
import dev.playgate.policy.Outage;

/**
 * Between a viewer and its origin, on the viewer's event loop. What the origin sends passes as it is, and only as fast as
 * the viewer takes it. Of what the viewer sends pings, pongs and its close pass, and what {@link Incoming} makes of the
 * rest.
 */
final class Relay extends ChannelInboundHandlerAdapter {

    /** Answers of ours that wait for the end of a message; past it nothing is read of the viewer. */
    private static final int MAXIMUM_WAITING = 16;

    /** The player connects again (player contract). */
    private static final int INTERNAL_ERROR = 1011;

    private record Ending(int code, String reason) {}

    private final Channel channel;
    private final Viewer viewer;
    private final Channel origin;
    private final Playing playing;
    private final Incoming incoming;
    private final FrameScanner scanner;
    private final Deque<ByteBuf> waiting = new ArrayDeque<>();
    private boolean viewerClosed;
    private boolean originClosed;
    private boolean passedToBoundary = true;
    private boolean over;
    private @Nullable Ending ending;

    /** @param compression whether it was agreed on */
    Relay(Channel channel, Channel origin, Playing playing, Incoming incoming, boolean compression,
            Duration longestStall) {
        this.channel = channel;
        this.viewer = new Viewer(channel, longestStall);
        this.origin = origin;
        this.playing = playing;
        this.incoming = incoming;
        this.scanner = new FrameScanner(compression, new OriginReader());
    }

    private final class OriginReader implements FrameScanner.Reader {

        @Override
        public boolean readsTexts() {
            return playing.isSwitching();
        }

        @Override
        public void text(byte[] message, boolean compressed) {
            (compressed ? Inflation.inflate(message, FrameScanner.LONGEST_TEXT) : Optional.of(message))
                    .flatMap(SwitchResult::read).ifPresent(playing::answered);
        }

        @Override
        public void closed() {
            originClosed = true;
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        if (!channel.isActive()) {
            finish();
            return;
        }
        playing.onCut(reason -> end(SocketAnswers.closeCode(reason), reason.wireName()));
        origin.read();
        readViewer();
    }

    /** Passes bytes on, and lets go of them. */
    void fromOrigin(ByteBuf read) {
        ByteBuf bytes = viewer.pack(read);
        boolean closedBefore = originClosed;
        try {
            pass(bytes);
        } catch (FrameScanner.BadFrameException _) {
            if (!originClosed) {
                fail(Outage.ORIGIN_ANSWER_INVALID);
            }
        } finally {
            bytes.release();
        }
        if (originClosed && !closedBefore) {
            awaitClose();
        }
    }

    private void pass(ByteBuf bytes) throws FrameScanner.BadFrameException {
        int passed = bytes.readerIndex();
        int scanned = passed;
        while (!over && scanned < bytes.writerIndex()) {
            scanned = scanner.scan(bytes, scanned);
            boolean interrupted = isInterrupted();
            if (interrupted || scanned == bytes.writerIndex()) {
                viewer.write(bytes.retainedSlice(passed, scanned - passed));
                passedToBoundary = scanner.isBetweenFrames();
                passed = scanned;
            }
            if (interrupted) {
                interrupt();
            }
        }
    }

    private boolean isInterrupted() {
        return ending != null ? scanner.isBetweenFrames() : !waiting.isEmpty() && mayInject();
    }

    private void interrupt() {
        Ending last = ending;
        if (last != null) {
            sayGoodbye(last);
        } else {
            inject();
        }
    }

    private boolean mayInject() {
        return scanner.isBetweenMessages() && !originClosed && viewer.isWritable();
    }

    private void inject() {
        boolean full = waiting.size() >= MAXIMUM_WAITING;
        while (!waiting.isEmpty() && mayInject()) {
            viewer.write(waiting.removeFirst());
        }
        if (full) {
            readViewer();
        }
    }

    void originReadComplete() {
        if (!over) {
            viewer.flush();
            readOrigin();
        }
    }

    private void readOrigin() {
        if (viewer.isWritable()) {
            origin.read();
        }
    }

    /** Reads of the viewer, if what it sends can go somewhere. */
    void readViewer() {
        if (!over && origin.isWritable() && waiting.size() < MAXIMUM_WAITING) {
            channel.read();
        }
    }

    /** The connection to the origin is gone. */
    void originGone() {
        if (over || originClosed) {
            return;
        }
        if (viewerClosed || ending != null) {
            closeAfterWrites();
        } else {
            fail(Outage.ORIGIN_UNREACHABLE);
        }
    }

    /** What the viewer got so far may be half a frame, and then there is no way to tell it why. */
    private void fail(Outage reason) {
        origin.close();
        if (passedToBoundary) {
            sayGoodbye(new Ending(INTERNAL_ERROR, reason.wireName()));
        } else {
            closeAfterWrites();
        }
    }

    /** Ends the socket with a close frame: at once, or when the frame that the viewer is being sent is whole. */
    void end(int code, String reason) {
        if (over || ending != null) {
            return;
        }
        if (originClosed) {
            closeAfterWrites();
            return;
        }
        ending = new Ending(code, reason);
        if (scanner.isBetweenFrames()) {
            sayGoodbye(ending);
        } else {
            closeInAMoment();
        }
    }

    private void sayGoodbye(Ending last) {
        finish();
        viewer.write(Frames.close(last.code(), last.reason()));
        viewer.flush();
        if (channel.isActive()) {
            channel.pipeline().replace(this, "farewell", new Farewell());
        }
    }

    private void finish() {
        over = true;
        origin.close();
        playing.end();
        waiting.forEach(ByteBuf::release);
        waiting.clear();
    }

    /** One side has sent its close frame; the other has a moment to answer. */
    private void awaitClose() {
        if (viewerClosed && originClosed) {
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
                if (ending == null) {
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
        waiting.addLast(Frames.text(text));
        inject();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        origin.flush();
        viewer.flush();
        readViewer();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (!over && viewer.isWritable()) {
            inject();
            viewer.flush();
            readOrigin();
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
