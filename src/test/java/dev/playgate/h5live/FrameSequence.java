package dev.playgate.h5live;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

import io.netty.buffer.ByteBuf;

/**
 * Whether fragments follow each other without a gap, by their numbers and by the decode times of their tracks. Fed by one
 * thread, read by any.
 */
final class FrameSequence {

    private static final int HEADER = 8;
    private static final int WITH_BASE_OFFSET = 0x1;
    private static final int WITH_DESCRIPTION = 0x2;

    private final Map<Integer, Long> nextTimes = new HashMap<>();
    private long nextNumber = -1;
    private volatile int beginnings;
    private volatile long frames;
    private volatile int gaps;

    /** How often a stream has begun, which a change of the stream makes it do. */
    int beginnings() {
        return beginnings;
    }

    long frames() {
        return frames;
    }

    int gaps() {
        return gaps;
    }

    /** Leaves the reader's index where it is. */
    @SuppressWarnings("NonAtomicVolatileUpdate")
    void accept(ByteBuf media) {
        int at = media.readerIndex();
        switch (type(media, at)) {
            case "ftyp" -> {
                beginnings++;
                nextNumber = -1;
                nextTimes.clear();
            }
            case "moof" -> {
                boolean follows = beginnings > 0 && fragmentFollows(media, at);
                frames++;
                gaps += follows ? 0 : 1;
            }
            default -> gaps++;
        }
    }

    private boolean fragmentFollows(ByteBuf media, int at) {
        boolean follows = true;
        int end = at + media.getInt(at);
        follows &= media.getInt(end) == media.writerIndex() - end && type(media, end).equals("mdat");
        for (int child = at + HEADER; child < end; child += media.getInt(child)) {
            if (type(media, child).equals("mfhd")) {
                long number = media.getUnsignedInt(child + HEADER + 4);
                follows &= nextNumber < 0 || number == nextNumber;
                nextNumber = number + 1;
            } else if (type(media, child).equals("traf")) {
                follows &= trackFollows(media, child);
            }
        }
        return follows;
    }

    private boolean trackFollows(ByteBuf media, int at) {
        int track = 0;
        long duration = 0;
        long time = 0;
        long samples = 0;
        for (int child = at + HEADER; child < at + media.getInt(at); child += media.getInt(child)) {
            int body = child + HEADER;
            switch (type(media, child)) {
                case "tfhd" -> {
                    int flags = media.getInt(body);
                    track = media.getInt(body + 4);
                    duration = media.getUnsignedInt(body + 8 + ((flags & WITH_BASE_OFFSET) == 0 ? 0 : 8)
                            + ((flags & WITH_DESCRIPTION) == 0 ? 0 : 4));
                }
                case "tfdt" -> time = media.getByte(body) == 1 ? media.getLong(body + 4) : media.getInt(body + 4);
                case "trun" -> samples += media.getInt(body + 4);
                default -> {
                    // nothing about time
                }
            }
        }
        Long next = nextTimes.put(track, time + samples * duration);
        return next == null || next == time;
    }

    private static String type(ByteBuf media, int at) {
        return media.toString(at + 4, 4, StandardCharsets.ISO_8859_1);
    }
}
