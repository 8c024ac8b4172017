package dev.playgate.edge.access;

import java.util.Optional;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/**
 * Takes out of a text what could be a credential, or a piece of one, wherever somebody wrote it (security G1). A token that
 * stands where it belongs has been taken out by whoever read the target; what is masked here is known by its shape alone:
 * too long for anything else, or beginning as every token does.
 */
final class Masking {

    static final String MASK = "***";

    /** The head of a token, which begins with an object of JSON. */
    private static final String TOKEN = "eyJ";
    /** Of a name; the shortest of signatures has 86. */
    private static final int LONGEST_NAME = 64;
    /** Of what is no name: codes of invitations and API keys have more. */
    private static final int LONGEST_VALUE = 20;
    private static final int LONGEST_AGENT = 256;

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern REFERER = Pattern.compile(
            "(https?://)(?:[^/?#]*@)?([A-Za-z0-9.:\\[\\]-]{1,255})(?:[/?#].*)?",
            Pattern.DOTALL);

    private Masking() {
    }

    /** A path of media: the names of files may be long. */
    static String mediaPath(String path) {
        return segments(path, false);
    }

    /** Any other path: what has neither a dot nor the form of an id may be a code. */
    static String otherPath(String path) {
        return segments(path, true);
    }

    private static String segments(String path, boolean codes) {
        StringJoiner masked = new StringJoiner("/");
        for (String segment : path.split("/", -1)) {
            boolean code = codes && segment.length() > LONGEST_VALUE && segment.indexOf('.') < 0
                    && !ID.matcher(segment).matches();
            masked.add(code ? MASK : name(segment));
        }
        return masked.toString();
    }

    private static String name(String name) {
        return name.length() > LONGEST_NAME || name.contains(TOKEN) ? MASK : name;
    }

    /** A query, without its question mark. */
    static String query(String query) {
        StringJoiner masked = new StringJoiner("&");
        for (String parameter : query.split("&", -1)) {
            int equals = parameter.indexOf('=');
            masked.add(equals < 0
                    ? value(parameter)
                    : value(parameter.substring(0, equals)) + "=" + value(parameter.substring(equals + 1)));
        }
        return masked.toString();
    }

    private static String value(String value) {
        return value.length() > LONGEST_VALUE || value.contains(TOKEN) ? MASK : value;
    }

    /** What the viewer's program calls itself, without control characters. */
    static String agent(String agent) {
        StringJoiner masked = new StringJoiner(" ");
        StringBuilder plain = new StringBuilder(agent);
        for (int i = 0; i < plain.length(); i++) {
            if (Character.isISOControl(plain.charAt(i))) {
                plain.setCharAt(i, ' ');
            }
        }
        for (String word : plain.toString().split(" ", -1)) {
            masked.add(name(word));
        }
        String whole = masked.toString();
        return whole.length() > LONGEST_AGENT ? whole.substring(0, LONGEST_AGENT) : whole;
    }

    /** The page's site, of all that a {@code Referer} says; empty: it is no URL of one. */
    static Optional<String> referer(String referer) {
        return Optional.of(REFERER.matcher(referer)).filter(url -> url.matches() && !url.group(2).contains(TOKEN))
                .map(url -> url.group(1) + url.group(2) + "/")
                .filter(Masking::isOfNames);
    }

    /** What proxies in front wrote of a trace (W3C Trace Context); empty: it could hold a token. */
    static Optional<String> traceState(String state) {
        boolean plain = !state.contains(TOKEN);
        for (String part : state.split("[,=;:.]", -1)) {
            plain &= part.length() <= LONGEST_NAME;
        }
        return plain ? Optional.of(state) : Optional.empty();
    }

    private static boolean isOfNames(String site) {
        for (String label : site.split("\\.", -1)) {
            if (label.length() > LONGEST_NAME) {
                return false;
            }
        }
        return true;
    }
}
