package dev.playgate.role;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.playgate.token.RemoteKeySetSettings;
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

    /** Throws {@link IllegalArgumentException} that names all faults. */
    KeyProperties {
        List<String> faults = new ArrayList<>();
        if (issuer.isBlank()) {
            faults.add("issuer is empty");
        }
        try {
            settings(remote, issuer);
        } catch (IllegalArgumentException e) {
            faults.add("remote: " + e.getMessage());
        }
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", faults));
        }
    }

    Optional<RemoteKeySetSettings> remoteKeySet() {
        return settings(remote, issuer);
    }

    private static Optional<RemoteKeySetSettings> settings(@Nullable Remote remote, String platformIssuer) {
        return Optional.ofNullable(remote)
                .map(set -> new RemoteKeySetSettings(set.uri(), set.issuer() == null ? platformIssuer : set.issuer(),
                        set.allowPlainHttp(), set.refreshEvery(), set.maxStaleness(), set.timeout()));
    }
}
