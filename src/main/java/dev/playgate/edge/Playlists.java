package dev.playgate.edge;

import java.util.List;
import java.util.Locale;
import java.util.Set;

import dev.playgate.stream.CredentialText.Place;
import dev.playgate.stream.Medium;
import dev.playgate.stream.PlayoutTarget;

/** Which answers of an origin are playlists: those of HLS, and the manifests of DASH with their patches. */
final class Playlists {

    /** Those of RFC 8216 section 4 and those seen before it. */
    private static final Set<String> HLS_TYPES = Set.of("application/vnd.apple.mpegurl", "audio/mpegurl",
            "application/x-mpegurl", "audio/x-mpegurl", "application/mpegurl");

    /** ISO/IEC 23009-1 annex C. */
    private static final Set<String> DASH_TYPES = Set.of("application/dash+xml", "application/dash-patch+xml");

    private Playlists() {
    }

    /** Known before the origin answers. */
    static boolean isNamedLikeOne(PlayoutTarget target) {
        String path = target.path();
        return switch (target.form().medium()) {
            case HLS -> path.endsWith(".m3u8");
            case DASH -> path.endsWith(".mpd") || path.endsWith(".mpp");
            case PROGRESSIVE, RECORDING, H5LIVE, WEBSOCKET -> false;
        };
    }

    /** @param contentType the field lines of {@code Content-Type} */
    static boolean isOne(PlayoutTarget target, List<String> contentType) {
        Set<String> types = switch (target.form().medium()) {
            case HLS -> HLS_TYPES;
            case DASH -> DASH_TYPES;
            case PROGRESSIVE, RECORDING, H5LIVE, WEBSOCKET -> Set.of();
        };
        if (isNamedLikeOne(target)) {
            return true;
        }
        for (String type : contentType) {
            if (types.contains(essence(type))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether playlists under this target are rewritten, so that the origin is asked for the whole, as text: where the
     * ticket is in the query, and else where the token was, so that the playlist does not lift it into other URLs
     * (security B9). A manifest cannot be made to escape a credential in its own path; see {@link EntryRedirect}.
     */
    static boolean areRewritten(PlayoutTarget target) {
        return switch (target.form().tickets()) {
            case QUERY -> !(isManifest(target) && target.hasPathCredential());
            case PATH -> false;
            case COOKIE -> target.credentials().stream().anyMatch(credential -> credential.place() == Place.QUERY);
        };
    }

    /** Whether it is one of DASH; for what {@link #isOne} holds of. */
    static boolean isManifest(PlayoutTarget target) {
        return target.form().medium() == Medium.DASH;
    }

    private static String essence(String contentType) {
        int parameters = contentType.indexOf(';');
        return (parameters < 0 ? contentType : contentType.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
    }
}
