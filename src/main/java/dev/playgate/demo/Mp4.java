package dev.playgate.demo;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The few fields of a fragmented MP4 (ISO/IEC 14496-12) that carry its timeline, and where they stand. */
final class Mp4 {

    /**
     * A track fragment's {@code baseMediaDecodeTime}.
     *
     * @param at its byte offset in the segment, eight bytes
     * @param value the time, in units of the track's timescale
     */
    record DecodeTime(int trackId, int at, long value) {}

    /**
     * The samples of one track in a segment, one behind the other.
     *
     * @param decodeTime of the first one, and {@code duration} of each, in units of the track's timescale
     * @param firstFlags of the first sample, {@code flags} of the others (ISO/IEC 14496-12 section 8.8.3.1)
     * @param starts the byte offset of each sample in the segment, and of the end of the last one
     */
    record Run(int trackId, long decodeTime, int duration, int firstFlags, int flags, List<Integer> starts) {

        int samples() {
            return starts.size() - 1;
        }
    }

    private record Box(String type, int body, int end) {}

    /** tfhd: defaults for duration, size and flags; offsets count from the moof. What the clip's muxer writes. */
    private static final int TFHD_FLAGS = 0x02_00_38;
    /** trun: a data offset and the size of each sample; the second adds the flags of the first sample. */
    private static final int TRUN_SIZES = 0x2_01;
    private static final int TRUN_SIZES_AND_FIRST_FLAGS = 0x2_05;

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

    /** The initialisation segment without its other tracks. */
    static byte[] withTrack(ByteBuffer init, int trackId) {
        ByteBuffer out = ByteBuffer.allocate(init.limit());
        copy(init, whole(init), trackId, out);
        return Arrays.copyOf(out.array(), out.position());
    }

    private static void copy(ByteBuffer init, Box parent, int trackId, ByteBuffer out) {
        for (Box child : children(init, parent)) {
            int start = out.position();
            if (child.type().equals("moov") || child.type().equals("mvex")) {
                out.put(init.slice(child.body() - HEADER, HEADER));
                copy(init, child, trackId, out);
                out.putInt(start, out.position() - start);
            } else if (isFor(init, child, trackId)) {
                out.put(init.slice(child.body() - HEADER, child.end() - child.body() + HEADER));
            }
        }
    }

    /** Whether the box is not for another track. */
    private static boolean isFor(ByteBuffer init, Box box, int trackId) {
        return switch (box.type()) {
            case "trak" -> init.getInt(afterTimes(init, only(init, box, "tkhd"))) == trackId;
            case "trex" -> init.getInt(box.body() + 4) == trackId;
            default -> true;
        };
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

    /**
     * The samples of a segment, by track.
     *
     * @throws IllegalArgumentException if they are described in another way than that of the clip's muxer
     */
    static List<Run> runs(ByteBuffer segment) {
        Box fragment = only(segment, whole(segment), "moof");
        List<DecodeTime> times = decodeTimes(segment);
        List<Box> tracks = children(segment, fragment, "traf");
        return IntStream.range(0, tracks.size()).mapToObj(
                track -> run(segment, fragment.body() - HEADER, tracks.get(track), times.get(track).value())).toList();
    }

    private static Run run(ByteBuffer segment, int fragmentAt, Box track, long decodeTime) {
        int header = only(segment, track, "tfhd").body();
        int samples = only(segment, track, "trun").body();
        int shape = segment.getInt(samples);
        if (segment.getInt(header) != TFHD_FLAGS
                || (shape != TRUN_SIZES && shape != TRUN_SIZES_AND_FIRST_FLAGS)) {
            throw new IllegalArgumentException("a track fragment is not of the shape that the clip's muxer writes");
        }
        int flags = segment.getInt(header + 16);
        int sizes = samples + (shape == TRUN_SIZES ? 12 : 16);
        List<Integer> starts = new ArrayList<>(List.of(fragmentAt + segment.getInt(samples + 8)));
        for (int sample = 0; sample < segment.getInt(samples + 4); sample++) {
            starts.add(starts.getLast() + segment.getInt(sizes + 4 * sample));
        }
        return new Run(segment.getInt(header + 4), decodeTime, segment.getInt(header + 8),
                shape == TRUN_SIZES ? flags : segment.getInt(samples + 12), flags, List.copyOf(starts));
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
        return children(file, parent).stream().filter(child -> child.type().equals(type)).toList();
    }

    private static List<Box> children(ByteBuffer file, Box parent) {
        List<Box> found = new ArrayList<>();
        int at = parent.body();
        while (at + HEADER <= parent.end()) {
            int size = file.getInt(at);
            if (size < HEADER || size > parent.end() - at) {
                throw new IllegalArgumentException("a box of " + size + " bytes does not fit in " + parent.type());
            }
            byte[] name = new byte[4];
            file.get(at + 4, name);
            found.add(new Box(new String(name, StandardCharsets.ISO_8859_1), at + HEADER, at + size));
            at += size;
        }
        return found;
    }
}
