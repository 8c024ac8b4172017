package dev.playgate.demo;

import java.nio.ByteBuffer;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * The same media as they are sent to each kind of viewer: made once, however many watch.
 *
 * @param plain the bytes
 * @param framed the bytes in one binary frame of a WebSocket server (RFC 6455 section 5.2)
 */
record MediaBuffers(ByteBuf plain, ByteBuf framed) {

    private static final int FINAL_BINARY = 0x82;
    private static final int LENGTH_OF_16_BITS = 126;
    private static final int LENGTH_OF_64_BITS = 127;
    private static final int LONGEST_HEADER = 10;

    static MediaBuffers of(ByteBuffer media) {
        int length = media.remaining();
        ByteBuf framed = Unpooled.directBuffer(LONGEST_HEADER + length).writeByte(FINAL_BINARY);
        if (length < LENGTH_OF_16_BITS) {
            framed.writeByte(length);
        } else if (length < 1 << Short.SIZE) {
            framed.writeByte(LENGTH_OF_16_BITS).writeShort(length);
        } else {
            framed.writeByte(LENGTH_OF_64_BITS).writeLong(length);
        }
        int header = framed.writerIndex();
        framed.writeBytes(media.duplicate());
        return new MediaBuffers(framed.retainedSlice(header, length), framed);
    }

    void release() {
        plain.release();
        framed.release();
    }
}
