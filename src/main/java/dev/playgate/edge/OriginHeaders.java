package dev.playgate.edge;

import java.util.List;
import java.util.Locale;

import dev.playgate.stream.PlayoutTarget;

/** Which headers pass between viewer and origin (security B6, B10). Names compare without case. */
public final class OriginHeaders {

    /** For the viewer: why enforcement would have refused what is let through. */
    public static final String SHADOW = "X-Playgate-Shadow";

    /** The {@code User-Agent} of a request whose viewer names none. */
    public static final String USER_AGENT = "Playgate";

    /** The origin learns what is asked for and what the player understands, and nothing of who asks. */
    private static final FieldNames TO_ORIGIN = FieldNames.of("range", "if-range", "if-match", "if-none-match",
            "if-modified-since", "if-unmodified-since", "accept", "accept-language", "accept-encoding", "user-agent");

    /** A playlist is rewritten: it must come whole, fresh and as text. */
    private static final FieldNames NOT_FOR_PLAYLISTS = FieldNames.of("range", "if-range", "if-match", "if-none-match",
            "if-modified-since", "if-unmodified-since", "accept-encoding");

    private static final FieldNames TO_VIEWER = FieldNames.of("content-type", "content-length", "content-range",
            "content-encoding", "content-language", "content-disposition", "accept-ranges", "etag", "last-modified",
            "cache-control", "expires", "age", "date", "vary", "retry-after", "location");

    private OriginHeaders() {
    }

    /**
     * Whether a field of the viewer's request is the origin's to know.
     *
     * @param playlist whether what is asked for is rewritten ({@link #asksForPlaylist})
     */
    public static boolean passesToOrigin(CharSequence name, boolean playlist) {
        return TO_ORIGIN.contains(name) && !(playlist && NOT_FOR_PLAYLISTS.contains(name));
    }

    /** Whether a field of the origin's answer is the viewer's to know. */
    public static boolean passesToViewer(CharSequence name) {
        return TO_VIEWER.contains(name);
    }

    /** Whether the target names a playlist that will be rewritten. */
    public static boolean asksForPlaylist(PlayoutTarget target) {
        return Playlists.isNamedLikeOne(target) && Playlists.areRewritten(target);
    }

    /**
     * What a cache may do with media that was opened by a credential outside of the URL: another viewer's request has
     * the same key, so it must not be shared (security B11).
     */
    static String unshared(List<String> cacheControl) {
        StringBuilder directives = new StringBuilder("private");
        for (String line : cacheControl) {
            for (String directive : line.split(",", -1)) {
                String trimmed = directive.strip();
                String lower = trimmed.toLowerCase(Locale.ROOT);
                if (!trimmed.isEmpty() && !lower.equals("public") && !lower.startsWith("private")
                        && !lower.startsWith("s-maxage")) {
                    directives.append(", ").append(trimmed);
                }
            }
        }
        return directives.toString();
    }
}
