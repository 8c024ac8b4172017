package dev.playgate.token;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A key pair that signs whatever a test wants signed. */
public final class TestKey {

    private final String kid;
    private final TokenAlgorithm algorithm;
    private final KeyPair pair;
    private final Map<ByteBuffer, byte[]> signed = new ConcurrentHashMap<>();

    private TestKey(String kid, TokenAlgorithm algorithm, KeyPair pair) {
        this.kid = kid;
        this.algorithm = algorithm;
        this.pair = pair;
    }

    public static TestKey generate(String kid, TokenAlgorithm algorithm) {
        return switch (algorithm) {
            case RS256 -> rsa(kid, 2048);
            case ES256 -> new TestKey(kid, algorithm, pair("EC", new ECGenParameterSpec("secp256r1")));
            case EDDSA -> new TestKey(kid, algorithm, pair("EdDSA", NamedParameterSpec.ED25519));
        };
    }

    public static TestKey rsa(String kid, int bits) {
        return new TestKey(kid, TokenAlgorithm.RS256,
                pair("RSA", new RSAKeyGenParameterSpec(bits, RSAKeyGenParameterSpec.F4)));
    }

    public String kid() {
        return kid;
    }

    public TokenAlgorithm algorithm() {
        return algorithm;
    }

    /** The same pair under another name. */
    public TestKey named(String otherKid) {
        return new TestKey(otherKid, algorithm, pair);
    }

    KeyPair pair() {
        return pair;
    }

    /** Signed once, however many tests ask for it. */
    public byte[] sign(byte[] text) {
        return signed.computeIfAbsent(ByteBuffer.wrap(text.clone()), _ -> signature(text)).clone();
    }

    private byte[] signature(byte[] text) {
        try {
            Signature signature = Signature.getInstance(algorithm.jcaName());
            signature.initSign(pair.getPrivate());
            signature.update(text);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    public AdmittedKey admitted() {
        try {
            return JwkSets.parse("{\"keys\":[" + jwk() + "]}").getFirst();
        } catch (KeyMaterialException e) {
            throw new AssertionError(e);
        }
    }

    /** The public half as a JWK, without the members that may be absent. */
    public String jwk() {
        return switch (pair.getPublic()) {
            case RSAPublicKey rsa -> """
                {"kty":"RSA","kid":"%s","n":"%s","e":"%s"}""".formatted(kid, number(rsa.getModulus(), 0),
                    number(rsa.getPublicExponent(), 0));
            case ECPublicKey ec -> """
                {"kty":"EC","crv":"P-256","kid":"%s","x":"%s","y":"%s"}""".formatted(kid,
                    number(ec.getW().getAffineX(), 32), number(ec.getW().getAffineY(), 32));
            case EdECPublicKey ed -> """
                {"kty":"OKP","crv":"Ed25519","kid":"%s","x":"%s"}""".formatted(kid, base64(rawEd25519(ed)));
            default -> throw new AssertionError(pair.getPublic());
        };
    }

    /** Unsigned, in at least so many bytes. */
    static String number(BigInteger number, int length) {
        byte[] bytes = number.toByteArray();
        byte[] unsigned = bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
        byte[] padded = new byte[Math.max(length, unsigned.length)];
        System.arraycopy(unsigned, 0, padded, padded.length - unsigned.length, unsigned.length);
        return base64(padded);
    }

    /** The end of its X.509 form (RFC 8410 section 4). */
    private static byte[] rawEd25519(EdECPublicKey key) {
        byte[] encoded = key.getEncoded();
        return Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
    }

    static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static KeyPair pair(String algorithm, AlgorithmParameterSpec parameters) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(parameters);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public String toString() {
        return kid;
    }
}
