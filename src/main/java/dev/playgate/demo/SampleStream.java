package dev.playgate.demo;

import java.util.List;
import java.util.Optional;

/**
 * A stream of the sample origin.
 *
 * @param others the names of further renditions that its multivariant playlist lists after its own
 */
record SampleStream(String name, Rendition rendition, List<String> others) {

    private static final List<SampleStream> ALL = List.of(
            new SampleStream("Demo1-live1", Rendition.P360, List.of("Demo1-live2")),
            new SampleStream("Demo1-live2", Rendition.P180, List.of()),
            new SampleStream("Demo1-other", Rendition.P360, List.of()),
            new SampleStream("Rival-live1", Rendition.P360, List.of()),
            new SampleStream("Open1-live1", Rendition.P360, List.of()));

    /** Reads the clip's files now, so that no event loop has to wait for them. */
    static void load() {
        ALL.forEach(stream -> stream.rendition().init());
    }

    static Optional<SampleStream> named(String name) {
        return ALL.stream().filter(stream -> stream.name().equals(name)).findFirst();
    }

    /** @param playlist the file name of the media playlist of each rendition */
    String multivariantPlaylist(String playlist) {
        StringBuilder text = new StringBuilder("#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-INDEPENDENT-SEGMENTS\n");
        variant(text, rendition, playlist);
        for (String other : others) {
            variant(text, named(other).orElseThrow().rendition(), "../" + other + "/" + playlist);
        }
        return text.toString();
    }

    /** The streams that are in one multivariant playlist with this one. */
    List<SampleStream> siblings() {
        return ALL.stream().filter(other -> others.contains(other.name()) || other.others().contains(name)).toList();
    }

    private static void variant(StringBuilder text, Rendition rendition, String uri) {
        text.append("#EXT-X-STREAM-INF:").append(rendition.attributes()).append('\n').append(uri).append('\n');
    }

    static String mediaPlaylist(Timeline window) {
        StringBuilder text = new StringBuilder("""
            #EXTM3U
            #EXT-X-VERSION:7
            #EXT-X-TARGETDURATION:%d
            #EXT-X-MEDIA-SEQUENCE:%d
            #EXT-X-INDEPENDENT-SEGMENTS
            #EXT-X-MAP:URI="init.mp4"
            #EXT-X-PROGRAM-DATE-TIME:%s
            """.formatted(Timeline.SEGMENT.toSeconds(), window.first(), window.start()));
        for (long number = window.first(); number <= window.last(); number++) {
            text.append("#EXTINF:%d.000,\n%d.m4s\n".formatted(Timeline.SEGMENT.toSeconds(), number));
        }
        return text.toString();
    }
}
