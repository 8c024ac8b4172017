package dev.playgate.token;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.PublicKey;

import org.jspecify.annotations.Nullable;

/**
 * A public key that passed the admission of security A2, with its one algorithm. Only {@link JwkSets} and
 * {@link SigningKeys} make one.
 */
public final class AdmittedKey {

    private final String kid;
    private final TokenAlgorithm algorithm;
    private final PublicKey publicKey;
    private volatile @Nullable Translated translated;

    /** What a provider would else make of the key at each verification. */
    private record Translated(Provider provider, PublicKey publicKey) {}

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

    /** The key in the provider's own form, if that has one. */
    PublicKey publicKeyOf(Provider provider) {
        Translated made = translated;
        if (made == null || !made.provider().equals(provider)) {
            made = new Translated(provider, translate(provider));
            translated = made;
        }
        return made.publicKey();
    }

    private PublicKey translate(Provider provider) {
        try {
            return (PublicKey) KeyFactory.getInstance(publicKey.getAlgorithm(), provider).translateKey(publicKey);
        } catch (GeneralSecurityException e) {
            return publicKey;
        }
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
