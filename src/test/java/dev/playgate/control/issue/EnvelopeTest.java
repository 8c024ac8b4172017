package dev.playgate.control.issue;

import java.net.URI;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Every answer under the API's paths is the API's: its envelope, its headers. */
class EnvelopeTest {

    private static final String NOT_JSON = "The body must be one JSON object in UTF-8 with each parameter once";

    private static final int MAXIMUM_SIZE = 64 * 1024;

    private final TokenApi api = TokenApi.sample();

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "null", "7", "[]", "\"text\"", "{", "{}{}", "{} x", "{\"orgawide\":true,}",
            "{orgawide:true}", "{\"orgawide\":true,\"orgawide\":true}", "{\"cust\":NaN}",
            "{\"cust\":[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]}"})
    void aBodyThatIsNoJsonObjectIsRefused(String body) {
        assertFailure(api.create(body), 400, 1000, NOT_JSON);
        assertFailure(api.verify(body), 400, 1000, NOT_JSON);
    }

    @Test
    void aBodyThatIsNotInUtf8IsRefused() {
        assertFailure(create("application/json", "{\"orgawide\":true,\"user\":\"\u00e9\"}"
                .getBytes(StandardCharsets.ISO_8859_1)), 400, 1000, NOT_JSON);
        assertFailure(create("application/json", "{\"orgawide\":true}".getBytes(StandardCharsets.UTF_16)), 400, 1000,
                NOT_JSON);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/xml", "application/*",
            "application/json;charset=utf-16"})
    void aBodyOfAnotherTypeIsRefused(String type) {
        assertFailure(create(type, "{\"orgawide\":true}".getBytes(StandardCharsets.UTF_8)), 415, 4150,
                "Content-Type must be application/json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/json;charset=UTF-8", "Application/JSON"})
    void jsonIsTaken(String type) {
        create(type, "{\"orgawide\":true}".getBytes(StandardCharsets.UTF_8)).expectStatus().isOk();
    }

    @Test
    void aBodyOfMoreThan64KibibytesIsRefused() {
        String padded = "{\"orgawide\":true" + " ".repeat(MAXIMUM_SIZE - 17) + "}";
        assertThat(padded).hasSize(MAXIMUM_SIZE);

        api.create(padded).expectStatus().isOk();
        assertFailure(api.create(padded + " "), 413, 4130, "The body must be at most 65536 bytes");
        assertFailure(api.verify(padded + " "), 413, 4130, "The body must be at most 65536 bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH", "OPTIONS"})
    void anotherMethodIsRefused(String method) {
        for (String path : new String[]{"/api/v1/splay", "/api/v1/splay/verify"}) {
            WebTestClient.ResponseSpec answer = api.client().method(HttpMethod.valueOf(method)).uri(path).exchange();
            assertFailure(answer.expectHeader().valueEquals("Allow", "POST"), 405, 4050, "The method must be POST");
        }
    }

    @ParameterizedTest
    @CsvSource({"POST, /api/v1/splay/", "GET, /api/v1/splay/revoked", "POST, /api/v2/splay", "GET, /api/", "GET, /api",
            "GET, /api/v1/%61", "OPTIONS, /api/v1"})
    void anotherPathIsRefused(String method, String path) {
        assertFailure(api.client().method(HttpMethod.valueOf(method)).uri(URI.create(path)).exchange(), 404,
                4040, "There is no such call");
    }

    @Test
    void whatTheCallerAcceptsChangesNothing() {
        assertFailure(api.client().post().uri("/api/v1/splay").header("Accept", "text/html").exchange(), 403, 1001,
                "Credentials required: header X-BINTU-APIKEY or X-BINTU-TOKEN");
    }

    @Test
    void b11_g1_aTokenIsNeitherCachedNorReferred() {
        api.create("{\"orgawide\":true}").expectStatus().isOk().expectHeader().valueEquals("Cache-Control", "no-store")
                .expectHeader().valueEquals("Referrer-Policy", "no-referrer").expectHeader()
                .valueEquals("Content-Type", "application/json");
    }

    @Test
    void thePublicKeysArePublishedForFiveMinutes() {
        WebTestClient.ResponseSpec answer = api.client().get().uri("/.well-known/jwks.json").exchange();

        answer.expectStatus().isOk().expectHeader().valueEquals("Content-Type", "application/json").expectHeader()
                .valueEquals("Cache-Control", "max-age=300, public");
        assertThat(TokenApi.bodyOf(answer).get("keys")).hasSize(2).allSatisfy(
                key -> assertThat(key.propertyNames()).contains("kty", "kid", "alg").doesNotContain("d", "p", "q"));
    }

    private WebTestClient.ResponseSpec create(String type, byte[] body) {
        return api.client().post().uri("/api/v1/splay")
                .headers(headers -> headers.set("X-BINTU-APIKEY", "demo-api-key"))
                .bodyValue(body).header("Content-Type", type).exchange();
    }

    private static void assertFailure(WebTestClient.ResponseSpec answer, int status, int errorCode, String message) {
        answer.expectStatus().isEqualTo(status).expectHeader().valueEquals("Cache-Control", "no-store").expectHeader()
                .valueEquals("Referrer-Policy", "no-referrer").expectHeader()
                .valueEquals("Content-Type", "application/json");
        assertThat(TokenApi.bodyOf(answer)).hasToString(
                "{\"success\":false,\"errorCode\":" + errorCode + ",\"message\":\"" + message + "\"}");
    }
}
