package dev.playgate.control.issue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.test.web.reactive.server.WebTestClient;

import dev.playgate.policy.Refusal;
import dev.playgate.token.ProofCacheSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class VerifyTokenTest {

    private static final int FAILURES = ProofCacheSettings.DEFAULT.failuresPerSource();

    private final TokenApi api = TokenApi.sample();
    private final String token = api.created("{\"streams\":[\"Demo1-live1\"],\"exp\":" + (TokenApi.NOW + 60) + "}");

    @Test
    void aTokenInForceIsAnsweredAsItWasSent() {
        assertThat(TokenApi.bodyOf(api.verifyToken(token).expectStatus().isOk()))
                .hasToString("{\"success\":true,\"data\":{\"token\":\"" + token + "\"}}");
    }

    @Test
    void e2_anExpiredTokenIsRefusedFromTheSecondOfItsExpiryOn() {
        api.timeIs(TokenApi.START.plusSeconds(59));
        api.verifyToken(token).expectStatus().isOk();

        api.timeIs(Instant.ofEpochSecond(TokenApi.NOW + 60));
        assertAnswer(api.verifyToken(token), 403, 1002, "jwt expired");
    }

    @Test
    void aTokenThatIsNotYetGoodIsRefused() {
        String later = api.created("{\"orgawide\":true,\"nbf\":" + (TokenApi.NOW + 60) + "}");

        assertAnswer(api.verifyToken(later), 403, 1002, "jwt not active");
    }

    @Test
    void aRevokedTokenIsRefused() {
        String jti = api.claims(token).jti();
        api.registryIs(
                Optional.of(TokenApi.sampleRegistry().replace("revoked-tokens: []", "revoked-tokens: [" + jti + "]")));

        assertAnswer(api.verifyToken(token), 403, 1002, "jwt revoked");
    }

    @Test
    void aTokenUnderAnotherSignatureIsRefused() {
        String other = api.created("{\"orgawide\":true}");
        String mixed = token.substring(0, token.lastIndexOf('.')) + other.substring(other.lastIndexOf('.'));

        assertAnswer(api.verifyToken(mixed), 403, 1002, "invalid signature");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # header                                    | status | errorCode | message
        {"alg":"none","kid":"k","typ":"JWT"}        | 403    | 1002      | invalid algorithm
        {"alg":"HS256","kid":"k","typ":"JWT"}       | 403    | 1002      | invalid algorithm
        {"alg":"RS256","kid":"k","typ":"JWT"}       | 403    | 1002      | jwt key unknown
        {"alg":"RS256","kid":"k","jku":"http://a"}  | 400    | 2004      | jwt malformed
        """)
    void aHeaderThatIsNotOursIsRefused(String header, int status, int errorCode, String message) {
        String encoded = Base64.getUrlEncoder().withoutPadding()
                .encodeToString(header.getBytes(StandardCharsets.UTF_8));

        assertAnswer(api.verifyToken(encoded + token.substring(token.indexOf('.'))), status, errorCode, message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {"token":""}            | 2004 | jwt malformed
        {"token":"a.b"}         | 2004 | jwt malformed
        {"token":"..."}         | 2004 | jwt malformed
        {}                      | 1000 | Parameter required: token
        {"token":7}             | 1000 | Parameter invalid: token must be a string
        {"token":null}          | 1000 | Parameter invalid: token must be a string
        {"token":["a"]}         | 1000 | Parameter invalid: token must be a string
        {"token":"a","strict":1} | 1000 | Parameter unknown: strict
        """)
    void whatIsNoTokenIsRefused(String body, int errorCode, String message) {
        assertAnswer(api.verify(body), 400, errorCode, message);
    }

    @Test
    void a6_aTokenBeyondTheCapIsMalformed() {
        assertAnswer(api.verifyToken(token + "A".repeat(4096)), 400, 2004, "jwt malformed");
    }

    @Test
    void f4_whoSendsManyForgedTokensWaitsAndNobodyElseDoes() {
        for (int i = 0; i < FAILURES; i++) {
            assertAnswer(api.verifyToken(forged(i)), 403, 1002, "invalid signature");
        }
        assertAnswer(api.verifyToken(forged(FAILURES)), 429, 4290,
                "Too many tokens from this address did not verify");

        api.peerIs("203.0.113.2");
        api.verifyToken(token).expectStatus().isOk();
    }

    @Test
    void d1_behindATrustedProxyTheAddressIsTheForwardedOne() {
        api.peerIs("10.1.1.1");
        for (int i = 0; i <= FAILURES; i++) {
            forwarded("198.51.100.1", forged(i)).expectStatus().isEqualTo(i < FAILURES ? 403 : 429);
        }

        forwarded("198.51.100.2", token).expectStatus().isOk();
    }

    @Test
    void withoutKeysNothingIsTold() {
        api.withoutKeys();

        WebTestClient.ResponseSpec answer = api.verifyToken(token).expectHeader().exists("Retry-After");
        assertAnswer(answer, 503, 5030, "Temporarily unavailable");
    }

    @ParameterizedTest
    @EnumSource(Refusal.class)
    void everyRefusalOfATokenHasItsMessageAndNoOtherHas(Refusal refusal) {
        boolean ofToken = refusal.name().startsWith("TOKEN_") || refusal == Refusal.TOO_MANY_FAILURES;

        if (ofToken) {
            assertThat(TokenVerdicts.answer(refusal).getMessage()).isNotBlank();
        } else {
            assertThatThrownBy(() -> TokenVerdicts.answer(refusal)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    /** The token under a signature that nobody made. */
    private String forged(int number) {
        int end = token.length() - 1;
        return token.substring(0, end - 20) + "%020d".formatted(number) + token.substring(end);
    }

    private WebTestClient.ResponseSpec forwarded(String client, String text) {
        return api.client().post().uri("/api/v1/splay/verify").header("X-Forwarded-For", "192.0.2.9, " + client)
                .header("Content-Type", "application/json").bodyValue("{\"token\":\"" + text + "\"}").exchange();
    }

    private static void assertAnswer(WebTestClient.ResponseSpec answer, int status, int errorCode, String message) {
        assertThat(TokenApi.bodyOf(answer.expectStatus().isEqualTo(status))).hasToString(
                "{\"success\":false,\"errorCode\":" + errorCode + ",\"message\":\"" + message + "\"}");
    }
}
