package dev.playgate.control.registry;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.playgate.token.JwkSetClient;
import dev.playgate.token.JwkSets;
import dev.playgate.token.KeyMaterialException;
import dev.playgate.viewer.IpAddress;
import dev.playgate.viewer.IpRange;

/**
 * Reads organisations' own keys from the URLs that they name. Those are strangers' words: without
 * {@link TokenKeyProperties#allowPlainHttp} none leads to the own machine or into a private network. The address is
 * looked up again when the connection is made; who answers differently then is still asked by TLS for the certificate of
 * the name.
 */
public final class TokenKeyFetch implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int LONGEST_URL = 2048;
    private static final Set<String> OWN_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    /** Special-purpose address registries of IANA (RFC 6890), and what reaches IPv4 through IPv6. */
    private static final List<IpRange> NOT_PUBLIC = Stream.of("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8",
            "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16",
            "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3", "::/96", "64:ff9b::/96",
            "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "fc00::/7", "fe80::/9",
            "ff00::/8").map(range -> IpRange.parse(range).orElseThrow()).toList();

    private final boolean allowPlainHttp;
    private final JwkSetClient client = new JwkSetClient();

    public TokenKeyFetch(TokenKeyProperties properties) {
        this.allowPlainHttp = properties.allowPlainHttp();
    }

    /** Completes "must be ...". */
    static String expectedUrl() {
        return "an https URL of at most " + LONGEST_URL + " characters, with a host and without user information";
    }

    /** A URL that may be asked. */
    Optional<URI> admit(String text) {
        try {
            URI url = new URI(text);
            boolean may = "https".equals(url.getScheme())
                    || (allowPlainHttp && "http".equals(url.getScheme()) && OWN_MACHINE.contains(host(url)));
            boolean fits = text.length() <= LONGEST_URL && !host(url).isEmpty() && url.getRawUserInfo() == null
                    && url.getRawFragment() == null && url.toASCIIString().equals(text);
            return may && fits ? Optional.of(url) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static String host(URI url) {
        return url.getHost() == null ? "" : url.getHost();
    }

    /**
     * The JWK set at the URL, with at least one key, all of them admitted.
     *
     * @throws IOException when there is none to be had; the message says no more than who asked may know
     */
    String fetch(URI url) throws IOException, KeyMaterialException {
        if (!allowPlainHttp && !isPublic(url)) {
            throw new IOException("has no public address");
        }
        try {
            String text = client.fetch(url, TIMEOUT);
            JwkSets.parse(text);
            return text;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("was not asked to the end", e);
        } catch (IOException e) {
            // What keeps a connection from being made tells of the network that this process is in.
            throw e.getCause() == null
                    ? e
                    : new IOException("gave no whole answer in " + TIMEOUT.toSeconds() + " s", e);
        }
    }

    private static boolean isPublic(URI url) {
        try {
            return Arrays.stream(InetAddress.getAllByName(host(url))).map(IpAddress::of)
                    .allMatch(address -> NOT_PUBLIC.stream().noneMatch(range -> range.contains(address)));
        } catch (UnknownHostException e) {
            return false;
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
