package dev.playgate.edge;

import java.util.List;
import java.util.Locale;
import java.util.Set;

import dev.playgate.stream.Medium;
import dev.playgate.stream.PlayoutTarget;

/** Which answers of an origin are playlists. */
final class Playlists {

    /** Those of RFC 8216 section 4 and those seen before it. */
    private static final Set<String> TYPES = Set.of("application/vnd.apple.mpegurl", "audio/mpegurl",
            "application/x-mpegurl", "audio/x-mpegurl", "application/mpegurl");

    private Playlists() {
    }

    /** Known before the origin answers, so that it is asked for the whole, as text. */
    static boolean isNamedLikeOne(PlayoutTarget target) {
        return target.form().medium() == Medium.HLS && target.path().endsWith(".m3u8");
    }

    /** @param contentType the field lines of {@code Content-Type} */
    static boolean isOne(PlayoutTarget target, List<String> contentType) {
        return target.form().medium() == Medium.HLS
                && (target.path().endsWith(".m3u8") || contentType.stream().anyMatch(Playlists::isType));
    }

    private static boolean isType(String contentType) {
        return TYPES.contains(contentType.split(";", -1)[0].strip().toLowerCase(Locale.ROOT));
    }
}
