package dev.playgate.control.registry;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.playgate.catalog.Organisation;
import dev.playgate.catalog.OwnKeys;

import static dev.playgate.control.registry.AdminApi.BETA;
import static org.assertj.core.api.Assertions.assertThat;

/** Organisations' own public keys, uploaded, and by URLs that are not asked. */
class TokenKeyApiTest {

    static final String PATH = "/api/v1/organisation/token-keys";
    static final String KEY = """
        {"kty":"OKP","crv":"Ed25519","kid":"beta-1","use":"sig","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}""";
    private static final String KEYS = "{\"keys\":[" + KEY + "]}";

    private final AdminApi api = AdminApi.start();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void uploadedKeysAreInForceUntilTheyAreRemoved() {
        assertThat(api.withKey("beta-key").put(PATH, "{\"issuer\":\"https://beta.test\",\"keys\":[" + KEY + "]}"))
                .hasToString("204");
        assertThat(beta().ownKeys().flatMap(OwnKeys::issuer)).contains("https://beta.test");
        assertThat(api.withKey("beta-key").get("/api/v1/organisation").data().get("tokenKeys"))
                .hasToString("{\"issuer\":\"https://beta.test\",\"kids\":[\"beta-1\"]}");
        assertThat(api.withKey("beta-key").delete(PATH)).hasToString("204");
        assertThat(beta().ownKeys()).isEmpty();
        assertThat(api.withKey("beta-key").delete(PATH)).hasToString("204");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {}                                  | Parameter required: keys or url, and not both
        {"keys":[],"url":"https://a.test/"} | Parameter required: keys or url, and not both
        {"keys":[]}                         | Parameter invalid: keys: the JWK set is empty
        {"keys":null}                       | Parameter invalid: keys: not a JWK set: JSON with an array of objects named keys
        {"keys":{"keys":[]}}                | Parameter invalid: keys: not a JWK set: JSON with an array of objects named keys
        {"keys":["k"],"issuer":"i"}         | Parameter invalid: keys: not a JWK set: JSON with an array of objects named keys
        {"keys":[],"issuer":""}             | Parameter invalid: issuer must be one line of 1 to 256 characters
        {"keys":[],"issuer":7}              | Parameter invalid: issuer must be one line of 1 to 256 characters
        {"keys":[],"alg":"RS256"}           | Parameter unknown: alg
        """)
    void whatIsMalformedIsNamed(String json, String message) {
        assertThat(api.withKey("beta-key").put(PATH, json)).hasToString("400 1000 " + message);
        assertThat(beta().ownKeys()).isEmpty();
    }

    @Test
    @DisplayName("A2 the faults of each key are named, and a private key is refused without being told")
    void a2_eachKeyIsAdmittedOrNone() {
        String refused = api.withKey("beta-key")
                .put(PATH,
                        "{\"keys\":[" + KEY + "," + KEY.replace("beta-1", "beta-2").replace("}", ",\"d\":\"c2VjcmV0\"}")
                                + ",{\"kty\":\"oct\",\"kid\":\"beta-3\",\"k\":\"c2VjcmV0\"}]}")
                .toString();

        assertThat(refused).startsWith("400 1000 Parameter invalid: keys: key 2 (beta-2): holds private")
                .contains("key 3 (beta-3): ").doesNotContain("c2VjcmV0", "key 1");
        assertThat(beta().ownKeys()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://keys.test/", "http://127.0.0.1/", "ftp://keys.test/", "https://", "https:///a",
            "https://user:secret@keys.test/", "keys.test/a", "https://keys.test/#a", "https://keys.test/a b", ""})
    void onlyHttpsIsAdmitted(String other) {
        assertThat(api.withKey("beta-key").put(PATH, "{\"url\":\"" + other + "\"}")).hasToString(
                "400 1000 Parameter invalid: url must be an https URL of at most 2048 characters, with a host and"
                        + " without user information");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "[::1]", "10.1.2.3", "172.16.0.1", "192.168.1.1",
            "169.254.169.254", "0.0.0.0", "100.64.0.1", "[fd00::1]", "[fe80::1]", "[::ffff:10.0.0.1]",
            "[64:ff9b::a00:1]",
            "2130706433", "127.1", "224.0.0.1"})
    void whatIsNotPublicIsNotAsked(String host) {
        assertThat(api.withKey("beta-key").put(PATH, "{\"url\":\"https://" + host + "/\"}").toString())
                .startsWith("400 1000 Parameter invalid: url ");
        assertThat(beta().ownKeys()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nanoUser", "nanoReadOnly"})
    void onlyAnAdminSetsThem(String role) {
        String refused = "403 1001 The role " + role + " may not do this";
        assertThat(api.as(role).put(PATH, KEYS)).hasToString(refused);
        assertThat(api.as(role).delete(PATH)).hasToString(refused);
    }

    private Organisation beta() {
        return api.snapshot().organisation(BETA).orElseThrow();
    }
}
