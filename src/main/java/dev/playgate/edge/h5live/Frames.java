package dev.playgate.edge.h5live;

import java.nio.charset.StandardCharsets;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** Frames of our own to a viewer (RFC 6455 section 5.2): whole and not compressed. */
final class Frames {

    private static final int TEXT = 0x81;
    private static final int CLOSE = 0x88;

    private Frames() {
    }

    /** @param message of less than 64 KiB */
    static ByteBuf text(String message) {
        byte[] payload = message.getBytes(StandardCharsets.UTF_8);
        return Unpooled.buffer(4 + payload.length).writeBytes(head(TEXT, payload.length)).writeBytes(payload);
    }

    /** @param reason ASCII of at most 123 characters */
    static ByteBuf close(int code, String reason) {
        byte[] payload = reason.getBytes(StandardCharsets.US_ASCII);
        return Unpooled.buffer(4 + payload.length).writeBytes(head(CLOSE, 2 + payload.length)).writeShort(code)
                .writeBytes(payload);
    }

    private static byte[] head(int first, int length) {
        return length < 126
                ? new byte[]{(byte) first, (byte) length}
                : new byte[]{(byte) first, 126, (byte) (length >> 8), (byte) length};
    }
}
