package dev.playgate.token;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static dev.playgate.token.TestTokens.EC;
import static dev.playgate.token.TestTokens.ED;
import static dev.playgate.token.TestTokens.RSA;
import static dev.playgate.token.TestTokens.STRANGER;
import static dev.playgate.token.TestTokens.encode;
import static dev.playgate.token.TestTokens.quote;
import static dev.playgate.token.TestTokens.valid;
import static dev.playgate.token.Verdicts.assertProved;
import static dev.playgate.token.Verdicts.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;

class TokenSignatureTest {

    private static final BigInteger ORDER = ((ECPublicKey) EC.pair().getPublic()).getParams().getOrder();
    private static final BigInteger ED25519_ORDER = BigInteger.TWO.pow(252)
            .add(new BigInteger("27742317777372353535851937790883648493"));

    @Test
    void aStrangersKeyWithTheSameKid() {
        assertRejected(valid().signedBy(STRANGER).text(), TokenFault.SIGNATURE);
    }

    @Test
    void theSignatureIsOverHeaderAndClaims() {
        String[] one = valid().text().split("\\.", -1);
        String[] other = valid().with("user", quote("other")).text().split("\\.", -1);
        assertRejected(one[0] + "." + one[1] + "." + other[2], TokenFault.SIGNATURE);
        assertRejected(encode(valid().withoutHeader("typ").header()) + "." + one[1] + "." + one[2],
                TokenFault.SIGNATURE);
    }

    @Test
    @DisplayName("What is wrong with claims is not told before the signature holds")
    void claimsAreToldAfterTheSignature() {
        TestTokens.Builder noExpiry = valid().without("exp");
        assertRejected(noExpiry.text(), TokenFault.EXPIRY_MISSING);
        assertRejected(noExpiry.signedBy(STRANGER).text(), TokenFault.SIGNATURE);
    }

    @ParameterizedTest
    @MethodSource("keys")
    void aSignatureOfAnotherLength(TestKey key) {
        String signed = signed(key);
        byte[] signature = key.sign(signed.getBytes(StandardCharsets.US_ASCII));
        assertProved(signed + "." + TestKey.base64(signature));
        for (int length : List.of(1, 31, 32, 63, 65, 128, signature.length - 1, signature.length + 1)) {
            assertRejected(signed + "." + TestKey.base64(Arrays.copyOf(signature, length)), TokenFault.SIGNATURE);
        }
        byte[] shifted = new byte[signature.length + 1];
        System.arraycopy(signature, 0, shifted, 1, signature.length);
        assertRejected(signed + "." + TestKey.base64(shifted), TokenFault.SIGNATURE);
    }

    @ParameterizedTest
    @MethodSource("keys")
    void aSignatureOfZerosOrOnes(TestKey key) {
        int length = key.algorithm() == TokenAlgorithm.RS256 ? 256 : 64;
        byte[] ones = new byte[length];
        Arrays.fill(ones, (byte) 0xff);
        assertRejected(signed(key) + "." + TestKey.base64(new byte[length]), TokenFault.SIGNATURE);
        assertRejected(signed(key) + "." + TestKey.base64(ones), TokenFault.SIGNATURE);
    }

    static Stream<TestKey> keys() {
        return Stream.of(RSA, EC, ED);
    }

    @ParameterizedTest
    @DisplayName("ES256: r and s are from 1 to n - 1 (CVE-2022-21449)")
    @MethodSource("outOfRange")
    void es256_outOfRange(String name, BigInteger r, BigInteger s) {
        assertThat(SignatureCheck.isInRange(raw(r, s), ORDER)).isFalse();
        assertRejected(signed(EC) + "." + TestKey.base64(raw(r, s)), TokenFault.SIGNATURE);
    }

    static Stream<Arguments> outOfRange() {
        BigInteger n = ORDER;
        BigInteger zero = BigInteger.ZERO;
        BigInteger one = BigInteger.ONE;
        return Stream.of(Arguments.of("0, 0", zero, zero), Arguments.of("0, 1", zero, one),
                Arguments.of("1, 0", one, zero), Arguments.of("n, n", n, n), Arguments.of("n, 1", n, one),
                Arguments.of("1, n", one, n), Arguments.of("n + 1, 1", n.add(one), one),
                Arguments.of("1, n + 1", one, n.add(one)));
    }

    @Test
    @DisplayName("ES256: 64 bytes, and 1 and n - 1 are within")
    void es256_inRange() {
        BigInteger one = BigInteger.ONE;
        BigInteger last = ORDER.subtract(one);
        assertThat(SignatureCheck.isInRange(raw(one, last), ORDER)).isTrue();
        assertThat(SignatureCheck.isInRange(raw(last, one), ORDER)).isTrue();
        assertThat(SignatureCheck.isInRange(Arrays.copyOf(raw(one, one), 65), ORDER)).isFalse();
        assertThat(SignatureCheck.isInRange(Arrays.copyOf(raw(one, one), 63), ORDER)).isFalse();
    }

    @Test
    @DisplayName("A7 the other s of ES256 verifies as well, so nothing may key on the text of a token")
    void a7_es256IsMalleable() {
        String signed = signed(EC);
        byte[] signature = EC.sign(signed.getBytes(StandardCharsets.US_ASCII));
        BigInteger s = new BigInteger(1, Arrays.copyOfRange(signature, 32, 64));
        byte[] other = raw(new BigInteger(1, Arrays.copyOf(signature, 32)), ORDER.subtract(s));
        assertThat(other).isNotEqualTo(signature);
        assertProved(signed + "." + TestKey.base64(other));
    }

    @Test
    @DisplayName("ES256: a signature in DER is not one in the form of JOSE")
    void es256_der() throws GeneralSecurityException {
        String signed = signed(EC);
        Signature der = Signature.getInstance("SHA256withECDSA");
        der.initSign(EC.pair().getPrivate());
        der.update(signed.getBytes(StandardCharsets.US_ASCII));
        assertRejected(signed + "." + TestKey.base64(der.sign()), TokenFault.SIGNATURE);
    }

    @Test
    @DisplayName("EdDSA: S is below the order (RFC 8032 section 5.1.7)")
    void eddsa_nonCanonical() {
        String signed = signed(ED);
        byte[] signature = ED.sign(signed.getBytes(StandardCharsets.US_ASCII));
        BigInteger s = LittleEndian.decode(Arrays.copyOfRange(signature, 32, 64));
        byte[] other = Arrays.copyOf(signature, 64);
        System.arraycopy(LittleEndian.encode(s.add(ED25519_ORDER), 32), 0, other, 32, 32);
        assertRejected(signed + "." + TestKey.base64(other), TokenFault.SIGNATURE);
    }

    @Test
    @DisplayName("RS256: PKCS #1 v1.5 with SHA-256, not with another hash, not PSS")
    void rs256_otherPadding() throws GeneralSecurityException {
        for (String algorithm : List.of("SHA512withRSA", "SHA1withRSA", "NONEwithRSA")) {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(RSA.pair().getPrivate());
            signature.update(signed(RSA).substring(0, 64).getBytes(StandardCharsets.US_ASCII));
            assertRejected(signed(RSA) + "." + TestKey.base64(signature.sign()), TokenFault.SIGNATURE);
        }
    }

    @Test
    void aSignatureDecodesToWhatWasSigned() {
        String text = valid().text();
        byte[] signature = Base64.getUrlDecoder().decode(text.substring(text.lastIndexOf('.') + 1));
        assertThat(signature)
                .isEqualTo(RSA.sign(text.substring(0, text.lastIndexOf('.')).getBytes(StandardCharsets.US_ASCII)));
    }

    private static String signed(TestKey key) {
        TestTokens.Builder token = valid().with("jti", quote("same")).signedBy(key);
        return encode(token.header()) + "." + encode(token.payload());
    }

    private static byte[] raw(BigInteger r, BigInteger s) {
        byte[] raw = new byte[64];
        System.arraycopy(Base64.getUrlDecoder().decode(TestKey.number(r, 32)), 0, raw, 0, 32);
        System.arraycopy(Base64.getUrlDecoder().decode(TestKey.number(s, 32)), 0, raw, 32, 32);
        return raw;
    }
}
