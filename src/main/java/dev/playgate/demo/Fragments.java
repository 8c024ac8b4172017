package dev.playgate.demo;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * Cuts a segment of the clip into smaller fragments: some of its video frames, and the audio that begins while they are
 * shown. All fragments of a segment together have all of its samples, each once.
 */
final class Fragments {

    private static final int MOOF_AND_MFHD = 8 + 16;
    private static final int TRAF_TFHD_TFDT = 8 + 28 + 20;
    private static final int TRUN = 20;

    private record Slice(Mp4.Run run, int first, int end) {

        int headerSize() {
            return TRAF_TFHD_TFDT + TRUN + (leads() ? 4 : 0) + 4 * (end - first);
        }

        int from() {
            return run.starts().get(first);
        }

        int dataSize() {
            return run.starts().get(end) - from();
        }

        /** Whether its first sample is not as the others. */
        boolean leads() {
            return first == 0 && run.firstFlags() != run.flags();
        }
    }

    private final byte[] segment;
    private final Map<Integer, Long> timescales;
    private final List<Mp4.Run> runs;

    /** @param timescales of the tracks, in units a second, by track id */
    Fragments(byte[] segment, Map<Integer, Long> timescales) {
        this.segment = segment;
        this.timescales = timescales;
        runs = Mp4.runs(ByteBuffer.wrap(segment));
        if (runs.getFirst().samples() != Timeline.SEGMENT_FRAMES) {
            throw new IllegalArgumentException("a segment of the clip has not its frames in its first track");
        }
    }

    /**
     * The frames from {@code first} up to, not including, {@code end}, as one fragment.
     *
     * @param tracks whether the track of that id is in it
     * @param loop how often the clip has come round before
     */
    ByteBuffer cut(IntPredicate tracks, int first, int end, int sequenceNumber, long loop) {
        List<Slice> slices = new ArrayList<>();
        for (Mp4.Run run : runs) {
            Slice slice = new Slice(run, boundary(run, first), boundary(run, end));
            if (tracks.test(run.trackId()) && slice.first() < slice.end()) {
                slices.add(slice);
            }
        }
        int header = MOOF_AND_MFHD + slices.stream().mapToInt(Slice::headerSize).sum();
        int data = slices.stream().mapToInt(Slice::dataSize).sum();
        ByteBuffer out = ByteBuffer.allocate(header + 8 + data);
        box(out, header, "moof");
        box(out, 16, "mfhd").putInt(0).putInt(sequenceNumber);
        int dataAt = header + 8;
        for (Slice slice : slices) {
            write(out, slice, loop, dataAt);
            dataAt += slice.dataSize();
        }
        box(out, 8 + data, "mdat");
        slices.forEach(slice -> out.put(segment, slice.from(), slice.dataSize()));
        return out.flip();
    }

    /** The first sample of the run that begins with, or after, the frame. */
    private int boundary(Mp4.Run run, int frame) {
        if (frame == 0 || frame == Timeline.SEGMENT_FRAMES) {
            return frame == 0 ? 0 : run.samples();
        }
        Mp4.Run video = runs.getFirst();
        long time = video.decodeTime() + (long) frame * video.duration();
        long inRun = Math.ceilDiv(time * timescale(run), timescale(video)) - run.decodeTime();
        return Math.clamp(Math.ceilDiv(inRun, run.duration()), 0, run.samples());
    }

    private void write(ByteBuffer out, Slice slice, long loop, int dataAt) {
        Mp4.Run run = slice.run();
        long time = run.decodeTime() + (long) slice.first() * run.duration()
                + loop * Timeline.CLIP.toSeconds() * timescale(run);
        int count = slice.end() - slice.first();
        box(out, slice.headerSize(), "traf");
        box(out, 28, "tfhd").putInt(0x02_00_38).putInt(run.trackId()).putInt(run.duration()).putInt(0)
                .putInt(run.flags());
        box(out, 20, "tfdt").putInt(0x1_00_00_00).putLong(time);
        box(out, slice.headerSize() - TRAF_TFHD_TFDT, "trun").putInt(slice.leads() ? 0x2_05 : 0x2_01).putInt(count)
                .putInt(dataAt);
        if (slice.leads()) {
            out.putInt(run.firstFlags());
        }
        for (int sample = slice.first(); sample < slice.end(); sample++) {
            out.putInt(run.starts().get(sample + 1) - run.starts().get(sample));
        }
    }

    private long timescale(Mp4.Run run) {
        return timescales.getOrDefault(run.trackId(), 1L);
    }

    private static ByteBuffer box(ByteBuffer out, int size, String type) {
        return out.putInt(size).put(type.getBytes(StandardCharsets.ISO_8859_1));
    }
}
