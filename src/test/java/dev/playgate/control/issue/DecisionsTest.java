package dev.playgate.control.issue;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;

import dev.playgate.policy.Outage;
import dev.playgate.policy.PastDecision;
import dev.playgate.policy.PastDecision.Holder;
import dev.playgate.policy.Reason;
import dev.playgate.policy.Refusal;
import dev.playgate.stream.OrganisationId;
import dev.playgate.stream.StreamName;
import dev.playgate.viewer.IpAddress;

import static org.assertj.core.api.Assertions.assertThat;

class DecisionsTest {

    private static final OrganisationId RIVAL = OrganisationId.of("5f2c9a04-7d31-4c8e-9b1a-d0e6f3a7c002");

    private final TokenApi api = TokenApi.sample();

    @Test
    void anOrganisationFindsWhatWasDecidedOfItsStream() {
        note("a1", "Demo1-live1", Refusal.TOKEN_EXPIRED, Optional.of(holder(TokenApi.DEMO)));
        assertThat(TokenApi.bodyOf(find("demo-api-key", "a1").expectStatus().isOk()))
                .hasToString("{\"success\":true,\"data\":{\"requestId\":\"a1\",\"time\":" + TokenApi.NOW
                        + ",\"decision\":\"refused\",\"reason\":\"token_expired\",\"stream\":\"Demo1-live1\",\"jti\":\"j\","
                        + "\"user\":\"u\",\"address\":\"203.0.113.7\",\"page\":\"www.demo.example\"}}");
        assertUnknown(find("rival-api-key", "a1"));
    }

    @Test
    void anOutageIsFoundAsWell() {
        note("a2", "Demo1-live1", Outage.ORIGIN_TIMEOUT, Optional.empty());
        assertThat(TokenApi.bodyOf(find("demo-api-key", "a2").expectStatus().isOk()).get("data").toString())
                .contains("\"decision\":\"unavailable\",\"reason\":\"origin_timeout\"").doesNotContain("jti");
    }

    @Test
    void ofAForeignTokenOnItsStreamItDoesNotLearnWhichItWas() {
        note("a3", "Demo1-live1", Refusal.ORGANISATION_MISMATCH, Optional.of(holder(RIVAL)));
        assertThat(TokenApi.bodyOf(find("demo-api-key", "a3").expectStatus().isOk()).get("data").propertyNames())
                .doesNotContain("jti", "user");
        assertThat(TokenApi.bodyOf(find("rival-api-key", "a3").expectStatus().isOk()).get("data").propertyNames())
                .contains("jti", "user");
    }

    @Test
    void whatIsNobodysOrAnothersIsUnknown() {
        note("a4", "Demo1-none1", Refusal.STREAM_UNKNOWN, Optional.empty());
        for (String id : List.of("a4", "a5", "%20", "eyJ")) {
            assertUnknown(find("demo-api-key", id));
        }
    }

    @Test
    void itHasNoQuery() {
        find("demo-api-key", "a6?stream=x").expectStatus().isBadRequest();
    }

    private void note(String id, String stream, Reason reason, Optional<Holder> holder) {
        api.decisions().put(id, new PastDecision(TokenApi.START, new StreamName(stream), reason, holder,
                IpAddress.parse("203.0.113.7"), Optional.of("www.demo.example")));
    }

    private static Holder holder(OrganisationId organisation) {
        return new Holder(organisation, "j", Optional.of("u"));
    }

    private WebTestClient.ResponseSpec find(String apiKey, String id) {
        return api.callAs(apiKey, HttpMethod.GET, "/api/v1/decisions/" + id, "");
    }

    private static void assertUnknown(WebTestClient.ResponseSpec answer) {
        assertThat(TokenApi.bodyOf(answer.expectStatus().isNotFound())).hasToString(
                "{\"success\":false,\"errorCode\":4040,\"message\":\"There is no such decision\"}");
    }
}
