package dev.playgate.demo;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** One rendition of the clip ({@code src/demo/make-clip.sh}), held in memory. */
final class Rendition {

    static final Rendition P360 = new Rendition("360p", "640x360", "avc1.4d401e,mp4a.40.2");
    static final Rendition P180 = new Rendition("180p", "320x180", "avc1.4d400d,mp4a.40.2");

    private final String resolution;
    private final String codecs;
    private final Media init;
    private final List<ClipSegment> segments;

    private Rendition(String name, String resolution, String codecs) {
        this.resolution = resolution;
        this.codecs = codecs;
        byte[] bytes = read(name + "/init.mp4");
        init = new Media(ByteBuffer.wrap(bytes), '"' + ClipSegment.checksum(bytes) + '"');
        Map<Integer, Long> timescales = Mp4.timescales(ByteBuffer.wrap(bytes));
        segments = IntStream.range(0, Timeline.CLIP_SEGMENTS)
                .mapToObj(index -> new ClipSegment(read(name + "/" + index + ".m4s"), timescales)).toList();
    }

    Media init() {
        return init;
    }

    Media segment(long number) {
        ClipSegment segment = segments.get(Timeline.clipIndex(number));
        return new Media(segment.dated(number), segment.entityTag(number));
    }

    /** The attributes of {@code EXT-X-STREAM-INF}. Bit rates in bits a second, of the segments as they are sent. */
    String attributes() {
        long peak = segments.stream().mapToLong(ClipSegment::size).max().orElseThrow() * 8
                / Timeline.SEGMENT.toSeconds();
        long average = segments.stream().mapToLong(ClipSegment::size).sum() * 8 / Timeline.CLIP.toSeconds();
        return "BANDWIDTH=%d,AVERAGE-BANDWIDTH=%d,CODECS=\"%s\",RESOLUTION=%s,FRAME-RATE=25.000".formatted(peak,
                average, codecs, resolution);
    }

    private static byte[] read(String file) {
        try (InputStream in = Rendition.class.getResourceAsStream("/demo/clip/" + file)) {
            if (in == null) {
                throw new FileNotFoundException("classpath:/demo/clip/" + file);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
