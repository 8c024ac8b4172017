package dev.playgate.token;

import java.util.Optional;

import dev.playgate.stream.OrganisationId;

/**
 * A key that is in force, and what a token under it must say.
 *
 * @param issuer the only {@code iss} (security A8)
 * @param owner the only {@code sub}; empty: a platform key, under which {@code sub} names any organisation
 */
public record VerificationKey(AdmittedKey key, String issuer, Optional<OrganisationId> owner) {

    public KeyReference reference() {
        return new KeyReference(key.kid(), owner);
    }
}
