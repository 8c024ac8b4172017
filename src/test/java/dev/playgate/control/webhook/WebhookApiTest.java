package dev.playgate.control.webhook;

import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;

import dev.playgate.control.registry.RegistryApi;
import dev.playgate.control.registry.RegistryApi.Answer;
import dev.playgate.control.registry.RegistryApi.Who;
import dev.playgate.control.registry.WebhookStore;

import static org.assertj.core.api.Assertions.assertThat;

/** An organisation's webhook, by call. */
class WebhookApiTest {

    private static final String PATH = "/api/v1/organisation/webhook";
    private static final String TEST = PATH + "/test";

    private final Receiver receiver = Receiver.start();
    private final RegistryApi api = new RegistryApi((calls, api) -> {
        WebhookProperties properties = new WebhookProperties(List.of("127.0.0.1"));
        return List.of(new WebhookController(calls, new Webhooks(new WebhookStore(api.database()), properties,
                new WebhookClient(properties), api.time())));
    });

    @AfterEach
    void close() {
        receiver.close();
    }

    private Answer put(Who who, String url) {
        return api.call(who, HttpMethod.PUT, PATH, "{\"url\":\"" + url + "\"}");
    }

    @Test
    void anAdministratorSetsItAndIsToldTheSecretOnce() {
        JsonNode made = put(Who.ADMIN, receiver.url()).data();
        assertThat(made.propertyNames()).containsExactly("url", "secret");
        String secret = made.get("secret").asString();
        assertThat(secret).matches("whsec_[0-9a-f]{64}");

        JsonNode seen = api.get(Who.ADMIN, PATH).data();
        assertThat(seen).hasToString("{\"url\":\"%s\",\"created\":%d,\"waiting\":0,\"dropped\":0}"
                .formatted(receiver.url(), RegistryApi.NOW));
        assertThat(put(Who.ADMIN, receiver.url()).data().get("secret").asString()).isNotEqualTo(secret);
        assertThat(api.audit()).contains("key:sample webhook.set 127.0.0.1 203.0.113.1")
                .noneMatch(line -> line.contains("whsec") || line.contains("of-receiver"));
    }

    @ParameterizedTest
    @EnumSource(names = {"USER", "READER"})
    void othersSeeThatThereIsOneAndDoNothing(Who who) {
        assertThat(api.get(who, PATH).refusal()).isEqualTo("404 4040 There is no such webhook");
        put(Who.ADMIN, receiver.url());
        assertThat(api.get(who, PATH).data()).hasToString("{\"created\":%d,\"waiting\":0,\"dropped\":0}"
                .formatted(RegistryApi.NOW));
        assertThat(put(who, "https://thief.example/").status()).isEqualTo(403);
        assertThat(api.delete(who, PATH).status()).isEqualTo(403);
        assertThat(api.post(who, TEST, "").status()).isEqualTo(403);
        assertThat(api.get(Who.ADMIN, PATH).data().get("url").asString()).isEqualTo(receiver.url());
        assertThat(receiver.isEmpty()).isTrue();
    }

    @Test
    void anotherOrganisationHasNothingToDoWithIt() {
        put(Who.ADMIN, receiver.url());
        assertThat(api.get(Who.RIVAL, PATH).refusal()).isEqualTo("404 4040 There is no such webhook");
        assertThat(api.post(Who.RIVAL, TEST, "").status()).isEqualTo(404);
        assertThat(api.delete(Who.RIVAL, PATH).status()).isEqualTo(404);
        assertThat(api.get(Who.RIVAL, PATH + "?organisation=" + RegistryApi.DEMO).status()).isIn(400, 403);
        assertThat(api.open(HttpMethod.GET, PATH).status()).isEqualTo(403);
        assertThat(api.get(Who.OPERATOR, PATH).status()).isEqualTo(400);
        assertThat(api.get(Who.OPERATOR, PATH + "?organisation=" + RegistryApi.DEMO).data().get("url").asString())
                .isEqualTo(receiver.url());
        assertThat(receiver.isEmpty()).isTrue();
    }

    @Test
    void itIsRemoved() {
        put(Who.ADMIN, receiver.url());
        assertThat(api.delete(Who.ADMIN, PATH).status()).isEqualTo(204);
        assertThat(api.get(Who.ADMIN, PATH).status()).isEqualTo(404);
        assertThat(api.delete(Who.ADMIN, PATH).refusal()).isEqualTo("404 4040 There is no such webhook");
        assertThat(api.post(Who.ADMIN, TEST, "").status()).isEqualTo(404);
    }

    @Test
    void aTestIsSentAtOnceAndItsOutcomeTold() {
        String secret = put(Who.ADMIN, receiver.url()).data().get("secret").asString();
        assertThat(api.post(Who.ADMIN, TEST, "").data())
                .hasToString("{\"taken\":true,\"said\":\"answered with status 204\"}");
        Receiver.Received test = receiver.next();
        test.isSignedWith(secret, RegistryApi.START);
        assertThat(test.body().propertyNames()).containsExactly("id", "type", "time", "organisation");
        assertThat(test.body().get("type").asString()).isEqualTo("test");
        receiver.answers(500);
        assertThat(api.post(Who.ADMIN, TEST, "").data())
                .hasToString("{\"taken\":false,\"said\":\"answered with status 500\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"url\":null}", "{\"url\":7}", "{\"url\":\"\"}",
            "{\"url\":[\"https://a.example/\"]}",
            "{\"url\":\"http://hooks.example.com/\"}", "{\"url\":\"https://169.254.169.254/\"}",
            "{\"url\":\"https://a.example/\",\"secret\":\"mine\"}"})
    void whatIsNoWebhookIsRefusedAndNothingIsDone(String body) {
        Answer answer = api.call(Who.ADMIN, HttpMethod.PUT, PATH, body);
        assertThat(answer.refusal()).startsWith("400 1000 Parameter ").doesNotContain("169.254", "mine", "hooks");
        assertThat(api.get(Who.ADMIN, PATH).status()).isEqualTo(404);
    }
}
