package dev.playgate.token;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.KeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.util.Optional;

/** Private keys out of JWKs (RFC 7518 section 6.3.2, RFC 8037 section 2). */
final class PrivateKeyAdmission {

    private static final int ED25519_SEED_BYTES = 32;

    private PrivateKeyAdmission() {
    }

    /** The key with its public half, if the two belong together; a fault otherwise. */
    static Optional<SigningKey> admit(JwkMembers jwk, AdmittedKey publicHalf) {
        Optional<PrivateKey> privateKey = switch (publicHalf.algorithm()) {
            case RS256 -> rsa(jwk);
            case EDDSA -> ed25519(jwk);
            case ES256 -> {
                jwk.fault("Playgate issues under RSA and Ed25519 keys alone");
                yield Optional.empty();
            }
        };
        Optional<SigningKey> key = privateKey.map(half -> new SigningKey(half, publicHalf));
        if (key.isPresent() && !key.get().isPair()) {
            jwk.fault("the private half does not belong to the public one");
            return Optional.empty();
        }
        return key;
    }

    private static Optional<PrivateKey> rsa(JwkMembers jwk) {
        Optional<BigInteger> d = jwk.number("d");
        Optional<BigInteger> p = jwk.number("p");
        Optional<BigInteger> q = jwk.number("q");
        Optional<BigInteger> dp = jwk.number("dp");
        Optional<BigInteger> dq = jwk.number("dq");
        Optional<BigInteger> qi = jwk.number("qi");
        if (d.isEmpty() || p.isEmpty() || q.isEmpty() || dp.isEmpty() || dq.isEmpty() || qi.isEmpty()) {
            return Optional.empty();
        }
        return build(jwk, "RSA", new RSAPrivateCrtKeySpec(jwk.number("n").orElseThrow(), jwk.number("e").orElseThrow(),
                d.get(), p.get(), q.get(), dp.get(), dq.get(), qi.get()));
    }

    private static Optional<PrivateKey> ed25519(JwkMembers jwk) {
        return jwk.bytes("d", ED25519_SEED_BYTES)
                .flatMap(seed -> build(jwk, "Ed25519", new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed)));
    }

    private static Optional<PrivateKey> build(JwkMembers jwk, String algorithm, KeySpec spec) {
        try {
            return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(spec));
        } catch (GeneralSecurityException e) {
            jwk.fault("not a usable " + algorithm + " private key");
            return Optional.empty();
        }
    }
}
