package dev.playgate.token;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.playgate.token.TestTokens.DEMO;
import static dev.playgate.token.TestTokens.EC;
import static dev.playgate.token.TestTokens.ED;
import static dev.playgate.token.TestTokens.RIVAL;
import static dev.playgate.token.TestTokens.RIVALS;
import static dev.playgate.token.TestTokens.RIVAL_ISSUER;
import static dev.playgate.token.TestTokens.RSA;
import static dev.playgate.token.TestTokens.encode;
import static dev.playgate.token.TestTokens.quote;
import static dev.playgate.token.TestTokens.valid;
import static dev.playgate.token.Verdicts.assertProved;
import static dev.playgate.token.Verdicts.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;

class TokenHeaderTest {

    private static final TestTokens.Builder OF_RIVAL = valid().signedBy(RIVALS).with("iss", quote(RIVAL_ISSUER))
            .with("sub", quote(RIVAL.toString()));

    @Test
    @DisplayName("A1 RS256, ES256 and EdDSA are admitted")
    void a1_threeAlgorithms() {
        for (TestKey key : List.of(RSA, EC, ED)) {
            VerifiedToken token = TestTokens.proved(valid().signedBy(key));
            assertThat(token.key()).isEqualTo(new KeyReference(key.kid(), Optional.empty()));
        }
    }

    @ParameterizedTest
    @DisplayName("A1 no other algorithm is, and no other spelling")
    @ValueSource(strings = {"\"none\"", "\"None\"", "\"HS256\"", "\"HS384\"", "\"RS384\"", "\"RS512\"", "\"PS256\"",
            "\"ES384\"", "\"ES256K\"", "\"Ed25519\"", "\"Ed448\"", "\"rs256\"", "\"RS256 \"", "\"\"", "null", "1",
            "[\"RS256\"]"})
    void a1_otherAlgorithms(String algorithm) {
        assertRejected(valid().withHeader("alg", algorithm).text(), TokenFault.ALGORITHM);
    }

    @Test
    void a1_noAlgorithm() {
        assertRejected(valid().withoutHeader("alg").text(), TokenFault.ALGORITHM);
    }

    @ParameterizedTest
    @DisplayName("A1 the key's algorithm counts, not the header's")
    @CsvSource(textBlock = """
        rsa-1, ES256
        rsa-1, EdDSA
        ec-1,  RS256
        ec-1,  EdDSA
        ed-1,  RS256
        ed-1,  ES256
        """)
    void a1_algorithmOfAnotherKey(String kid, String algorithm) {
        for (TestKey signer : List.of(RSA, EC, ED)) {
            assertRejected(valid().signedBy(signer).withHeader("kid", quote(kid)).withHeader("alg", quote(algorithm))
                    .text(), TokenFault.ALGORITHM);
        }
    }

    @Test
    @DisplayName("A1 an HMAC with the public key as its secret")
    void a1_publicKeyAsSecret() throws GeneralSecurityException {
        String signed = encode(valid().withHeader("alg", quote("HS256")).header()) + "." + encode(valid().payload());
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(RSA.pair().getPublic().getEncoded(), "HmacSHA256"));
        String forged = TestKey.base64(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));
        assertRejected(signed + "." + forged, TokenFault.ALGORITHM);
    }

    @ParameterizedTest
    @DisplayName("A3 kid is looked up by exact string")
    @ValueSource(strings = {"\"RSA-1\"", "\"rsa-1 \"", "\" rsa-1\"", "\"rsa-1\\u0000\"", "\"../rsa-1\"", "\"rsa\"",
            "\"https://evil.test/keys\"", "\"\"", "\"é\"", "null", "1", "[\"rsa-1\"]", "{}"})
    void a3_otherKid(String kid) {
        assertRejected(valid().withHeader("kid", kid).text(), TokenFault.KEY_UNKNOWN);
    }

    @Test
    void a3_noKid() {
        assertRejected(valid().withoutHeader("kid").text(), TokenFault.KEY_UNKNOWN);
    }

    @Test
    @DisplayName("A3 kid has at most 128 characters of printable ASCII")
    void a3_kidForm() {
        assertThat(PrintableAscii.isName(" ~".repeat(64))).isTrue();
        assertThat(PrintableAscii.isName("a".repeat(129))).isFalse();
        assertThat(PrintableAscii.isName("")).isFalse();
        assertThat(PrintableAscii.isName("\u001f")).isFalse();
        assertThat(PrintableAscii.isName("\u007f")).isFalse();
    }

    @ParameterizedTest
    @DisplayName("A4 no member but alg, kid and typ, though the signature holds")
    @ValueSource(strings = {"jwk", "jku", "x5u", "x5c", "x5t", "x5t#S256", "crit", "b64", "zip", "enc", "cty", "iss",
            "Alg", "", "url"})
    void a4_otherMembers(String member) {
        assertRejected(valid().withHeader(member, "[]").text(), TokenFault.HEADER);
    }

    @ParameterizedTest
    @DisplayName("A4 typ is JWT or absent")
    @ValueSource(strings = {"\"jwt\"", "\"JWT \"", "\"at+jwt\"", "\"JWE\"", "\"\"", "null", "1", "[\"JWT\"]"})
    void a4_otherType(String type) {
        assertRejected(valid().withHeader("typ", type).text(), TokenFault.HEADER);
    }

    @Test
    void a4_typeMayBeAbsent() {
        assertProved(valid().withoutHeader("typ").text());
    }

    @Test
    @DisplayName("A8 an organisation's own key is found under that organisation alone")
    void a8_ownKey() {
        assertThat(TestTokens.proved(OF_RIVAL).key()).isEqualTo(new KeyReference("own-1", Optional.of(RIVAL)));
        assertRejected(OF_RIVAL.with("sub", quote(DEMO.toString())).text(), TokenFault.KEY_UNKNOWN);
        assertRejected(OF_RIVAL.without("sub").text(), TokenFault.KEY_UNKNOWN);
        assertRejected(OF_RIVAL.with("sub", "1").text(), TokenFault.KEY_UNKNOWN);
        assertRejected(OF_RIVAL.with("sub", quote("not an id")).text(), TokenFault.KEY_UNKNOWN);
    }

    @Test
    @DisplayName("A8 the issuer is that of the key")
    void a8_issuerOfTheOwnKey() {
        assertRejected(OF_RIVAL.with("iss", quote(TestTokens.ISSUER)).text(), TokenFault.ISSUER);
        assertRejected(valid().with("iss", quote(RIVAL_ISSUER)).text(), TokenFault.ISSUER);
    }

    @Test
    void withoutAnyKeyNothingIsKnown() {
        assertThat(new TokenVerifier().verify(valid().token(), KeySet.of(1, List.of())))
                .isEqualTo(new Proof.NoKeys());
    }
}
