package dev.playgate.control.registry;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

import dev.playgate.token.JwkSetClient;
import dev.playgate.token.JwkSets;
import dev.playgate.token.KeyMaterialException;
import dev.playgate.viewer.IpAddress;

/**
 * Reads organisations' own keys from the URLs that they name. Those are strangers' words: without
 * {@link TokenKeyProperties#allowPlainHttp} none leads to the own machine or into a private network. The address is
 * looked up again when the connection is made; who answers differently then is still asked by TLS for the certificate of
 * the name.
 */
public final class TokenKeyFetch implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final boolean allowPlainHttp;
    private final JwkSetClient client = new JwkSetClient();

    public TokenKeyFetch(TokenKeyProperties properties) {
        this.allowPlainHttp = properties.allowPlainHttp();
    }

    /** A URL that may be asked. */
    Optional<URI> admit(String text) {
        return StrangersUrl.admit(text, allowPlainHttp);
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
            return Arrays.stream(InetAddress.getAllByName(StrangersUrl.host(url))).map(IpAddress::of)
                    .allMatch(StrangersUrl::isPublic);
        } catch (UnknownHostException e) {
            return false;
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
