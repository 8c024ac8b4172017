package dev.playgate.demo;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.netty.handler.codec.http.QueryStringDecoder;

/** What a request to the sample origin asks for. */
sealed interface OriginTarget {

    SampleStream stream();

    record Multivariant(SampleStream stream) implements OriginTarget {}

    record Playlist(SampleStream stream) implements OriginTarget {}

    record Init(SampleStream stream) implements OriginTarget {}

    record Segment(SampleStream stream, long number) implements OriginTarget {}

    Pattern PATH_FORM = Pattern.compile("/hls/(?<stream>[^/]+)/(?<file>[^/]+)");
    Pattern QUERY_FORM = Pattern.compile("/h5live/authhttp/(?<file>[^/]+)");
    Pattern SEGMENT_FILE = Pattern.compile("(?<number>0|[1-9][0-9]{0,17})\\.m4s");

    /**
     * Reads a request's raw target. The path is compared as it came, never decoded or repaired, so that what the gateway
     * lets through by mistake finds nothing here.
     */
    static Optional<OriginTarget> parse(String rawTarget) {
        int query = rawTarget.indexOf('?');
        String path = query < 0 ? rawTarget : rawTarget.substring(0, query);
        Matcher inPath = PATH_FORM.matcher(path);
        if (inPath.matches()) {
            return SampleStream.named(inPath.group("stream")).flatMap(stream -> switch (inPath.group("file")) {
                case "index.m3u8" -> Optional.of(new Multivariant(stream));
                case "video.m3u8" -> Optional.of(new Playlist(stream));
                case String file -> media(stream, file);
            });
        }
        Matcher inQuery = QUERY_FORM.matcher(path);
        if (inQuery.matches()) {
            List<String> names = new QueryStringDecoder(rawTarget).parameters().getOrDefault("stream", List.of());
            if (names.size() == 1) {
                String file = inQuery.group("file");
                return SampleStream.named(names.getFirst()).flatMap(stream -> file.equals("playlist.m3u8")
                        ? Optional.of(new Playlist(stream))
                        : media(stream, file));
            }
        }
        return Optional.empty();
    }

    private static Optional<OriginTarget> media(SampleStream stream, String file) {
        if (file.equals("init.mp4")) {
            return Optional.of(new Init(stream));
        }
        Matcher segment = SEGMENT_FILE.matcher(file);
        return segment.matches()
                ? Optional.of(new Segment(stream, Long.parseLong(segment.group("number"))))
                : Optional.empty();
    }
}
