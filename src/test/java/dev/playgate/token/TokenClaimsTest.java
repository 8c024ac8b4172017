package dev.playgate.token;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.playgate.stream.StreamName;
import dev.playgate.viewer.DomainPattern;
import dev.playgate.viewer.IpRange;

import static dev.playgate.token.TestTokens.DEMO;
import static dev.playgate.token.TestTokens.EXPIRES;
import static dev.playgate.token.TestTokens.GROUP;
import static dev.playgate.token.TestTokens.ISSUED;
import static dev.playgate.token.TestTokens.ISSUER;
import static dev.playgate.token.TestTokens.quote;
import static dev.playgate.token.TestTokens.valid;
import static dev.playgate.token.Verdicts.assertProved;
import static dev.playgate.token.Verdicts.assertRejected;
import static dev.playgate.token.Verdicts.claims;
import static org.assertj.core.api.Assertions.assertThat;

class TokenClaimsTest {

    @Test
    void allClaims() {
        TestTokens.Builder token = valid().with("jti", quote("token-1")).without("orgawide")
                .with("streams", "[\"Demo1-live1\",\"Demo1-live2\"]").with("domain", quote("*.example.com"))
                .with("domainOptional", "true").with("ip", "[\"203.0.113.7\",\"2001:db8::/32\"]")
                .with("user", quote("someone")).with("tag", quote("a tag")).with("cust", "{\"any\":[1,null]}")
                .with("revocable", "true").with("forceDisconnect", "true").with("sessions", "1000")
                .with("unknown", "[]");
        assertThat(claims(token)).isEqualTo(new PlaybackClaims(ISSUER, DEMO, "token-1", Optional.of(ISSUED),
                Optional.of(ISSUED), EXPIRES,
                new Scope.Streams(Set.of(new StreamName("Demo1-live1"), new StreamName("Demo1-live2"))),
                DomainPattern.parse("*.example.com"), true,
                List.of(IpRange.parse("203.0.113.7").orElseThrow(), IpRange.parse("2001:db8::/32").orElseThrow()),
                Optional.of("someone"), Optional.of("a tag"), true, true, Optional.of(1000)));
    }

    @Test
    void onlyWhatIsDemanded() {
        TestTokens.Builder token = valid().with("jti", quote("token-1")).without("iat").without("nbf");
        assertThat(claims(token)).isEqualTo(new PlaybackClaims(ISSUER, DEMO, "token-1", Optional.empty(),
                Optional.empty(), EXPIRES, new Scope.Organisation(), Optional.empty(), false, List.of(),
                Optional.empty(), Optional.empty(), false, false));
    }

    @Test
    void nbfDefaultsToIat() {
        PlaybackClaims claims = claims(valid().without("nbf").with("iat", "1700000000"));
        assertThat(claims.issuedAt()).contains(Instant.ofEpochSecond(1700000000));
        assertThat(claims.notBefore()).contains(Instant.ofEpochSecond(1700000000));
        assertThat(claims(valid().with("nbf", "1700000001").with("iat", "1700000000")).notBefore())
                .contains(Instant.ofEpochSecond(1700000001));
    }

    @ParameterizedTest
    @DisplayName("A8 and product section 3: one thing wrong with the claims")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        iss             | "https://other.test"                       | ISSUER
        iss             | "https://playgate.test/"                   | ISSUER
        iss             | "HTTPS://playgate.test"                    | ISSUER
        iss             | ["https://playgate.test"]                  | ISSUER
        iss             | null                                       | ISSUER
        aud             | "other"                                    | AUDIENCE
        aud             | "SPLAY"                                    | AUDIENCE
        aud             | ["splay"]                                  | AUDIENCE
        aud             | null                                       | AUDIENCE
        sub             | "demo"                                     | SUBJECT
        sub             | "1-1-1-1-1"                                | SUBJECT
        sub             | "AAAAAAAA-1111-4111-8111-111111111111"     | SUBJECT
        sub             | 1                                          | SUBJECT
        jti             | ""                                         | CLAIM
        jti             | 1                                          | CLAIM
        jti             | null                                       | CLAIM
        jti             | "é"                                        | CLAIM
        jti             | "a\\nb"                                    | CLAIM
        domain          | ""                                         | DOMAIN
        domain          | "*"                                        | DOMAIN
        domain          | "co.uk"                                    | DOMAIN
        domain          | "https://example.com"                      | DOMAIN
        domain          | ["example.com"]                            | DOMAIN
        domain          | null                                       | DOMAIN
        domainOptional  | "true"                                     | CLAIM
        domainOptional  | 1                                          | CLAIM
        domainOptional  | null                                       | CLAIM
        ip              | ""                                         | ADDRESS
        ip              | "example.com"                              | ADDRESS
        ip              | "203.0.113.7/33"                           | ADDRESS
        ip              | "0x7f.1"                                   | ADDRESS
        ip              | []                                         | ADDRESS
        ip              | ["203.0.113.7", 1]                         | ADDRESS
        ip              | ["203.0.113.7", "x"]                       | ADDRESS
        ip              | [["203.0.113.7"]]                          | ADDRESS
        ip              | 1                                          | ADDRESS
        ip              | {}                                         | ADDRESS
        ip              | null                                       | ADDRESS
        user            | 1                                          | CLAIM
        user            | "a\\nb"                                    | CLAIM
        user            | "\\u0000"                                  | CLAIM
        user            | "\\u0085"                                  | CLAIM
        user            | null                                       | CLAIM
        tag             | ["a"]                                      | CLAIM
        tag             | "\\u001b[2J"                               | CLAIM
        revocable       | "true"                                     | CLAIM
        revocable       | 1                                          | CLAIM
        revocable       | null                                       | CLAIM
        forceDisconnect | "false"                                    | CLAIM
        forceDisconnect | {}                                         | CLAIM
        sessions        | 0                                          | CLAIM
        sessions        | 1001                                       | CLAIM
        sessions        | -1                                         | CLAIM
        sessions        | 1.5                                        | CLAIM
        sessions        | 4294967297                                 | CLAIM
        sessions        | "3"                                        | CLAIM
        sessions        | null                                       | CLAIM
        """)
    void oneThingWrong(String claim, String json, TokenFault fault) {
        assertRejected(valid().with(claim, json).text(), fault);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        iss, ISSUER
        aud, AUDIENCE
        sub, SUBJECT
        exp, EXPIRY_MISSING
        orgawide, TARGET
        jti, CLAIM
        """)
    void oneThingMissing(String claim, TokenFault fault) {
        assertRejected(valid().without(claim).text(), fault);
    }

    @ParameterizedTest
    @DisplayName("E1 NumericDate: a finite number, above 0 and below 1e11")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        "1900000000"          | TIME
        null                  | TIME
        true                  | TIME
        [1900000000]          | TIME
        {}                    | TIME
        0                     | TIME
        0.0                   | TIME
        -0                    | TIME
        -1                    | TIME
        -1e10                 | TIME
        1e-999                | TIME
        1e11                  | TIME_IN_MILLISECONDS
        100000000000          | TIME_IN_MILLISECONDS
        1900000000000         | TIME_IN_MILLISECONDS
        1900000000000000000   | TIME_IN_MILLISECONDS
        19000000000000000000  | TIME_IN_MILLISECONDS
        1e300                 | TIME_IN_MILLISECONDS
        """)
    void e1_numericDate(String json, TokenFault fault) {
        assertRejected(valid().with("exp", json).text(), fault);
        assertRejected(valid().with("nbf", json).text(), fault);
        assertRejected(valid().with("iat", json).text(), fault);
    }

    @Test
    @DisplayName("E1 fractions and exponents are numbers")
    void e1_fractions() {
        assertThat(claims(valid().with("exp", "1900000000.25")).expiresAt())
                .isEqualTo(Instant.ofEpochSecond(1900000000, 250_000_000));
        assertThat(claims(valid().with("exp", "1.9e9")).expiresAt()).isEqualTo(Instant.ofEpochSecond(1900000000));
        assertThat(claims(valid().with("exp", "99999999999")).expiresAt())
                .isEqualTo(Instant.ofEpochSecond(99_999_999_999L));
        assertThat(claims(valid().with("iat", "0.5").without("nbf")).issuedAt())
                .contains(Instant.ofEpochSecond(0, 500_000_000));
    }

    @Test
    @DisplayName("E1 nbf is before exp")
    void e1_nbfBeforeExp() {
        assertProved(valid().with("nbf", "1900000000").with("exp", "1900000001").text());
        assertRejected(valid().with("nbf", "1900000000").with("exp", "1900000000").text(), TokenFault.TIME);
        assertRejected(valid().with("nbf", "1900000001").with("exp", "1900000000").text(), TokenFault.TIME);
        assertRejected(valid().without("nbf").with("iat", "1900000001").with("exp", "1900000000").text(),
                TokenFault.TIME);
    }

    @ParameterizedTest
    @DisplayName("Exactly one target, and a good one")
    @ValueSource(strings = {"\"orgawide\":false", "\"orgawide\":\"true\"", "\"orgawide\":1", "\"orgawide\":null",
            "\"orgawide\":true,\"groupid\":\"33333333-3333-4333-8333-333333333333\"",
            "\"orgawide\":true,\"streams\":[\"a\"]", "\"orgawide\":true,\"streams\":null",
            "\"orgawide\":false,\"streams\":[\"a\"]", "\"groupid\":null,\"streams\":[\"a\"]", "\"groupid\":null",
            "\"groupid\":\"\"", "\"groupid\":\"1-1-1-1-1\"", "\"groupid\":\"33333333-3333-4333-8333-33333333333A\"",
            "\"groupid\":[\"33333333-3333-4333-8333-333333333333\"]", "\"streams\":null", "\"streams\":[]",
            "\"streams\":{}", "\"streams\":\"a\"", "\"streams\":[\"\"]", "\"streams\":[1]", "\"streams\":[null]",
            "\"streams\":[\"a\",\"a\"]", "\"streams\":[\"a b\"]", "\"streams\":[\"../a\"]", "\"streams\":[\"a%2fb\"]",
            "\"streams\":[\"ä\"]", "\"streams\":[[\"a\"]]"})
    void target(String members) {
        String payload = valid().without("orgawide").payload();
        assertRejected(TestTokens.compact(valid().header(),
                payload.substring(0, payload.length() - 1) + "," + members + "}", TestTokens.RSA), TokenFault.TARGET);
    }

    @Test
    void targetOfOneGroup() {
        assertThat(claims(valid().without("orgawide").with("groupid", quote(GROUP.toString()))).scope())
                .isEqualTo(new Scope.Group(GROUP));
    }

    @Test
    void upToAHundredStreams() {
        TestTokens.Builder token = valid().without("orgawide");
        assertThat(claims(token.with("streams", streams(100))).scope())
                .isInstanceOfSatisfying(Scope.Streams.class, scope -> assertThat(scope.names()).hasSize(100));
        assertRejected(token.with("streams", streams(101)).text(), TokenFault.TARGET);
    }

    @Test
    void upToTenAddresses() {
        assertThat(claims(valid().with("ip", addresses(10))).addresses()).hasSize(10);
        assertRejected(valid().with("ip", addresses(11)).text(), TokenFault.ADDRESS);
        assertThat(claims(valid().with("ip", quote("10.0.0.0/8"))).addresses())
                .containsExactly(IpRange.parse("10.0.0.0/8").orElseThrow());
    }

    @Test
    void upTo256CharactersOfAUserOrTag() {
        assertThat(claims(valid().with("user", quote("ü".repeat(256)))).user()).contains("ü".repeat(256));
        assertRejected(valid().with("user", quote("u".repeat(257))).text(), TokenFault.CLAIM);
        assertRejected(valid().with("tag", quote("u".repeat(257))).text(), TokenFault.CLAIM);
    }

    @Test
    void upTo128CharactersOfAJti() {
        assertProved(valid().with("jti", quote("j".repeat(128))).text());
        assertRejected(valid().with("jti", quote("j".repeat(129))).text(), TokenFault.CLAIM);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "true", "1.5", "\"text\"", "[]", "{}", "[{\"a\":[null]}]"})
    void custMayBeAnything(String json) {
        assertProved(valid().with("cust", json).text());
    }

    private static String streams(int count) {
        return IntStream.range(0, count).mapToObj(i -> quote("s" + i)).collect(Collectors.joining(",", "[", "]"));
    }

    private static String addresses(int count) {
        return IntStream.range(0, count).mapToObj(i -> quote("192.0.2." + i))
                .collect(Collectors.joining(",", "[", "]"));
    }
}
