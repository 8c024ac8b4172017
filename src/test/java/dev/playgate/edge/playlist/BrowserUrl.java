package dev.playgate.edge.playlist;

import java.util.Locale;

/** Where a browser goes for a reference: the host that the WHATWG URL parser finds, of http and https alone. */
final class BrowserUrl {

    private BrowserUrl() {
    }

    /**
     * The host that a reference leads to.
     *
     * @param scheme of the page that holds the reference: {@code http} or {@code https}
     * @param host of that page
     * @return the host and port, or a text that is no host where the browser fetches nothing by http
     */
    static String host(String reference, String scheme, String host) {
        String url = trimmed(reference).replaceAll("[\t\r\n]", "");
        String rest = url;
        String target = scheme;
        int colon = url.indexOf(':');
        if (colon > 0 && url.substring(0, colon).matches("[A-Za-z][A-Za-z0-9+.-]*")) {
            target = url.substring(0, colon).toLowerCase(Locale.ROOT);
            rest = url.substring(colon + 1);
            if (!target.matches("https?")) {
                return "(" + target + ")";
            }
        }
        boolean sameScheme = target.equals(scheme);
        if (sameScheme && !rest.matches("(?s)[/\\\\]{2}.*")) {
            return host;
        }
        String authority = rest.replaceFirst("^[/\\\\]+", "").replaceFirst("(?s)[/\\\\?#].*", "");
        String named = authority.substring(authority.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
        return named.replaceFirst(target.equals("https") ? ":443$" : ":80$", "");
    }

    /** What is left of a line once a player's {@code trim()} and the URL parser were at it. */
    private static String trimmed(String text) {
        return text.replaceFirst("^[\\x00-\\x20\\p{Z}\\uFEFF]+", "").replaceFirst("[\\x00-\\x20\\p{Z}\\uFEFF]+$", "");
    }
}
