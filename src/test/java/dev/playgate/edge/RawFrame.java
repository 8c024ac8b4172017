package dev.playgate.edge;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A frame as RFC 6455 section 5.2 has it on the wire.
 *
 * @param first the first byte: FIN, reserved bits, opcode
 */
record RawFrame(int first, byte[] payload) {

    static final int TEXT = 0x81;
    static final int BINARY = 0x82;
    static final int CLOSE = 0x88;
    static final int PING = 0x89;
    static final int PONG = 0x8a;

    private static final byte[] MASK = {1, 2, 3, 4};

    static RawFrame text(String text) {
        return new RawFrame(TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    static RawFrame close(int code) {
        return new RawFrame(CLOSE, ByteBuffer.allocate(2).putShort((short) code).array());
    }

    /** Reads one, and takes the mask off. */
    static RawFrame read(InputStream stream) throws IOException {
        DataInputStream in = new DataInputStream(stream);
        int first = in.readUnsignedByte();
        int second = in.readUnsignedByte();
        long length = switch (second & 0x7f) {
            case 126 -> in.readUnsignedShort();
            case 127 -> in.readLong();
            default -> second & 0x7f;
        };
        byte[] mask = (second & 0x80) == 0 ? new byte[4] : in.readNBytes(4);
        byte[] payload = in.readNBytes((int) length);
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= mask[i % 4];
        }
        return new RawFrame(first, payload);
    }

    byte[] unmasked() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(first);
        length(out, 0);
        out.writeBytes(payload);
        return out.toByteArray();
    }

    byte[] masked() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(first);
        length(out, 0x80);
        out.writeBytes(MASK);
        for (int i = 0; i < payload.length; i++) {
            out.write(payload[i] ^ MASK[i % 4]);
        }
        return out.toByteArray();
    }

    private void length(ByteArrayOutputStream out, int mask) {
        if (payload.length < 126) {
            out.write(mask | payload.length);
        } else if (payload.length < 1 << 16) {
            out.write(mask | 126);
            out.writeBytes(ByteBuffer.allocate(2).putShort((short) payload.length).array());
        } else {
            out.write(mask | 127);
            out.writeBytes(ByteBuffer.allocate(8).putLong(payload.length).array());
        }
    }

    int closeCode() {
        return ByteBuffer.wrap(payload).getShort() & 0xffff;
    }

    String text() {
        return new String(payload, StandardCharsets.UTF_8);
    }
}
