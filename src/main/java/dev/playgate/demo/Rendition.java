package dev.playgate.demo;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** One rendition of the clip ({@code src/demo/make-clip.sh}), held in memory. */
final class Rendition {

    static final Rendition P360 = new Rendition("360p", 640, 360, "avc1.4d401e,mp4a.40.2");
    static final Rendition P180 = new Rendition("180p", 320, 180, "avc1.4d400d,mp4a.40.2");

    private final int width;
    private final int height;
    private final String codecs;
    private final Media init;
    private final List<ClipSegment> segments;
    private final Media recording;

    private Rendition(String name, int width, int height, String codecs) {
        this.width = width;
        this.height = height;
        this.codecs = codecs;
        byte[] bytes = read(name + "/init.mp4");
        init = new Media(ByteBuffer.wrap(bytes), '"' + ClipSegment.checksum(bytes) + '"');
        Map<Integer, Long> timescales = Mp4.timescales(ByteBuffer.wrap(bytes));
        segments = IntStream.range(0, Timeline.CLIP_SEGMENTS)
                .mapToObj(index -> new ClipSegment(read(name + "/" + index + ".m4s"), timescales)).toList();
        List<ByteBuffer> whole = new ArrayList<>(List.of(init.bytes()));
        for (int number = 0; number < Timeline.CLIP_SEGMENTS; number++) {
            whole.add(segments.get(number).dated(number));
        }
        byte[] file = concatenated(whole);
        recording = new Media(ByteBuffer.wrap(file), '"' + ClipSegment.checksum(file) + '"');
    }

    static List<Rendition> all() {
        return List.of(P360, P180);
    }

    Media init() {
        return init;
    }

    Media segment(long number) {
        ClipSegment segment = segments.get(Timeline.clipIndex(number));
        return new Media(segment.dated(number), segment.entityTag(number));
    }

    /** The initialisation segment of one track alone. */
    Media init(Track track) {
        byte[] bytes = Mp4.withTrack(init.bytes(), track.id());
        return new Media(ByteBuffer.wrap(bytes), '"' + ClipSegment.checksum(bytes) + '"');
    }

    /** The segment of one track alone. */
    Media segment(long number, Track track) {
        ClipSegment segment = segments.get(Timeline.clipIndex(number));
        return new Media(segment.track(number, track), tag(segment, number, track.name()));
    }

    /** @param part 0 to 4 */
    Media part(long number, int part) {
        ClipSegment segment = segments.get(Timeline.clipIndex(number));
        int first = part * Timeline.PART_FRAMES;
        return new Media(segment.fragment(number, first, first + Timeline.PART_FRAMES),
                tag(segment, number, String.valueOf(part)));
    }

    private static String tag(ClipSegment segment, long number, String piece) {
        return segment.entityTag(number).replaceFirst("\"$", "." + piece + "\"");
    }

    /** One video frame with its audio, by its number since the beginning of UNIX time. */
    ByteBuffer frame(long frame) {
        long number = Math.floorDiv(frame, Timeline.SEGMENT_FRAMES);
        int inSegment = Math.floorMod(frame, Timeline.SEGMENT_FRAMES);
        return segments.get(Timeline.clipIndex(number)).fragment(number, inSegment, inSegment + 1);
    }

    /** The whole clip as one file. */
    Media recording() {
        return recording;
    }

    /** The attributes of {@code EXT-X-STREAM-INF}. Bit rates in bits a second, of the segments as they are sent. */
    String attributes() {
        long average = segments.stream().mapToLong(ClipSegment::size).sum() * 8 / Timeline.CLIP.toSeconds();
        return "BANDWIDTH=%d,AVERAGE-BANDWIDTH=%d,CODECS=\"%s\",RESOLUTION=%dx%d,FRAME-RATE=25.000".formatted(
                bandwidth(), average, codecs, width, height);
    }

    /** In bits a second, of its largest segment. */
    long bandwidth() {
        return segments.stream().mapToLong(ClipSegment::size).max().orElseThrow() * 8 / Timeline.SEGMENT.toSeconds();
    }

    /** As in RFC 6381, video first. */
    String codecs() {
        return codecs;
    }

    String codec(Track track) {
        return codecs.split(",", -1)[track.id() - 1];
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    private static byte[] concatenated(List<ByteBuffer> parts) {
        ByteBuffer whole = ByteBuffer.allocate(parts.stream().mapToInt(ByteBuffer::remaining).sum());
        parts.forEach(part -> whole.put(part.duplicate()));
        return whole.array();
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
