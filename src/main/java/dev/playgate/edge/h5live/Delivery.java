package dev.playgate.edge.h5live;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;

/** What a viewer is sent: the origin's bytes as they are, and frames of ours where frames may begin. */
final class Delivery {

    /** Answers of ours that wait for the end of a message. */
    private static final int MAXIMUM_WAITING = 16;

    private final Viewer viewer;
    private final Playing playing;
    private final FrameScanner scanner;
    private final Deque<ByteBuf> waiting = new ArrayDeque<>();
    private boolean originClosed;
    private boolean whole = true;
    private boolean over;
    private @Nullable Runnable end;

    Delivery(Channel channel, Playing playing, boolean compression, Duration longestStall) {
        this.viewer = new Viewer(channel, longestStall);
        this.playing = playing;
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

    /** Whether the viewer has been sent the origin's close frame. */
    boolean isOriginClosed() {
        return originClosed;
    }

    /** Whether the viewer was sent no half of a frame. */
    boolean isWhole() {
        return whole;
    }

    boolean isWritable() {
        return viewer.isWritable();
    }

    /** Whether so many answers of ours wait that no more should be asked for. */
    boolean isFull() {
        return waiting.size() >= MAXIMUM_WAITING;
    }

    /** Passes bytes on, and lets go of them. */
    void pass(ByteBuf read) throws FrameScanner.BadFrameException {
        ByteBuf bytes = viewer.pack(read);
        try {
            int passed = bytes.readerIndex();
            int scanned = passed;
            while (!over && scanned < bytes.writerIndex()) {
                scanned = scanner.scan(bytes, scanned);
                boolean interrupted = end != null
                        ? scanner.isBetweenFrames() && !originClosed
                        : !waiting.isEmpty() && mayInject();
                if (interrupted || scanned == bytes.writerIndex()) {
                    viewer.write(bytes.retainedSlice(passed, scanned - passed));
                    whole = scanner.isBetweenFrames();
                    passed = scanned;
                }
                if (interrupted) {
                    interrupt();
                }
            }
        } finally {
            bytes.release();
        }
    }

    private void interrupt() {
        if (end != null) {
            end.run();
        } else {
            inject();
        }
    }

    private boolean mayInject() {
        return scanner.isBetweenMessages() && !originClosed && viewer.isWritable();
    }

    /** Sends an answer of ours when the message in hand is over. */
    void send(String text) {
        waiting.addLast(Frames.text(text));
        inject();
    }

    /** Sends what waits, if it may be sent now. */
    void inject() {
        while (!waiting.isEmpty() && mayInject()) {
            viewer.write(waiting.removeFirst());
        }
    }

    /** Runs the end when the frame in hand is whole; returns whether that was now. */
    boolean endAfterFrame(Runnable theEnd) {
        end = theEnd;
        if (scanner.isBetweenFrames()) {
            theEnd.run();
        }
        return over;
    }

    /** Says the last word. */
    void close(int code, String reason) {
        stop();
        viewer.write(Frames.close(code, reason));
        viewer.flush();
    }

    /** Nothing more is sent. */
    void stop() {
        over = true;
        waiting.forEach(ByteBuf::release);
        waiting.clear();
    }

    void flush() {
        viewer.flush();
    }
}
