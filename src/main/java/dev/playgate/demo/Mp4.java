package dev.playgate.demo;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The few fields of a fragmented MP4 (ISO/IEC 14496-12) that carry its timeline, and where they stand. */
final class Mp4 {

    /**
     * A track fragment's {@code baseMediaDecodeTime}.
     *
     * @param at its byte offset in the segment, eight bytes
     * @param value the time, in units of the track's timescale
     */
    record DecodeTime(int trackId, int at, long value) {}

    private record Box(String type, int body, int end) {}

    private static final int HEADER = 8;

    private Mp4() {
    }

    /** The timescale of each track, in units a second, by track id. */
    static Map<Integer, Long> timescales(ByteBuffer init) {
        Map<Integer, Long> timescales = new HashMap<>();
        for (Box track : children(init, only(init, whole(init), "moov"), "trak")) {
            Box header = only(init, track, "tkhd");
            Box media = only(init, only(init, track, "mdia"), "mdhd");
            timescales.put(init.getInt(afterTimes(init, header)),
                    Integer.toUnsignedLong(init.getInt(afterTimes(init, media))));
        }
        return Map.copyOf(timescales);
    }

    /** The byte offset of the fragment's {@code sequence_number}, four bytes. */
    static int sequenceNumberAt(ByteBuffer segment) {
        return only(segment, only(segment, whole(segment), "moof"), "mfhd").body() + 4;
    }

    static List<DecodeTime> decodeTimes(ByteBuffer segment) {
        return children(segment, only(segment, whole(segment), "moof"), "traf").stream().map(fragment -> {
            int trackId = segment.getInt(only(segment, fragment, "tfhd").body() + 4);
            Box time = only(segment, fragment, "tfdt");
            if (segment.get(time.body()) != 1) {
                throw new IllegalArgumentException("a tfdt of 32 bits is too small for a continuous timeline");
            }
            return new DecodeTime(trackId, time.body() + 4, segment.getLong(time.body() + 4));
        }).toList();
    }

    /** In tkhd and mdhd the number wanted follows version, flags and two times of 32 (version 0) or 64 bits. */
    private static int afterTimes(ByteBuffer file, Box box) {
        return box.body() + (file.get(box.body()) == 1 ? 20 : 12);
    }

    private static Box whole(ByteBuffer file) {
        return new Box("file", 0, file.limit());
    }

    private static Box only(ByteBuffer file, Box parent, String type) {
        List<Box> found = children(file, parent, type);
        if (found.size() != 1) {
            throw new IllegalArgumentException(
                    "expected one " + type + " in " + parent.type() + ", not " + found.size());
        }
        return found.getFirst();
    }

    private static List<Box> children(ByteBuffer file, Box parent, String type) {
        List<Box> found = new ArrayList<>();
        int at = parent.body();
        while (at + HEADER <= parent.end()) {
            int size = file.getInt(at);
            if (size < HEADER || size > parent.end() - at) {
                throw new IllegalArgumentException("a box of " + size + " bytes does not fit in " + parent.type());
            }
            byte[] name = new byte[4];
            file.get(at + 4, name);
            String childType = new String(name, StandardCharsets.ISO_8859_1);
            if (childType.equals(type)) {
                found.add(new Box(childType, at + HEADER, at + size));
            }
            at += size;
        }
        return found;
    }
}
