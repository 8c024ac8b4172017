package dev.playgate.edge.h5live;

import java.io.ByteArrayOutputStream;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Follows the frames of a server (RFC 6455 section 5.2) in bytes that pass by, without holding them back: where frames and
 * messages end, so that frames of our own can be put between, and what the short text messages say.
 */
final class FrameScanner {

    /** Longer texts pass unread. */
    static final int LONGEST_TEXT = 64 << 10;

    private static final int TEXT = 1;
    private static final int BINARY = 2;
    private static final int CLOSE = 8;
    private static final int PONG = 10;
    private static final int LONGEST_CONTROL = 125;

    /** Told of what passes. */
    interface Reader {

        /** Whether the text message that begins now is to be read. */
        boolean readsTexts();

        /** A whole text message of at most {@value #LONGEST_TEXT} bytes. */
        void text(byte[] message, boolean compressed);

        /** A close frame; nothing may follow it. */
        void closed();
    }

    /** What the server sends are no frames; nothing after it can be told apart. */
    static final class BadFrameException extends Exception {

        BadFrameException(String rule) {
            super(rule);
        }
    }

    private final Reader reader;
    private final boolean compression;

    private int first;
    private int headerRead;
    private int lengthBytes;
    private long remaining;
    private boolean messageOpen;
    private boolean compressed;
    private boolean closed;
    private @Nullable ByteArrayOutputStream text;

    /** @param compression whether permessage-deflate was agreed on (RFC 7692) */
    FrameScanner(boolean compression, Reader reader) {
        this.compression = compression;
        this.reader = reader;
    }

    /** Whether what was scanned ends with a frame: a control frame may follow. */
    boolean isBetweenFrames() {
        return headerRead == 0;
    }

    /** Whether what was scanned ends with a message: a data frame may follow. */
    boolean isBetweenMessages() {
        return headerRead == 0 && !messageOpen;
    }

    /**
     * Scans up to the end of a frame, or of what there is.
     *
     * @param from index of the first byte that was not scanned yet
     * @return the index behind the last that was
     */
    int scan(ByteBuf in, int from) throws BadFrameException {
        int end = in.writerIndex();
        int at = from;
        while (at < end) {
            if (headerRead < 2 + lengthBytes) {
                header(in.getUnsignedByte(at));
                at++;
            } else {
                int taken = (int) Math.min(remaining, end - at);
                gather(in, at, taken);
                at += taken;
                remaining -= taken;
            }
            if (headerRead >= 2 + lengthBytes && remaining == 0) {
                endFrame();
                return at;
            }
        }
        return at;
    }

    private void header(int next) throws BadFrameException {
        switch (headerRead) {
            case 0 -> {
                first = next;
                lengthBytes = 0;
                remaining = 0;
                checkFirst();
            }
            case 1 -> second(next);
            default -> remaining = remaining << 8 | next;
        }
        headerRead++;
        check(remaining >= 0, "a length of 63 bits at most");
    }

    private void checkFirst() throws BadFrameException {
        check(!closed, "nothing after a close frame");
        check((first & 0x30) == 0, "reserved bits are zero");
        int opcode = opcode();
        boolean begins = opcode == TEXT || opcode == BINARY;
        check((first & 0x40) == 0 || (begins && compression), "only messages are compressed, where it was agreed");
        if (opcode >= CLOSE) {
            check(opcode <= PONG && isFinal(), "control frames are known and whole");
            return;
        }
        check(opcode <= BINARY, "an opcode that is known");
        check(messageOpen != begins, "fragments follow each other");
        if (begins) {
            compressed = (first & 0x40) != 0;
            text = opcode == TEXT && reader.readsTexts() ? new ByteArrayOutputStream(0) : null;
        }
        messageOpen = !isFinal();
    }

    private void second(int next) throws BadFrameException {
        check((next & 0x80) == 0, "a server does not mask");
        check(opcode() < CLOSE || next <= LONGEST_CONTROL, "control frames are short");
        switch (next) {
            case 126 -> lengthBytes = 2;
            case 127 -> lengthBytes = 8;
            default -> remaining = next;
        }
    }

    private void gather(ByteBuf in, int at, int length) {
        ByteArrayOutputStream gathered = text;
        if (gathered == null || opcode() >= CLOSE) {
            return;
        }
        if (gathered.size() + length > LONGEST_TEXT) {
            text = null;
            return;
        }
        byte[] bytes = new byte[length];
        in.getBytes(at, bytes);
        gathered.writeBytes(bytes);
    }

    private void endFrame() {
        headerRead = 0;
        lengthBytes = 0;
        int opcode = opcode();
        if (opcode == CLOSE) {
            closed = true;
            reader.closed();
        } else if (opcode < CLOSE && isFinal() && text != null) {
            byte[] message = text.toByteArray();
            text = null;
            reader.text(message, compressed);
        }
    }

    private int opcode() {
        return first & 0x0f;
    }

    private boolean isFinal() {
        return (first & 0x80) != 0;
    }

    private static void check(boolean holds, String rule) throws BadFrameException {
        if (!holds) {
            throw new BadFrameException(rule);
        }
    }
}
