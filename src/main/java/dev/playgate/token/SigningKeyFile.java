package dev.playgate.token;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.EdECPoint;
import java.util.Arrays;

import tools.jackson.databind.node.ObjectNode;

/** Makes signing keys of one's own, for who has none yet. */
public final class SigningKeyFile {

    private static final int RSA_BITS = 2048;
    private static final int ED25519_BYTES = 32;
    private static final int KID_BYTES = 8;

    private SigningKeyFile() {
    }

    /** Writes a new RS256 key and a new EdDSA key, for {@link SigningKeys#parse}, unless the file is there. */
    public static void generateIfMissing(Path file) throws IOException {
        SecretFile.createIfMissing(file, () -> {
            ObjectNode set = StrictJson.newObject();
            set.putArray("keys").add(rsa(newPair("RSA"))).add(ed25519(newPair("Ed25519")));
            return StrictJson.write(set);
        });
    }

    private static ObjectNode rsa(KeyPair pair) {
        RSAPrivateCrtKey key = (RSAPrivateCrtKey) pair.getPrivate();
        return jwk("RSA", TokenAlgorithm.RS256).put("n", number(key.getModulus()))
                .put("e", number(key.getPublicExponent())).put("d", number(key.getPrivateExponent()))
                .put("p", number(key.getPrimeP())).put("q", number(key.getPrimeQ()))
                .put("dp", number(key.getPrimeExponentP())).put("dq", number(key.getPrimeExponentQ()))
                .put("qi", number(key.getCrtCoefficient()));
    }

    private static ObjectNode ed25519(KeyPair pair) {
        EdECPoint point = ((EdECPublicKey) pair.getPublic()).getPoint();
        BigInteger encoded = point.isXOdd() ? point.getY().setBit(255) : point.getY();
        byte[] seed = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
        return jwk("OKP", TokenAlgorithm.EDDSA).put("crv", "Ed25519")
                .put("x", Base64Url.encode(LittleEndian.encode(encoded, ED25519_BYTES)))
                .put("d", Base64Url.encode(seed));
    }

    private static ObjectNode jwk(String type, TokenAlgorithm algorithm) {
        byte[] kid = new byte[KID_BYTES];
        new SecureRandom().nextBytes(kid);
        return StrictJson.newObject().put("kty", type).put("kid", Base64Url.encode(kid)).put("use", "sig").put("alg",
                algorithm.joseName());
    }

    /** Base64urlUInt of RFC 7518 section 2: no leading zero. */
    private static String number(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return Base64Url.encode(bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
    }

    private static KeyPair newPair(String algorithm) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            if (algorithm.equals("RSA")) {
                generator.initialize(RSA_BITS);
            }
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no " + algorithm, e);
        }
    }
}
