package dev.playgate.demo;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/** One segment of the clip, to be dated anew for each time the clip comes round. */
final class ClipSegment {

    private record Clocked(int at, long value, long perLoop) {}

    private final byte[] bytes;
    private final String checksum;
    private final int sequenceNumberAt;
    private final List<Clocked> decodeTimes;
    private final Fragments fragments;

    /** @param timescales of the rendition's tracks, in units a second, by track id */
    ClipSegment(byte[] bytes, Map<Integer, Long> timescales) {
        this.bytes = bytes.clone();
        checksum = checksum(bytes);
        ByteBuffer segment = ByteBuffer.wrap(this.bytes);
        sequenceNumberAt = Mp4.sequenceNumberAt(segment);
        decodeTimes = Mp4.decodeTimes(segment).stream().map(time -> new Clocked(time.at(), time.value(),
                Timeline.CLIP.toSeconds() * timescales.getOrDefault(time.trackId(), 0L))).toList();
        fragments = new Fragments(this.bytes, timescales);
    }

    int size() {
        return bytes.length;
    }

    /** The segment as number {@code number} of the endless stream: its decode times continue those of the one before. */
    ByteBuffer dated(long number) {
        ByteBuffer dated = ByteBuffer.wrap(bytes.clone());
        dated.putInt(sequenceNumberAt, (int) number);
        for (Clocked time : decodeTimes) {
            dated.putLong(time.at(), time.value() + Timeline.loop(number) * time.perLoop());
        }
        return dated;
    }

    /**
     * Some frames of the segment, as part of the same endless stream.
     *
     * @param first of the segment's frames, 0 to 49; {@code end} is the one that is not in it any more, up to 50
     */
    ByteBuffer fragment(long number, int first, int end) {
        return fragments.cut(track -> true, first, end, (int) (number * Timeline.SEGMENT_FRAMES + first),
                Timeline.loop(number));
    }

    /** One track of the segment. */
    ByteBuffer track(long number, Track wanted) {
        return fragments.cut(track -> track == wanted.id(), 0, Timeline.SEGMENT_FRAMES, (int) number,
                Timeline.loop(number));
    }

    /** A strong entity tag of {@link #dated}: the clip's bytes and the number decide every byte of it. */
    String entityTag(long number) {
        return '"' + checksum + '-' + number + '"';
    }

    static String checksum(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return "%08x".formatted(crc.getValue());
    }
}
