package dev.playgate.viewer;

import java.util.Optional;

/** One entry of {@code X-Forwarded-For}, as proxies write it. */
final class ForwardedEntry {

    private ForwardedEntry() {
    }

    /** @param entry with the spaces and tabs that stand around commas */
    static Optional<IpAddress> parse(String entry) {
        int start = 0;
        int end = entry.length();
        while (start < end && isSpace(entry.charAt(start))) {
            start++;
        }
        while (start < end && isSpace(entry.charAt(end - 1))) {
            end--;
        }
        return parseTrimmed(entry.substring(start, end));
    }

    private static Optional<IpAddress> parseTrimmed(String entry) {
        int lastColon = entry.lastIndexOf(':');
        if (entry.startsWith("[")) {
            boolean closed = lastColon > 0 && entry.charAt(lastColon - 1) == ']';
            return closed && Port.isValid(entry, lastColon + 1)
                    ? IpAddress.parse(entry.substring(1, lastColon - 1))
                            .filter(address -> entry.indexOf(':') < lastColon)
                    : Optional.empty();
        }
        if (lastColon > 0 && entry.indexOf(':') == lastColon) {
            return Port.isValid(entry, lastColon + 1)
                    ? IpAddress.parse(entry.substring(0, lastColon))
                    : Optional.empty();
        }
        return IpAddress.parse(entry);
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t';
    }
}
