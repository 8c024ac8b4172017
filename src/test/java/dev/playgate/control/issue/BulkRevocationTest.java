package dev.playgate.control.issue;

import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

import dev.playgate.policy.Decision;

import static org.assertj.core.api.Assertions.assertThat;

class BulkRevocationTest {

    private static final String CALL = "/api/v1/splay/revocations";
    private static final String OTHER_GROUP = "8d3b6c52-0e4f-4a97-b6d8-2f1c5a9e1003";

    private final TokenApi api = TokenApi.writable();
    private final String group = api
            .created("{\"groupid\":\"" + TokenApi.LIVE_GROUP + "\",\"user\":\"u1\",\"tag\":\"t1\"}");
    private final String streams = api.created("{\"streams\":[\"Demo1-live1\",\"Demo1-other\"],\"user\":\"u2\"}");
    private final String all = api.created("{\"orgawide\":true,\"user\":\"u1\"}");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # selector                                                  | group | streams | all
        "user":"u1"                                                 | true  | false   | true
        "user":"U1"                                                 | false | false   | false
        "tag":"t1"                                                  | true  | false   | false
        "user":"u1","tag":"t1"                                      | true  | false   | false
        "streams":["Demo1-live1"]                                   | true  | true    | true
        "streams":["Demo1-live1","Demo1-other"],"user":"u2"         | false | true    | false
        "groupid":"8d3b6c52-0e4f-4a97-b6d8-2f1c5a9e1001"            | true  | true    | true
        "orgawide":true                                             | true  | true    | true
        "orgawide":true,"issuedBefore":1782907200                   | false | false   | false
        "orgawide":true,"issuedBefore":1782907201                   | true  | true    | true
        "orgawide":true,"until":1782907201                          | true  | true    | true
        """)
    void itHitsWhatItNamesAndCountsItBefore(String selector, boolean groupHit, boolean streamsHit, boolean allHit) {
        List.of(group, streams, all).forEach(token -> api.enter(token, "Demo1-live1"));
        long hit = List.of(groupHit, streamsHit, allHit).stream().filter(h -> h).count();

        JsonNode dry = data(call("{" + selector + ",\"dryRun\":true}"));
        assertThat(dry.propertyNames()).containsExactly("tokens", "sessions", "issuedBefore", "dryRun");
        assertThat(dry.get("tokens").asLong()).isEqualTo(hit);
        assertThat(dry.get("sessions").asLong()).isEqualTo(hit);
        assertHit(false, false, false);

        JsonNode done = data(call("{" + selector + "}"));
        assertThat(done.get("tokens").asLong()).isEqualTo(hit);
        assertThat(done.get("sessions").asLong()).isEqualTo(hit);
        assertThat(done.get("dryRun").asBoolean()).isFalse();
        assertHit(groupHit, streamsHit, allHit);

        api.call(HttpMethod.DELETE, CALL + "/" + done.get("id").asString(), "").expectStatus().isNoContent();
        assertHit(false, false, false);
    }

    @Test
    void aStreamThatIsNotNamedGoesOn() {
        data(call("{\"groupid\":\"" + OTHER_GROUP + "\"}"));

        assertHit(false, false, false);
        assertThat(api.decide(streams, "Demo1-other")).isInstanceOf(Decision.Refused.class);
        assertThat(api.decide(all, "Demo1-other")).isInstanceOf(Decision.Refused.class);
    }

    @Test
    void whatIsIssuedInTheNextSecondIsNotHit() {
        JsonNode done = data(call("{\"user\":\"u1\"}"));
        assertThat(done.get("issuedBefore").asLong()).isEqualTo(TokenApi.NOW + 1);

        api.timeIs(Instant.ofEpochSecond(TokenApi.NOW + 1));
        assertThat(api.decide(api.created("{\"orgawide\":true,\"user\":\"u1\"}"), "Demo1-live1"))
                .isInstanceOf(Decision.Admitted.class);
        assertThat(api.decide(all, "Demo1-live1")).isInstanceOf(Decision.Refused.class);
    }

    @Test
    void whatHasExpiredIsNotCounted() {
        api.created("{\"orgawide\":true,\"user\":\"u9\",\"exp\":" + (TokenApi.NOW + 60) + "}");
        assertThat(data(call("{\"user\":\"u9\",\"dryRun\":true}")).get("tokens").asLong()).isEqualTo(1);

        api.timeIs(Instant.ofEpochSecond(TokenApi.NOW + 60));
        assertThat(data(call("{\"user\":\"u9\",\"dryRun\":true}")).get("tokens").asLong()).isZero();
    }

    @Test
    void anotherOrganisationHitsAndSeesAndLiftsNothing() {
        JsonNode done = data(
                api.callAs("rival-api-key", HttpMethod.POST, CALL, "{\"orgawide\":true}"));
        assertThat(done.get("tokens").asLong()).isZero();
        assertHit(false, false, false);

        assertThat(data(api.call(HttpMethod.GET, CALL, "")).get("total").asLong()).isZero();
        assertUnknown(api.call(HttpMethod.DELETE, CALL + "/" + done.get("id").asString(), ""));
        assertThat(data(api.callAs("rival-api-key", HttpMethod.GET, CALL, "")).get("total").asLong()).isEqualTo(1);
    }

    @Test
    void theyAreListedAndLiftedSingleOnesToo() {
        String single = api.created("{\"orgawide\":true,\"revocable\":true}");
        api.call(HttpMethod.POST, "/api/v1/splay/revoke", "{\"token\":\"" + single + "\"}").expectStatus()
                .isNoContent();
        String id = data(call("{\"tag\":\"t1\",\"streams\":[\"Demo1-live1\"],\"until\":" + (TokenApi.NOW + 9) + "}"))
                .get("id").asString();
        String wide = data(call("{\"orgawide\":true,\"issuedBefore\":5}")).get("id").asString();

        JsonNode listed = data(api.call(HttpMethod.GET, CALL, ""));
        assertThat(listed.get("total").asLong()).isEqualTo(3);
        assertThat(listed.get("items").valueStream().map(JsonNode::toString)).containsExactlyInAnyOrder(
                "{\"id\":\"" + id + "\",\"kind\":\"bulk\",\"selector\":{\"tag\":\"t1\",\"streams\":[\"Demo1-live1\"],"
                        + "\"issuedBefore\":" + (TokenApi.NOW + 1) + "},\"created\":" + TokenApi.NOW + ",\"until\":"
                        + (TokenApi.NOW + 9) + "}",
                "{\"id\":\"" + wide + "\",\"kind\":\"bulk\",\"selector\":{\"orgawide\":true,\"issuedBefore\":5},"
                        + "\"created\":" + TokenApi.NOW + "}",
                "{\"id\":\"" + api.claims(single).jti() + "\",\"kind\":\"token\",\"created\":" + TokenApi.NOW
                        + ",\"until\":" + (TokenApi.NOW + 48 * 3600) + "}");

        assertThat(ids("?kind=token")).containsExactly(api.claims(single).jti());
        assertThat(ids("?kind=bulk")).containsExactlyInAnyOrder(id, wide);
        assertThat(ids("?kind=bulk&page=2")).isEmpty();

        assertThat(api.decide(single, "Demo1-other")).isInstanceOf(Decision.Refused.class);
        api.call(HttpMethod.DELETE, CALL + "/" + api.claims(single).jti(), "").expectStatus().isNoContent();
        assertThat(api.decide(single, "Demo1-other")).isInstanceOf(Decision.Admitted.class);
        assertUnknown(api.call(HttpMethod.DELETE, CALL + "/" + api.claims(single).jti(), ""));
    }

    @Test
    void thereAreAtMostAThousand() {
        api.registry().database().write(write -> {
            for (int i = 0; i < 1000; i++) {
                write.sql().sql("""
                    INSERT INTO revocation_rule (id, organisation, viewer, issued_before, created)
                    VALUES (?, ?, 'nobody', 1, 1)
                    """).param("id-" + i).param(TokenApi.DEMO.toString()).update();
            }
            return 0;
        });

        assertAnswer(call("{\"user\":\"u1\"}"), 409, 4090, "There are 1000 bulk revocations; lift some first");
        assertHit(false, false, false);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {}                                            | required: user, tag, streams, groupid or orgawide
        {"orgawide":false}                            | required: user, tag, streams, groupid or orgawide
        {"dryRun":true}                               | required: user, tag, streams, groupid or orgawide
        {"orgawide":true,"user":"u1"}                 | invalid: orgawide excludes user, tag, streams and groupid
        {"orgawide":true,"streams":["Demo1-live1"]}   | invalid: orgawide excludes user, tag, streams and groupid
        {"orgawide":"true"}                           | invalid: orgawide must be true or false
        {"user":7}                                    | invalid: user must be a string of at most 256 characters without control characters
        {"user":null}                                 | invalid: user must be a string of at most 256 characters without control characters
        {"tag":["a"]}                                 | invalid: tag must be a string of at most 256 characters without control characters
        {"streams":[]}                                | invalid: streams must be an array of 1 to 100 strings
        {"streams":"Demo1-live1"}                     | invalid: streams must be an array of 1 to 100 strings
        {"streams":["a b"]}                           | invalid: streams[0] must be a stream name
        {"streams":["Demo1-live1","Demo1-none1"]}     | invalid: streams[1] is not a stream of this organisation
        {"streams":["Rival-live1"]}                   | invalid: streams[0] is not a stream of this organisation
        {"groupid":"x"}                               | invalid: groupid must be a UUID in lower case
        {"groupid":"8d3b6c52-0e4f-4a97-b6d8-2f1c5a9e2001"} | invalid: groupid is not a stream group of this organisation
        {"groupid":"00000000-0000-4000-8000-000000000000"} | invalid: groupid is not a stream group of this organisation
        {"user":"u","issuedBefore":1782907202}        | invalid: issuedBefore must not be in the future
        {"user":"u","issuedBefore":1782907200000}     | invalid: issuedBefore must be in seconds, not in milliseconds
        {"user":"u","issuedBefore":"now"}             | invalid: issuedBefore must be a whole number of UNIX seconds
        {"user":"u","until":1782907200}               | invalid: until must be in the future
        {"user":"u","until":-1}                       | invalid: until must be a whole number of UNIX seconds
        {"user":"u","dryRun":1}                       | invalid: dryRun must be true or false
        {"user":"u","jti":"j"}                        | unknown: jti
        """)
    void badInputIsNamedAndChangesNothing(String body, String message) {
        assertAnswer(call(body), 400, 1000, "Parameter " + message);
        assertThat(data(api.call(HttpMethod.GET, CALL, "")).get("total").asLong()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        ?page=0          | 400 | 1000
        ?size=26         | 400 | 1000
        ?page=1&page=1   | 400 | 1000
        ?kind=all        | 400 | 1000
        ?type=bulk       | 400 | 1000
        """)
    void theListsQueryIsReadStrictly(String query, int status, int errorCode) {
        JsonNode answer = TokenApi.bodyOf(
                api.call(HttpMethod.GET, CALL + query, "").expectStatus().isEqualTo(status));
        assertThat(answer.get("errorCode").asInt()).isEqualTo(errorCode);
    }

    private List<String> ids(String query) {
        return data(api.call(HttpMethod.GET, CALL + query, "")).get("items").valueStream()
                .map(item -> item.get("id").asString()).toList();
    }

    private WebTestClient.ResponseSpec call(String body) {
        return api.call(HttpMethod.POST, CALL, body);
    }

    private void assertHit(boolean groupHit, boolean streamsHit, boolean allHit) {
        assertThat(List.of(group, streams, all).stream()
                .map(token -> api.decide(token, "Demo1-live1") instanceof Decision.Refused))
                .containsExactly(groupHit, streamsHit, allHit);
    }

    private static JsonNode data(WebTestClient.ResponseSpec answer) {
        return TokenApi.bodyOf(answer.expectStatus().isOk()).get("data");
    }

    private static void assertUnknown(WebTestClient.ResponseSpec answer) {
        assertAnswer(answer, 404, 4040, "There is no such revocation");
    }

    private static void assertAnswer(WebTestClient.ResponseSpec answer, int status, int errorCode, String message) {
        assertThat(TokenApi.bodyOf(answer.expectStatus().isEqualTo(status))).hasToString(
                "{\"success\":false,\"errorCode\":" + errorCode + ",\"message\":\"" + message + "\"}");
    }
}
