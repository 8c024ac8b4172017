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
        assertRefused(request("/api/v1/splay"), "Credentials required: header X-BINTU-APIKEY or X-BINTU-TOKEN");
        assertRefused(request("/api/v1/splay?X-BINTU-APIKEY=demo-api-key&apikey=demo-api-key"),
                "Credentials required: header X-BINTU-APIKEY or X-BINTU-TOKEN");
        assertRefused(request("/api/v1/splay").header("Authorization", "Bearer demo-api-key"),
                "Credentials required: header X-BINTU-APIKEY or X-BINTU-TOKEN");
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
                "The headers X-BINTU-APIKEY and X-BINTU-TOKEN exclude each other");
    }

    @Test
    void anOrganisationWithoutThePackageSecureNeedsAnUpgrade() {
        assertRefused(request("/api/v1/splay").header("X-BINTU-APIKEY", "open-api-key"),
                "Upgrade needed: the organisation has not enabled the package secure");
    }

    @Test
    void anOrganisationThatTheCatalogDoesNotKnowHasNoApiKeys() {
        String sample = TokenApi.sampleRegistry();
        api.registryIs(
                Optional.of(sample.substring(0, sample.indexOf("  - id: 5f2c9a04-7d31-4c8e-9b1a-d0e6f3a7c003"))));

        assertRefused(request("/api/v1/splay").header("X-BINTU-APIKEY", "open-api-key"), "The API key is not valid");
    }

    @Test
    void theCallerIsJudgedBeforeTheBody() {
        assertRefused(api.client().post().uri("/api/v1/splay").contentType(MediaType.TEXT_PLAIN).bodyValue("no JSON"),
                "Credentials required: header X-BINTU-APIKEY or X-BINTU-TOKEN");
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
