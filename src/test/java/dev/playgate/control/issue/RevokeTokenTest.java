package dev.playgate.control.issue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;

import dev.playgate.policy.Decision;
import dev.playgate.stream.GroupId;
import dev.playgate.token.PlaybackClaims;
import dev.playgate.token.Scope;

import static org.assertj.core.api.Assertions.assertThat;

class RevokeTokenTest {

    private static final String STREAM = "Demo1-live1";
    private static final long EXPIRES = TokenApi.NOW + 3600;

    private final TokenApi api = TokenApi.writable();
    private final String token = api
            .created("{\"streams\":[\"Demo1-live1\"],\"revocable\":true,\"exp\":" + EXPIRES + "}");

    @Test
    void aRevokedTokenOpensNothing() {
        assertThat(api.decide(token, STREAM)).isInstanceOf(Decision.Admitted.class);

        assertRevoked(revoke(token));

        assertThat(api.decide(token, STREAM)).isInstanceOf(Decision.Refused.class);
        assertAnswer(api.verifyToken(token), 403, 1002, "jwt revoked");
    }

    @Test
    void aTokenThatIsRevokedCanBeRevoked() {
        assertRevoked(revoke(token));
        assertRevoked(revoke(token));
    }

    @Test
    void itIsRevokedForAsLongAsASessionOfItCanRun() {
        assertRevoked(revoke(token));

        long until = api.registry().database().read(sql -> sql.sql("SELECT until FROM revocation WHERE jti = ?")
                .param(api.claims(token).jti()).query(Long.class).single());
        assertThat(until).isEqualTo(EXPIRES + Duration.ofHours(24).toSeconds());
    }

    @Test
    void itIsNotedWhoCreatedAndWhoRevokedIt() {
        assertRevoked(revoke(token));

        List<String> audit = api.registry().database().read(sql -> sql
                .sql("SELECT action || ' ' || actor || ' ' || source FROM audit WHERE subject = ? ORDER BY action")
                .param(api.claims(token).jti()).query(String.class).list());
        assertThat(audit).containsExactly("token.create key:sample 203.0.113.1",
                "token.revoke key:sample 203.0.113.1");
    }

    @Test
    void anExpiredTokenCanBeRevokedForADayAndNoLonger() {
        api.timeIs(Instant.ofEpochSecond(EXPIRES).plus(Duration.ofHours(24)));
        assertRevoked(revoke(token));

        api.timeIs(Instant.ofEpochSecond(EXPIRES).plus(Duration.ofHours(24)).plusMillis(1));
        assertAnswer(revoke(token), 403, 1002, "jwt expired");
    }

    @Test
    void aTokenThatIsNotYetGoodCanBeRevoked() {
        assertRevoked(
                revoke(api.created("{\"orgawide\":true,\"revocable\":true,\"nbf\":" + (TokenApi.NOW + 60) + "}")));
    }

    @Test
    void aTokenThatTheOrganisationSignedItselfCanBeRevoked() {
        String own = api.signedByDemo(claims(TokenApi.DEMOS_ISSUER, true));
        assertThat(api.decide(own, STREAM)).isInstanceOf(Decision.Admitted.class);

        assertRevoked(revoke(own));

        assertThat(api.decide(own, STREAM)).isInstanceOf(Decision.Refused.class);
    }

    @Test
    void aTokenThatIsNotRevocableIsNotRevoked() {
        String fixed = api.created("{\"streams\":[\"Demo1-live1\"]}");

        assertAnswer(revoke(fixed), 400, 2011, "The token is not allowed for revocation: it is not revocable");
        assertThat(api.decide(fixed, STREAM)).isInstanceOf(Decision.Admitted.class);
    }

    @Test
    @DisplayName("A8 another organisation is told so whatever else is against it, and changes nothing")
    void a8_aTokenOfAnotherIsNotRevoked() {
        String fixed = api.created("{\"streams\":[\"Demo1-live1\"]}");

        for (String foreign : List.of(token, fixed)) {
            assertAnswer(
                    api.callAs("rival-api-key", HttpMethod.POST, "/api/v1/splay/revoke", body(foreign)), 403, 2012,
                    "The token belongs to another organisation");
            assertThat(api.decide(foreign, STREAM)).isInstanceOf(Decision.Admitted.class);
        }
    }

    @Test
    void a1_aForgedTokenRevokesNothing() {
        PlaybackClaims claims = api.claims(token);
        String other = api.created("{\"orgawide\":true}");
        String forged = token.substring(0, token.lastIndexOf('.')) + other.substring(other.lastIndexOf('.'));

        assertAnswer(revoke(forged), 403, 1002, "invalid signature");
        assertAnswer(revoke(api.signedByDemo(claims)), 403, 1002, "jwt issuer, audience or subject invalid");
        assertThat(api.decide(token, STREAM)).isInstanceOf(Decision.Admitted.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {"token":""}              | 2004 | jwt malformed
        {"token":"a.b"}           | 2004 | jwt malformed
        {"token":"AgExAAAA"}      | 2004 | jwt malformed
        {}                        | 1000 | Parameter required: token
        {"token":7}               | 1000 | Parameter invalid: token must be a string
        {"token":null}            | 1000 | Parameter invalid: token must be a string
        {"token":["a"]}           | 1000 | Parameter invalid: token must be a string
        {"token":"a","jti":"b"}   | 1000 | Parameter unknown: jti
        """)
    void whatIsNoTokenIsRefused(String body, int errorCode, String message) {
        assertAnswer(api.call(HttpMethod.POST, "/api/v1/splay/revoke", body), 400, errorCode, message);
    }

    @Test
    void withoutCredentialsNothingIsRevoked() {
        assertAnswer(api.callAs("another-api-key", HttpMethod.POST, "/api/v1/splay/revoke", body(token)), 403, 1001,
                "The API key is not valid");
        assertThat(api.decide(token, STREAM)).isInstanceOf(Decision.Admitted.class);
    }

    @Test
    void withoutADatabaseNothingIsSaidToBeRevokedOrCreated() {
        api.registry().database().close();

        assertAnswer(revoke(token), 503, 5030, "Temporarily unavailable");
        assertAnswer(api.create("{\"orgawide\":true}"), 503, 5030, "Temporarily unavailable");
    }

    private static PlaybackClaims claims(String issuer, boolean revocable) {
        Instant expires = Instant.ofEpochSecond(EXPIRES);
        return new PlaybackClaims(issuer, TokenApi.DEMO, "own/1 %", Optional.empty(), Optional.empty(), expires,
                new Scope.Group(GroupId.of(TokenApi.LIVE_GROUP)), Optional.empty(), false, List.of(),
                Optional.empty(), Optional.empty(), revocable, false);
    }

    private WebTestClient.ResponseSpec revoke(String text) {
        return api.call(HttpMethod.POST, "/api/v1/splay/revoke", body(text));
    }

    private static String body(String text) {
        return "{\"token\":\"" + text + "\"}";
    }

    private static void assertRevoked(WebTestClient.ResponseSpec answer) {
        answer.expectStatus().isNoContent().expectBody().isEmpty();
    }

    private static void assertAnswer(WebTestClient.ResponseSpec answer, int status, int errorCode, String message) {
        assertThat(TokenApi.bodyOf(answer.expectStatus().isEqualTo(status))).hasToString(
                "{\"success\":false,\"errorCode\":" + errorCode + ",\"message\":\"" + message + "\"}");
    }
}
