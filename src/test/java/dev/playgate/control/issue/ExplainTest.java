package dev.playgate.control.issue;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

import dev.playgate.catalog.CatalogChange;
import dev.playgate.catalog.CatalogEntry;
import dev.playgate.catalog.Feature;
import dev.playgate.catalog.Organisation;
import dev.playgate.token.ProofCacheSettings;

import static org.assertj.core.api.Assertions.assertThat;

class ExplainTest {

    private static final String CALL = "/api/v1/splay/explain";
    private static final int FAILURES = ProofCacheSettings.DEFAULT.failuresPerSource();

    private final TokenApi api = TokenApi.sample();
    private final String token = api.created("""
        {"streams":["Demo1-live1"],"domain":"www.demo.example","ip":"203.0.113.0/24","user":"u1","cust":{"a":1}}
        """);

    @Test
    void ofAGoodRequestEveryCheckPasses() {
        JsonNode data = explain(
                "\"stream\":\"Demo1-live1\",\"page\":\"https://www.demo.example/live?a\",\"ip\":\"203.0.113.5\"");

        assertThat(data.propertyNames()).containsExactly("decision", "checks", "claims");
        assertThat(data.get("decision").asString()).isEqualTo("admitted");
        assertThat(checks(data)).isEqualTo("credential pass, key pass, revocation pass, time pass, domain pass,"
                + " address pass, stream pass, scope pass, state pass, guardian pass, registry pass");
        JsonNode claims = data.get("claims");
        assertThat(claims.get("jti").asString()).isEqualTo(api.claims(token).jti());
        assertThat(claims.get("streams")).hasToString("[\"Demo1-live1\"]");
        assertThat(claims.get("user").asString()).isEqualTo("u1");
        assertThat(claims.has("orgawide")).isFalse();
    }

    @Test
    void everythingThatIsAgainstItIsToldAndTheFirstDecides() {
        JsonNode data = explain(
                "\"stream\":\"Demo1-live2\",\"page\":\"https://evil.example\",\"ip\":\"192.0.2.1\",\"time\":"
                        + (TokenApi.NOW + Duration.ofDays(15).toSeconds()));

        assertThat(data.get("decision").asString()).isEqualTo("refused");
        assertThat(data.get("reason").asString()).isEqualTo("token_expired");
        assertThat(checks(data)).contains("time refuse token_expired", "domain refuse domain_mismatch",
                "address refuse address_mismatch", "scope refuse stream_not_covered", "state pass",
                "registry unavailable catalog_stale");
    }

    @Test
    void aStreamOfAnotherIsExplainedAsOneThatNobodyKnows() {
        JsonNode unknown = explain("\"stream\":\"Demo1-none1\"");
        assertThat(explain("\"stream\":\"Rival-live1\"")).isEqualTo(unknown);
        assertThat(explain("\"stream\":\"Open1-live1\"")).isEqualTo(unknown);

        JsonNode without = call("{\"stream\":\"Demo1-none1\"}");
        assertThat(call("{\"stream\":\"Rival-live1\"}")).isEqualTo(without);
        assertThat(call("{\"stream\":\"Open1-live1\"}")).isEqualTo(without);
        assertThat(without.at("/data/reason").asString()).isEqualTo("token_missing");
    }

    @Test
    void anOpenStreamNeedsNoToken() {
        JsonNode data = TokenApi
                .bodyOf(api.callAs("open-api-key", HttpMethod.POST, CALL, "{\"stream\":\"Open1-live1\"}")
                        .expectStatus().isOk())
                .get("data");
        assertThat(data.get("decision").asString()).isEqualTo("admitted");
        assertThat(checks(data)).startsWith("credential skipped").contains("state pass, guardian pass");
        assertThat(data.has("claims")).isFalse();
    }

    @Test
    void inShadowItIsToldWhatWouldBeRefused() {
        TokenApi writable = TokenApi.writable();
        writable.registry().database().write(write -> {
            write.change(CatalogChange.put(new CatalogEntry.OfOrganisation(new Organisation(TokenApi.DEMO, "Demo",
                    "Demo1", Set.of(Feature.SECURE), true, Optional.empty()))));
            return 0;
        });
        JsonNode data = TokenApi.bodyOf(writable.call(HttpMethod.POST, CALL, "{\"stream\":\"Demo1-live1\"}")
                .expectStatus().isOk()).get("data");
        assertThat(data.get("decision").asString()).isEqualTo("admitted");
        assertThat(data.get("shadow").asString()).isEqualTo("token_missing");
        assertThat(checks(data)).startsWith("credential shadow token_missing").contains("state pass, guardian pass");
    }

    @Test
    void aTokenOfAnotherIsNotExplained() {
        assertAnswer(api.callAs("rival-api-key", HttpMethod.POST, CALL,
                "{\"stream\":\"Rival-live1\",\"token\":\"" + token + "\"}"), 403, 2012,
                "The token belongs to another organisation");
    }

    @Test
    void g1_theTokenIsNotInTheAnswer() {
        String body = TokenApi.bodyOf(api.call(HttpMethod.POST, CALL,
                "{\"stream\":\"Demo1-live1\",\"token\":\"" + token + "\"}")).toString();
        assertThat(body).doesNotContain("eyJ").doesNotContain("cust");
    }

    @Test
    void f4_whatFailsHereIsCountedForWhoAsksNotForTheAddressThatIsMadeUp() {
        for (int i = 0; i <= FAILURES; i++) {
            String forged = token.substring(0, token.length() - 21) + "%020d".formatted(i)
                    + token.substring(token.length() - 1);
            JsonNode data = call(
                    "{\"stream\":\"Demo1-live1\",\"ip\":\"198.51.100.7\",\"time\":9999999999,\"token\":\"" + forged
                            + "\"}")
                    .get("data");
            assertThat(data.get("reason").asString())
                    .isEqualTo(i < FAILURES ? "token_signature_invalid" : "too_many_failures");
        }

        api.peerIs("198.51.100.7");
        api.verifyToken(token.substring(0, token.length() - 21) + "9".repeat(20) + token.substring(token.length() - 1))
                .expectStatus().isForbidden();
    }

    @Test
    void withoutARegistryItCannotBeTold() {
        api.registryIs(Optional.empty());
        JsonNode data = call("{\"stream\":\"Demo1-live1\"}").get("data");
        assertThat(data).hasToString(
                "{\"decision\":\"unavailable\",\"reason\":\"catalog_missing\",\"checks\":[]}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {}                                          | required: stream
        {"token":"a"}                               | required: stream
        {"stream":7}                                | invalid: stream must be a stream name
        {"stream":"a b"}                            | invalid: stream must be a stream name
        {"stream":"a","token":1}                    | invalid: token must be a string
        {"stream":"a","ip":"1.2.3"}                 | invalid: ip must be an IPv4 or IPv6 address
        {"stream":"a","ip":"10.0.0.0/8"}            | invalid: ip must be an IPv4 or IPv6 address
        {"stream":"a","page":{}}                    | invalid: page must be a string
        {"stream":"a","time":"now"}                 | invalid: time must be a whole number of UNIX seconds
        {"stream":"a","time":1782907200000}         | invalid: time must be in seconds, not in milliseconds
        {"stream":"a","referer":"b"}                | unknown: referer
        """)
    void badInputIsNamed(String body, String message) {
        assertAnswer(api.call(HttpMethod.POST, CALL, body), 400, 1000, "Parameter " + message);
    }

    private JsonNode explain(String further) {
        return call("{\"token\":\"" + token + "\"," + further + "}").get("data");
    }

    private JsonNode call(String body) {
        return TokenApi.bodyOf(api.call(HttpMethod.POST, CALL, body).expectStatus().isOk());
    }

    private static String checks(JsonNode data) {
        return data.get("checks").valueStream()
                .map(check -> (check.get("check").asString() + " " + check.get("verdict").asString() + " "
                        + check.path("reason").asString("")).strip())
                .collect(Collectors.joining(", "));
    }

    private static void assertAnswer(WebTestClient.ResponseSpec answer, int status, int errorCode, String message) {
        assertThat(TokenApi.bodyOf(answer.expectStatus().isEqualTo(status))).hasToString(
                "{\"success\":false,\"errorCode\":" + errorCode + ",\"message\":\"" + message + "\"}");
    }
}
