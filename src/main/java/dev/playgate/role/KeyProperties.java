package dev.playgate.role;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

import dev.playgate.token.TokenAlgorithm;

/**
 * {@code playgate.keys}: what signs and what verifies.
 *
 * @param issuer claim {@code iss} of the tokens that are issued here
 * @param signing a private JWK set; its first key of {@code algorithm} issues, all verify
 * @param generate whether the signing file is made when it is missing
 * @param algorithm {@code RS256} or {@code EdDSA}
 * @param verification a public JWK set of further platform keys
 * @param remote a JWK set by URL
 */
record KeyProperties(String issuer, Path signing, boolean generate, TokenAlgorithm algorithm,
        @Nullable Path verification, @Nullable Remote remote) {

    /**
     * See {@link dev.playgate.token.RemoteKeySetSettings}.
     *
     * @param issuer absent: the platform's
     */
    record Remote(URI uri, @Nullable String issuer, boolean allowPlainHttp, Duration refreshEvery,
            Duration maxStaleness, Duration timeout) {}

    KeyProperties {
        if (issuer.isBlank()) {
            throw new IllegalArgumentException("issuer is empty");
        }
    }
}
