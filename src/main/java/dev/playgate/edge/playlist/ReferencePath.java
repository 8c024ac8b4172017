package dev.playgate.edge.playlist;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Paths of references: where they lead, and what a client makes of them. */
final class ReferencePath {

    /** To browsers a dot segment too (WHATWG URL), not to RFC 3986. */
    private static final Pattern ENCODED_DOT = Pattern.compile("%2e", Pattern.CASE_INSENSITIVE);

    private static final BitSet SENT_AS_WRITTEN = new BitSet();

    static {
        ("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789" + "-._~!$&'()*+,;=:@/%").chars()
                .forEach(SENT_AS_WRITTEN::set);
    }

    private ReferencePath() {
    }

    /**
     * Resolves by RFC 3986 section 5.2, refusing where that repairs, or where clients differ: dot segments beyond the
     * root, empty segments, encoded dots.
     *
     * @param base an absolute path
     * @param path an absolute or a relative path, or empty
     */
    static Optional<String> resolve(String base, String path) {
        String merged = path.startsWith("/")
                ? path
                : path.isEmpty() ? base : base.substring(0, base.lastIndexOf('/') + 1) + path;
        if (merged.indexOf('%') >= 0 && ENCODED_DOT.matcher(merged).find()) {
            return Optional.empty();
        }
        if (!merged.contains("/.") && !merged.contains("//")) {
            return Optional.of(merged);
        }
        List<String> kept = new ArrayList<>();
        String[] segments = merged.substring(1).split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            boolean last = i == segments.length - 1;
            boolean up = segments[i].equals("..");
            boolean dots = up || segments[i].equals(".");
            if ((up && kept.isEmpty()) || (segments[i].isEmpty() && !last)) {
                return Optional.empty();
            }
            if (up) {
                kept.removeLast();
            }
            if (!dots || last) {
                kept.add(dots ? "" : segments[i]);
            }
        }
        return Optional.of("/" + String.join("/", kept));
    }

    /** The path as a client requests it: percent-encoded. */
    static String asRequested(String path) {
        if (isSentAsWritten(path)) {
            return path;
        }
        var requested = new StringBuilder(path.length());
        for (byte octet : path.getBytes(UTF_8)) {
            if (octet > 0 && SENT_AS_WRITTEN.get(octet)) {
                requested.append((char) octet);
            } else {
                requested.append('%').append(HexFormat.of().withUpperCase().toHexDigits(octet));
            }
        }
        return requested.toString();
    }

    private static boolean isSentAsWritten(String path) {
        for (int i = 0; i < path.length(); i++) {
            if (!SENT_AS_WRITTEN.get(path.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
