package dev.playgate.edge.h5live;

import java.io.ByteArrayOutputStream;
import java.util.Optional;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;

/** Puts a viewer's data frames together. The frames' order was checked by who decoded them. */
final class ViewerMessages {

    /** A whole message; empty: one that cannot be a switch, since it is binary, too long, or badly compressed. */
    record Message(Optional<byte[]> text) {}

    private static final int COMPRESSED = 4;

    private final boolean compression;
    private final ByteArrayOutputStream gathered = new ByteArrayOutputStream(0);
    private boolean readable;
    private boolean compressed;

    /** @param compression whether permessage-deflate was agreed on, without context between messages */
    ViewerMessages(boolean compression) {
        this.compression = compression;
    }

    /** Whether a frame's reserved bits are as was agreed (RFC 7692 section 6). */
    boolean isAllowed(WebSocketFrame frame) {
        return frame.rsv() == 0 || (compression && frame.rsv() == COMPRESSED
                && (frame instanceof TextWebSocketFrame || frame instanceof BinaryWebSocketFrame));
    }

    /** Takes the next frame; empty while the message goes on. */
    Optional<Message> add(WebSocketFrame frame) {
        if (frame instanceof TextWebSocketFrame || frame instanceof BinaryWebSocketFrame) {
            readable = frame instanceof TextWebSocketFrame;
            compressed = frame.rsv() == COMPRESSED;
            gathered.reset();
        }
        ByteBuf content = frame.content();
        if (gathered.size() + content.readableBytes() > SwitchMessage.LONGEST) {
            readable = false;
        }
        if (readable) {
            gathered.writeBytes(ByteBufUtil.getBytes(content));
        }
        return frame.isFinalFragment() ? Optional.of(new Message(whole())) : Optional.empty();
    }

    private Optional<byte[]> whole() {
        if (!readable) {
            return Optional.empty();
        }
        byte[] bytes = gathered.toByteArray();
        return compressed ? Inflation.inflate(bytes, SwitchMessage.LONGEST) : Optional.of(bytes);
    }
}
