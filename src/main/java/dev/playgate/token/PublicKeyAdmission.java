package dev.playgate.token;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.EllipticCurve;
import java.security.spec.KeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Optional;
import java.util.Set;

/** Public keys out of JWKs (RFC 7518 section 6, RFC 8037 section 2), if they are sound (security A2). */
final class PublicKeyAdmission {

    private static final int MIN_RSA_BITS = 2048;
    private static final int MAX_RSA_BITS = 4096;
    private static final BigInteger MIN_RSA_EXPONENT = BigInteger.valueOf(65537);
    private static final int MAX_RSA_EXPONENT_BITS = 32;

    private static final int COORDINATE_BYTES = 32;
    private static final ECParameterSpec P256 = p256();

    private static final BigInteger ED25519_PRIME = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
    /** The y of the points of small order, under which some signatures hold for every text. */
    private static final Set<BigInteger> ED25519_SMALL_ORDER = Set.of(BigInteger.ZERO, BigInteger.ONE,
            ED25519_PRIME.subtract(BigInteger.ONE),
            new BigInteger("5fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826", 16),
            new BigInteger("7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7", 16));

    private PublicKeyAdmission() {
    }

    static Optional<PublicKey> rsa(JwkMembers jwk) {
        Optional<BigInteger> modulus = jwk.number("n");
        Optional<BigInteger> exponent = jwk.number("e");
        if (modulus.isEmpty() || exponent.isEmpty()) {
            return Optional.empty();
        }
        BigInteger n = modulus.get();
        BigInteger e = exponent.get();
        boolean sound = true;
        if (n.bitLength() < MIN_RSA_BITS || n.bitLength() > MAX_RSA_BITS || !n.testBit(0)) {
            jwk.fault("n has " + n.bitLength() + " bits; an odd number of " + MIN_RSA_BITS + " to " + MAX_RSA_BITS
                    + " bits is admitted");
            sound = false;
        }
        if (e.compareTo(MIN_RSA_EXPONENT) < 0 || e.bitLength() > MAX_RSA_EXPONENT_BITS || !e.testBit(0)) {
            jwk.fault("e is not an odd number from " + MIN_RSA_EXPONENT + " to " + MAX_RSA_EXPONENT_BITS + " bits");
            sound = false;
        }
        return sound ? build(jwk, "RSA", new RSAPublicKeySpec(n, e)) : Optional.empty();
    }

    static Optional<PublicKey> p256(JwkMembers jwk) {
        Optional<byte[]> x = jwk.bytes("x", COORDINATE_BYTES);
        Optional<byte[]> y = jwk.bytes("y", COORDINATE_BYTES);
        if (x.isEmpty() || y.isEmpty()) {
            return Optional.empty();
        }
        ECPoint point = new ECPoint(new BigInteger(1, x.get()), new BigInteger(1, y.get()));
        if (!isOnP256(point)) {
            jwk.fault("x and y are no point of P-256");
            return Optional.empty();
        }
        return build(jwk, "EC", new ECPublicKeySpec(point, P256));
    }

    static Optional<PublicKey> ed25519(JwkMembers jwk) {
        Optional<byte[]> x = jwk.bytes("x", COORDINATE_BYTES);
        if (x.isEmpty()) {
            return Optional.empty();
        }
        BigInteger encoded = LittleEndian.decode(x.get());
        boolean xIsOdd = encoded.testBit(255);
        BigInteger y = encoded.clearBit(255);
        Optional<PublicKey> key = y.compareTo(ED25519_PRIME) < 0 && !ED25519_SMALL_ORDER.contains(y)
                ? build(jwk, "Ed25519", new EdECPublicKeySpec(NamedParameterSpec.ED25519, new EdECPoint(xIsOdd, y)))
                : Optional.empty();
        if (key.filter(PublicKeyAdmission::isOnEd25519).isEmpty()) {
            jwk.fault("x is no point of Ed25519, or one of small order");
            return Optional.empty();
        }
        return key;
    }

    private static boolean isOnP256(ECPoint point) {
        EllipticCurve curve = P256.getCurve();
        BigInteger prime = ((ECFieldFp) curve.getField()).getP();
        BigInteger x = point.getAffineX();
        BigInteger y = point.getAffineY();
        BigInteger right = x.pow(3).add(curve.getA().multiply(x)).add(curve.getB());
        return x.compareTo(prime) < 0 && y.compareTo(prime) < 0
                && y.multiply(y).subtract(right).mod(prime).signum() == 0;
    }

    /** The JDK takes any y when it builds a key, and looks for its x when the key is to verify. */
    private static boolean isOnEd25519(PublicKey key) {
        try {
            Signature.getInstance("Ed25519").initVerify(key);
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static Optional<PublicKey> build(JwkMembers jwk, String algorithm, KeySpec spec) {
        try {
            return Optional.of(KeyFactory.getInstance(algorithm).generatePublic(spec));
        } catch (GeneralSecurityException e) {
            jwk.fault("not a usable " + algorithm + " key");
            return Optional.empty();
        }
    }

    private static ECParameterSpec p256() {
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec("secp256r1"));
            return parameters.getParameterSpec(ECParameterSpec.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no P-256", e);
        }
    }
}
