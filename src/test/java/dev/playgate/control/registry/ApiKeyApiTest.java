package dev.playgate.control.registry;

import java.time.Instant;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static dev.playgate.control.registry.AdminApi.START;
import static org.assertj.core.api.Assertions.assertThat;

/** API keys, by call. */
class ApiKeyApiTest {

    private static final String KEYS = "/api/v1/keys";

    private final AdminApi api = AdminApi.start();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void g2_aKeyIsToldOnceAndStoredHashed() {
        JsonNode made = api.as("nanoAdmin").post(KEYS, "{\"name\":\"ci\"}").data();
        String key = made.get("key").asString();

        assertThat(made.propertyNames()).containsExactly("id", "name", "key");
        assertThat(key).matches("[0-9a-f]{64}");
        assertThat(api.withKey(key).get(KEYS).status()).isEqualTo(200);
        JsonNode list = api.as("nanoAdmin").get(KEYS).data();
        assertThat(list.get("items").valueStream().map(entry -> entry.get("name").asString())).containsExactly("ci",
                "main", "spare");
        assertThat(list.toString()).doesNotContain(key, ApiKeyHash.of(key).hex());
    }

    @Test
    void aDeletedKeyOpensNothing() {
        JsonNode made = api.as("nanoAdmin").post(KEYS, "{\"name\":\"ci\"}").data();
        String path = KEYS + "/" + made.get("id").asString();

        assertThat(api.withKey("beta-key").delete(path)).hasToString("404 4040 There is no such key");
        assertThat(api.withKey(made.get("key").asString()).delete(path)).hasToString("204");
        assertThat(api.withKey(made.get("key").asString()).get(KEYS))
                .hasToString("403 1001 The API key is not valid");
        assertThat(api.as("nanoAdmin").delete(path)).hasToString("404 4040 There is no such key");
        assertThat(api.as("nanoAdmin").delete(KEYS + "/ci")).hasToString("404 4040 There is no such key");
    }

    @Test
    void aNameIsOneKeysOfItsOrganisation() {
        assertThat(api.as("nanoAdmin").post(KEYS, "{\"name\":\"main\"}"))
                .hasToString("409 4090 name is that of another key");
        assertThat(api.withKey("beta-key").post(KEYS, "{\"name\":\"spare\"}").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {}                        | Parameter required: name
        {"name":""}               | Parameter invalid: name must be one line of 1 to 256 characters
        {"name":7}                | Parameter invalid: name must be one line of 1 to 256 characters
        {"name":"a\\u0007"}       | Parameter invalid: name must be one line of 1 to 256 characters
        {"name":"ci","key":"mine"} | Parameter unknown: key
        """)
    void whatIsMalformedIsNamed(String body, String message) {
        assertThat(api.as("nanoAdmin").post(KEYS, body)).hasToString("400 1000 " + message);
        assertThat(api.as("nanoAdmin").get(KEYS).data().get("total").asInt()).isEqualTo(2);
    }

    @Test
    void aNameHasAtMost256Characters() {
        assertThat(api.as("nanoAdmin").post(KEYS, "{\"name\":\"" + "n".repeat(256) + "\"}").status()).isEqualTo(200);
        assertThat(api.as("nanoAdmin").post(KEYS, "{\"name\":\"" + "n".repeat(257) + "\"}").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nanoUser", "nanoReadOnly"})
    void onlyAnAdminMakesAndDeletesKeys(String role) {
        String refused = "403 1001 The role " + role + " may not do this";
        assertThat(api.as(role).get(KEYS).status()).isEqualTo(200);
        assertThat(api.as(role).post(KEYS, "{\"name\":\"ci\"}")).hasToString(refused);
        assertThat(api.as(role).delete(KEYS + "/x")).hasToString(refused);
    }

    @Test
    void whenAKeyWasUsedIsWrittenOnceAMinute() {
        assertThat(lastUsed()).isEqualTo("");
        use(START.plusSeconds(1));
        assertThat(lastUsed()).isEqualTo(Long.toString(START.getEpochSecond() + 1));
        use(START.plusSeconds(60));
        assertThat(lastUsed()).isEqualTo(Long.toString(START.getEpochSecond() + 1));
        use(START.plusSeconds(61));
        assertThat(lastUsed()).isEqualTo(Long.toString(START.getEpochSecond() + 61));
    }

    private void use(Instant time) {
        api.timeIs(time);
        assertThat(api.withKey("alpha-key").get(KEYS).status()).isEqualTo(200);
    }

    private String lastUsed() {
        return api.as("nanoAdmin").get(KEYS).data().at("/items/0/lastUsed").asString("");
    }
}
