package dev.playgate.edge.playlist;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What stands in a reference for a text that only the client knows. */
enum Variables {
    /** Those of {@code EXT-X-DEFINE} in HLS; what only begins like one counts where the host is at stake. */
    DEFINED("\\{\\$[A-Za-z0-9_-]++}", "\\{\\$", "(?!)"),
    /**
     * Identifiers of {@code SegmentTemplate} in DASH (ISO/IEC 23009-1 section 5.3.9.4.4). Numbers lead nowhere; a
     * {@code $RepresentationID$} is any text.
     */
    IDENTIFIERS("\\$[^$]*+\\$", "\\$[^$]*+\\$", "\\$(?:(?:Number|Time|Bandwidth|SubNumber)(?:%0[0-9]++d)?+)?+\\$");

    private final Pattern known;
    private final Pattern begun;
    private final Pattern harmless;

    Variables(String known, String begun, String harmless) {
        this.known = Pattern.compile(known);
        this.begun = Pattern.compile(begun);
        this.harmless = Pattern.compile(harmless);
    }

    /** The path with a plain word in place of each. */
    String replaced(String path) {
        return hasNone(path) ? path : known.matcher(path).replaceAll("variable");
    }

    /**
     * Whether the path leads to the host that it was resolved on, whatever the values of its variables are: none stands
     * where it could become a scheme or a host, as in <code>{$cdn}/a.ts</code>, <code>/{$dir}/a.ts</code> (a value may
     * start with a slash) or <code>a{$n}.ts</code> (it may hold a colon).
     */
    boolean isSettled(String path) {
        if (hasNone(path)) {
            return true;
        }
        Matcher found = begun.matcher(path);
        int slash = path.indexOf('/');
        while (found.find()) {
            if (!harmless.matcher(found.group()).matches()) {
                return slash == 0 ? found.start() > 1 : slash > 0 && slash < found.start();
            }
        }
        return true;
    }

    /** All of them have a dollar sign. */
    private static boolean hasNone(String path) {
        return path.indexOf('$') < 0;
    }
}
