package dev.playgate.demo;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.netty.handler.codec.http.QueryStringDecoder;

/** What a request to the sample origin asks for, over HTTP. */
sealed interface OriginTarget {

    SampleStream stream();

    /**
     * All renditions of a stream.
     *
     * @param playlist the file name of the media playlists in it
     */
    record Multivariant(SampleStream stream, String playlist) implements OriginTarget {}

    record Playlist(SampleStream stream) implements OriginTarget {}

    record LowLatency(SampleStream stream, Reload reload) implements OriginTarget {}

    record Manifest(SampleStream stream) implements OriginTarget {}

    record Init(SampleStream stream) implements OriginTarget {}

    record Segment(SampleStream stream, long number) implements OriginTarget {}

    record TrackInit(SampleStream stream, Track track) implements OriginTarget {}

    record TrackSegment(SampleStream stream, Track track, long number) implements OriginTarget {}

    record Part(SampleStream stream, long number, int part) implements OriginTarget {}

    /** The live stream as one body without end. */
    record Endless(SampleStream stream) implements OriginTarget {}

    record Recorded(SampleStream stream) implements OriginTarget {}

    Pattern PATH_FORM = Pattern.compile("/(?<form>hls|dash|vod)/(?<stream>[^/]+)/(?<file>[^/]+)");
    Pattern QUERY_FORM = Pattern.compile("/h5live/authhttp/(?<file>[^/]+)");
    Pattern SEGMENT_FILE = Pattern.compile("(?<number>0|[1-9][0-9]{0,14})(\\.(?<part>[0-4]))?\\.m4s");

    /**
     * Reads a request's raw target. The path is compared as it came, never decoded or repaired, so that what the gateway
     * lets through by mistake finds nothing here.
     */
    static Optional<OriginTarget> parse(String rawTarget) {
        int query = rawTarget.indexOf('?');
        String path = query < 0 ? rawTarget : rawTarget.substring(0, query);
        Matcher inPath = PATH_FORM.matcher(path);
        if (inPath.matches()) {
            String file = inPath.group("file");
            return SampleStream.named(inPath.group("stream")).flatMap(stream -> switch (inPath.group("form")) {
                case "hls" -> hls(stream, file, rawTarget);
                case "dash" -> file.equals("manifest.mpd") ? Optional.of(new Manifest(stream)) : track(stream, file);
                default -> file.equals("recording.mp4") ? Optional.of(new Recorded(stream)) : Optional.empty();
            });
        }
        Matcher inQuery = QUERY_FORM.matcher(path);
        if (inQuery.matches()) {
            List<String> names = new QueryStringDecoder(rawTarget).parameters().getOrDefault("stream", List.of());
            if (names.size() == 1) {
                return SampleStream.named(names.getFirst()).flatMap(stream -> switch (inQuery.group("file")) {
                    case "playlist.m3u8" -> Optional.of(new Playlist(stream));
                    case "stream.mp4" -> Optional.of(new Endless(stream));
                    case String file -> media(stream, file);
                });
            }
        }
        return Optional.empty();
    }

    private static Optional<OriginTarget> hls(SampleStream stream, String file, String rawTarget) {
        return switch (file) {
            case "index.m3u8" -> Optional.of(new Multivariant(stream, "video.m3u8"));
            case "video.m3u8" -> Optional.of(new Playlist(stream));
            case "ll.m3u8" -> Optional.of(new Multivariant(stream, LowLatencyPlaylist.FILE));
            case LowLatencyPlaylist.FILE -> Optional.of(new LowLatency(stream, Reload.parse(rawTarget)));
            case String other -> media(stream, other);
        };
    }

    private static Optional<OriginTarget> track(SampleStream stream, String file) {
        Track track = file.startsWith("audio-") ? Track.AUDIO : Track.VIDEO;
        if (!file.startsWith(track == Track.AUDIO ? "audio-" : "video-")) {
            return Optional.empty();
        }
        return media(stream, file.substring("audio-".length())).flatMap(media -> switch (media) {
            case Init init -> Optional.of(new TrackInit(stream, track));
            case Segment segment -> Optional.of(new TrackSegment(stream, track, segment.number()));
            default -> Optional.empty();
        });
    }

    private static Optional<OriginTarget> media(SampleStream stream, String file) {
        if (file.equals("init.mp4")) {
            return Optional.of(new Init(stream));
        }
        Matcher segment = SEGMENT_FILE.matcher(file);
        if (!segment.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(segment.group("number"));
        String part = segment.group("part");
        return Optional.of(part == null
                ? new Segment(stream, number)
                : new Part(stream, number, Integer.parseInt(part)));
    }
}
