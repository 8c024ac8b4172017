package dev.playgate.control.issue;

import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Who may create tokens. */
class CallerTest {

    private final TokenApi api = TokenApi.sample();

    @Test
    void g2_withoutAnApiKeyInItsHeaderThereIsNoToken() {
        assertRefused(request("/api/v1/splay"), "Credentials required: header X-BINTU-APIKEY");
        assertRefused(request("/api/v1/splay?X-BINTU-APIKEY=demo-api-key&apikey=demo-api-key"),
                "Credentials required: header X-BINTU-APIKEY");
        assertRefused(request("/api/v1/splay").header("Authorization", "Bearer demo-api-key"),
                "Credentials required: header X-BINTU-APIKEY");
    }

    @Test
    void anApiKeyThatNobodyHasIsRefused() {
        assertRefused(request("/api/v1/splay").header("X-BINTU-APIKEY", "another-api-key"), "The API key is not valid");
        assertRefused(request("/api/v1/splay").header("X-BINTU-APIKEY", ""), "The API key is not valid");
        assertRefused(request("/api/v1/splay").header("X-BINTU-APIKEY", "Demo-api-key"), "The API key is not valid");
    }

    @Test
    void twoApiKeysAreRefusedWhicheverWouldDo() {
        assertRefused(request("/api/v1/splay").header("X-BINTU-APIKEY", "demo-api-key", "demo-api-key"),
                "The header X-BINTU-APIKEY must stand once");
    }

    @Test
    void aBintuTokenThatNobodyGaveOutIsRefusedEvenBesideAnApiKey() {
        assertRefused(request("/api/v1/splay").header("X-BINTU-TOKEN", "session"), "The bintu token is not valid");
        assertRefused(request("/api/v1/splay").header("X-BINTU-APIKEY", "demo-api-key").header("X-BINTU-TOKEN", ""),
                "The bintu token is not valid");
    }

    @Test
    void anOrganisationWithoutThePackageSecureNeedsAnUpgrade() {
        assertRefused(request("/api/v1/splay").header("X-BINTU-APIKEY", "open-api-key"),
                "Upgrade needed: the organisation has not enabled the package secure");
    }

    @Test
    void anOrganisationThatIsGoneHasNoApiKeys() {
        assertRefused(request("/api/v1/splay").header("X-BINTU-APIKEY", "gone-api-key"), "The API key is not valid");
    }

    @Test
    void theCallerIsJudgedBeforeTheBody() {
        assertRefused(api.client().post().uri("/api/v1/splay").contentType(MediaType.TEXT_PLAIN).bodyValue("no JSON"),
                "Credentials required: header X-BINTU-APIKEY");
    }

    @Test
    void withoutARegistryNothingIsTold() {
        api.registryIs(Optional.empty());

        WebTestClient.ResponseSpec answer = api.create("{\"orgawide\":true}").expectStatus().isEqualTo(503)
                .expectHeader().valueEquals("Retry-After", "5");
        assertThat(TokenApi.bodyOf(answer)).hasToString(
                "{\"success\":false,\"errorCode\":5030,\"message\":\"Temporarily unavailable\"}");
    }

    private WebTestClient.RequestHeadersSpec<?> request(String uri) {
        return api.client().post().uri(uri).contentType(MediaType.APPLICATION_JSON)
                .bodyValue("{\"streams\":[\"Open1-live1\"]}");
    }

    private static void assertRefused(WebTestClient.RequestHeadersSpec<?> request, String message) {
        JsonNode answer = TokenApi.bodyOf(request.exchange().expectStatus().isForbidden());
        assertThat(answer).hasToString("{\"success\":false,\"errorCode\":1001,\"message\":\"" + message + "\"}");
    }
}
