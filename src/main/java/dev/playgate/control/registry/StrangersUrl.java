package dev.playgate.control.registry;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.playgate.viewer.IpAddress;
import dev.playgate.viewer.IpRange;

/** URLs in the words of organisations, which this process is to ask: none may lead into the network that it is in. */
public final class StrangersUrl {

    private static final int LONGEST = 2048;
    private static final Set<String> OWN_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    /** The last label of a name begins with a letter; resolvers take others for addresses in decimal, octal or hex. */
    private static final Pattern NAME = Pattern.compile("([A-Za-z0-9-]+\\.)*[A-Za-z][A-Za-z0-9-]*\\.?");

    /** Special-purpose address registries of IANA (RFC 6890), and what reaches IPv4 through IPv6. */
    private static final List<IpRange> NOT_PUBLIC = Stream.of("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8",
            "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16",
            "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3", "::/96", "64:ff9b::/96",
            "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "5f00::/16",
            "fc00::/7", "fe80::/9", "ff00::/8").map(range -> IpRange.parse(range).orElseThrow()).toList();

    private StrangersUrl() {
    }

    /** Completes "must be ...". */
    public static String expected() {
        return "an https URL of at most " + LONGEST + " characters, with a host and without user information";
    }

    /**
     * A URL that may be asked, as far as its text says.
     *
     * @param plainHttp whether it may be {@code http} on the own machine
     */
    public static Optional<URI> admit(String text, boolean plainHttp) {
        try {
            URI url = new URI(text);
            boolean may = "https".equals(url.getScheme())
                    || (plainHttp && "http".equals(url.getScheme()) && OWN_MACHINE.contains(host(url)));
            boolean fits = text.length() <= LONGEST && (literal(url).isPresent() || NAME.matcher(host(url)).matches())
                    && url.getRawUserInfo() == null
                    && url.getRawFragment() == null && url.toASCIIString().equals(text);
            return may && fits ? Optional.of(url) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** Of the URL; empty when it has none. An address of IPv6 has its brackets. */
    public static String host(URI url) {
        return url.getHost() == null ? "" : url.getHost();
    }

    /** Its host, where that is an address and no name. */
    public static Optional<IpAddress> literal(URI url) {
        String host = host(url);
        return IpAddress.parse(host.startsWith("[") ? host.substring(1, host.length() - 1) : host);
    }

    public static boolean isPublic(IpAddress address) {
        return NOT_PUBLIC.stream().noneMatch(range -> range.contains(address));
    }
}
