package dev.playgate.token;

import java.util.List;

/**
 * The keys of one issuer.
 *
 * @param issuer the {@code iss} that tokens under these keys must have (security A8)
 * @param keys each {@code kid} once, as {@link JwkSets#parse} gives them
 */
public record IssuerKeys(String issuer, List<AdmittedKey> keys) {

    public IssuerKeys {
        keys = List.copyOf(keys);
    }
}
