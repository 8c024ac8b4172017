package dev.playgate.edge;

/** What a {@code Host} looks like: a name, an IPv4 address or a bracketed IPv6 one, and a port (RFC 9110 section 7.2). */
public final class HostSyntax {

    private static final int LONGEST_NAME = 254;
    private static final int SHORTEST_IPV6 = 2;
    private static final int LONGEST_IPV6 = 45;
    private static final int MOST_PORT_DIGITS = 5;

    private HostSyntax() {
    }

    /** Whether the text is one. It is asked for each request, which is why it is no regular expression. */
    public static boolean isValid(String host) {
        int end = host.startsWith("[") ? ipv6End(host) : nameEnd(host);
        return end > 0 && (end == host.length() || isPort(host, end));
    }

    /** 0: it does not begin with a name. */
    private static int nameEnd(String host) {
        int end = 0;
        while (end < host.length() && isOfName(host.charAt(end))) {
            end++;
        }
        boolean named = end > 0 && end <= LONGEST_NAME && isAlphanumeric(host.charAt(0))
                && (isAlphanumeric(host.charAt(end - 1)) || host.charAt(end - 1) == '.');
        return named ? end : 0;
    }

    private static int ipv6End(String host) {
        int end = 1;
        while (end < host.length() && isOfIpv6(host.charAt(end))) {
            end++;
        }
        int length = end - 1;
        boolean closed = end < host.length() && host.charAt(end) == ']';
        return closed && length >= SHORTEST_IPV6 && length <= LONGEST_IPV6 ? end + 1 : 0;
    }

    private static boolean isPort(String host, int colon) {
        int digits = host.length() - colon - 1;
        if (host.charAt(colon) != ':' || digits < 1 || digits > MOST_PORT_DIGITS) {
            return false;
        }
        for (int i = colon + 1; i < host.length(); i++) {
            if (!isDigit(host.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOfName(char c) {
        return isAlphanumeric(c) || c == '.' || c == '-' || c == '_';
    }

    private static boolean isOfIpv6(char c) {
        return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || c == ':' || c == '.';
    }

    private static boolean isAlphanumeric(char c) {
        return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
