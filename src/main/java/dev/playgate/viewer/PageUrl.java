package dev.playgate.viewer;

import java.util.Optional;

/** An absolute http(s) URL in a header, read for its host and nothing else (security C1). */
final class PageUrl {

    private PageUrl() {
    }

    /** The canonical host of an {@code Origin}: nothing may follow host and port. */
    static Optional<String> hostOfOrigin(String origin) {
        return host(origin).filter(host -> authorityEnd(origin, authorityStart(origin)) == origin.length());
    }

    /** The canonical host of a {@code Referer}, whose path and query do not matter. */
    static Optional<String> hostOfReferer(String referer) {
        return host(referer);
    }

    private static Optional<String> host(String url) {
        int start = hasProperCharacters(url) ? authorityStart(url) : -1;
        if (start < 0) {
            return Optional.empty();
        }
        String authority = url.substring(start, authorityEnd(url, start));
        int hostEnd = authority.startsWith("[") ? authority.indexOf(']') + 1 : authority.indexOf(':');
        if (hostEnd < 0 || hostEnd == authority.length()) {
            return HostName.ofAscii(authority);
        }
        boolean hasPort = authority.charAt(hostEnd) == ':' && Port.isValid(authority, hostEnd + 1);
        return hasPort ? HostName.ofAscii(authority.substring(0, hostEnd)) : Optional.empty();
    }

    /**
     * Browsers send visible ASCII only. A backslash is a slash to some parsers, and a fragment, which neither header may
     * have, is where two parsers find two hosts in {@code http://a#@b/}.
     */
    private static boolean hasProperCharacters(String url) {
        for (int i = 0; i < url.length(); i++) {
            char c = url.charAt(i);
            if (c <= ' ' || c >= 0x7f || c == '\\' || c == '#') {
                return false;
            }
        }
        return true;
    }

    private static int authorityStart(String url) {
        if (url.regionMatches(true, 0, "https://", 0, 8)) {
            return 8;
        }
        return url.regionMatches(true, 0, "http://", 0, 7) ? 7 : -1;
    }

    private static int authorityEnd(String url, int start) {
        for (int i = start; i < url.length(); i++) {
            char c = url.charAt(i);
            if (c == '/' || c == '?') {
                return i;
            }
        }
        return url.length();
    }
}
