package dev.playgate.token;

import java.security.PublicKey;

/**
 * A public key that passed the admission of security A2, with its one algorithm. Only {@link JwkSets} and
 * {@link SigningKeys} make one.
 */
public final class AdmittedKey {

    private final String kid;
    private final TokenAlgorithm algorithm;
    private final PublicKey publicKey;

    AdmittedKey(String kid, TokenAlgorithm algorithm, PublicKey publicKey) {
        this.kid = kid;
        this.algorithm = algorithm;
        this.publicKey = publicKey;
    }

    /** 1 to 128 characters of printable ASCII. */
    public String kid() {
        return kid;
    }

    public TokenAlgorithm algorithm() {
        return algorithm;
    }

    PublicKey publicKey() {
        return publicKey;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AdmittedKey key && kid.equals(key.kid) && algorithm == key.algorithm
                && publicKey.equals(key.publicKey);
    }

    @Override
    public int hashCode() {
        return kid.hashCode();
    }

    @Override
    public String toString() {
        return "AdmittedKey[" + kid + ", " + algorithm.joseName() + "]";
    }
}
