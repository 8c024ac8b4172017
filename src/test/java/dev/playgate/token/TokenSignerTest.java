package dev.playgate.token;

import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.playgate.stream.StreamName;
import dev.playgate.viewer.DomainPattern;
import dev.playgate.viewer.IpRange;

import static dev.playgate.token.TestTokens.DEMO;
import static dev.playgate.token.TestTokens.EXPIRES;
import static dev.playgate.token.TestTokens.GROUP;
import static dev.playgate.token.TestTokens.ISSUED;
import static dev.playgate.token.TestTokens.ISSUER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class TokenSignerTest {

    private static final SigningKeys KEYS = keys();
    private static final SigningKey KEY = KEYS.issuing();
    private static final PlaybackClaims LEAST = new PlaybackClaims(ISSUER, DEMO, "j", Optional.of(ISSUED),
            Optional.of(ISSUED), EXPIRES, new Scope.Group(GROUP), Optional.empty(), false, List.of(), Optional.empty(),
            Optional.empty(), false, false);
    private static final PlaybackClaims ALL = new PlaybackClaims(ISSUER, DEMO, "j", Optional.of(ISSUED),
            Optional.of(ISSUED.plusSeconds(1)), EXPIRES,
            new Scope.Streams(Set.of(new StreamName("b"), new StreamName("a"))), DomainPattern.parse("*.example.com"),
            true, List.of(range("203.0.113.7"), range("10.0.0.0/8")), Optional.of("\"user\""), Optional.of("tag"), true,
            true);

    private final TokenSigner signer = new TokenSigner();

    @Test
    void theLeastThatATokenSays() {
        assertThat(part(sign(LEAST, ""), 1)).isEqualTo("""
            {"iss":"https://playgate.test","aud":"splay","sub":"11111111-1111-4111-8111-111111111111","jti":"j",\
            "iat":1782907140,"nbf":1782907140,"exp":1782910800,"groupid":"33333333-3333-4333-8333-333333333333"}""");
        assertThat(part(sign(LEAST, ""), 0))
                .isEqualTo("{\"alg\":\"RS256\",\"kid\":\"" + KEY.publicHalf().kid() + "\",\"typ\":\"JWT\"}");
    }

    @Test
    void allThatATokenSays() {
        assertThat(part(sign(ALL, "{ \"n\" : 1.0e2 }"), 1)).isEqualTo("""
            {"iss":"https://playgate.test","aud":"splay","sub":"11111111-1111-4111-8111-111111111111","jti":"j",\
            "iat":1782907140,"nbf":1782907141,"exp":1782910800,"streams":["a","b"],"domain":"*.example.com",\
            "domainOptional":true,"ip":["203.0.113.7","10.0.0.0/8"],"user":"\\"user\\"","tag":"tag",\
            "cust":{ "n" : 1.0e2 },"revocable":true,"forceDisconnect":true}""");
    }

    @Test
    void oneAddressIsNoArray() {
        assertThat(part(sign(with(List.of(range("10.0.0.0/8"))), ""), 1)).contains(",\"ip\":\"10.0.0.0/8\"}");
    }

    @Test
    void whatItWritesIsProved() {
        for (PlaybackClaims claims : List.of(LEAST, ALL, with(List.of(range("10.0.0.0/8"))))) {
            assertThat(verify(sign(claims, "[1]"))).isEqualTo(claims);
        }
    }

    @Test
    @DisplayName("Another library takes it for a JWT under the published keys")
    void anotherLibrary() throws ParseException, JOSEException {
        SignedJWT jwt = SignedJWT.parse(sign(ALL, "").text());
        var key = JWKSet.parse(KEYS.publicJwkSet()).getKeyByKeyId(jwt.getHeader().getKeyID());
        assertThat(jwt.verify(new RSASSAVerifier(key.toRSAKey()))).isTrue();
        assertThat(jwt.getJWTClaimsSet().getExpirationTime()).isEqualTo(EXPIRES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "{", "1,\"orgawide\":true", "1}", "NaN", "{\"a\":1,\"a\":2}", "\"\\ud800\"",
            "1e999", "[[[[[[[[]]]]]]]]"})
    void custThatIsNotJsonWithinTheCaps(String cust) {
        assertThat(signer.sign(LEAST, Optional.of(cust), KEY)).isEmpty();
    }

    @Test
    @DisplayName("A6 never a token that would be refused for its size")
    void a6_size() {
        int room = (CompactToken.MAX_CHARACTERS - sign(LEAST, "\"\"").text().length()) / 4 * 3;
        assertThat(sign(LEAST, "\"" + "x".repeat(room - 3) + "\"").text())
                .hasSizeLessThanOrEqualTo(CompactToken.MAX_CHARACTERS);
        assertThat(signer.sign(LEAST, Optional.of("\"" + "x".repeat(room + 3) + "\""), KEY)).isEmpty();
    }

    @Test
    void timesAreWholeSeconds() {
        PlaybackClaims claims = new PlaybackClaims(ISSUER, DEMO, "j", Optional.empty(), Optional.empty(),
                EXPIRES.plusMillis(1), new Scope.Organisation(), Optional.empty(), false, List.of(), Optional.empty(),
                Optional.empty(), false, false);
        assertThatIllegalArgumentException().isThrownBy(() -> signer.sign(claims, Optional.empty(), KEY));
    }

    private CompactToken sign(PlaybackClaims claims, String cust) {
        return signer.sign(claims, Optional.of(cust).filter(json -> !json.isEmpty()), KEY).orElseThrow();
    }

    static PlaybackClaims verify(CompactToken token) {
        KeySet keys = KeySet.of(1, KEYS.publicHalves().stream()
                .map(key -> new VerificationKey(key, ISSUER, Optional.empty())).toList());
        return ((Proof.Proved) new TokenVerifier().verify(token, keys)).token().claims();
    }

    private static PlaybackClaims with(List<IpRange> addresses) {
        return new PlaybackClaims(ISSUER, DEMO, "j", Optional.of(ISSUED), Optional.of(ISSUED), EXPIRES,
                new Scope.Organisation(), Optional.empty(), false, addresses, Optional.empty(), Optional.empty(), false,
                false);
    }

    private static String part(CompactToken token, int index) {
        return new String(Base64.getUrlDecoder().decode(token.text().split("\\.", -1)[index]), StandardCharsets.UTF_8);
    }

    static SigningKey key() {
        return KEY;
    }

    private static IpRange range(String text) {
        return IpRange.parse(text).orElseThrow();
    }

    private static SigningKeys keys() {
        try {
            return SigningKeys.parse(SigningKeysTest.generate(), TokenAlgorithm.RS256);
        } catch (KeyMaterialException e) {
            throw new AssertionError(e);
        }
    }
}
