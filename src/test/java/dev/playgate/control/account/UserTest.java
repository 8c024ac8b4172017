package dev.playgate.control.account;

import java.util.Locale;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import dev.playgate.control.registry.AdminApi;

import static org.assertj.core.api.Assertions.assertThat;

/** An organisation's users. */
class UserTest {

    private static final String USERS = "/api/v1/users";
    private static final String NEW = "{\"email\":\"new@alpha.test\",\"password\":\"a long password\",\"role\":\"nanoUser\"}";

    private final AdminApi api = AdminApi.start();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void aUserIsMadeListedAndDeleted() {
        JsonNode made = api.as("nanoAdmin").post(USERS, NEW.replace("new@", "New@")).data();

        assertThat(made.propertyNames()).containsExactly("id", "email", "role", "created");
        assertThat(made.get("email").asString()).isEqualTo("new@alpha.test");
        assertThat(made.get("created").asLong()).isEqualTo(AdminApi.START.getEpochSecond());
        JsonNode list = api.withKey("alpha-key").get(USERS).data();
        assertThat(list.get("total").asInt()).isEqualTo(4);
        assertThat(list.get("items").toString()).contains(made.toString()).doesNotContain("argon2", "operator@test");
        assertThat(signIn("new@alpha.test", "a long password")).isEqualTo(200);
        assertThat(api.as("nanoAdmin").delete(USERS + "/" + made.get("id").asString())).hasToString("204");
        assertThat(signIn("new@alpha.test", "a long password")).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nanoUser", "nanoReadOnly"})
    void onlyAnAdminMakesAndChangesUsers(String role) {
        String id = idOf("nanoreadonly@alpha.test");
        String refused = "403 1001 The role " + role + " may not do this";
        assertThat(api.as(role).get(USERS).status()).isEqualTo(200);
        assertThat(api.as(role).post(USERS, NEW)).hasToString(refused);
        assertThat(api.as(role).patch(USERS + "/" + id, "{\"role\":\"nanoAdmin\"}")).hasToString(refused);
        assertThat(api.as(role).delete(USERS + "/" + id + "/sessions")).hasToString(refused);
        assertThat(api.as(role).delete(USERS + "/" + id)).hasToString(refused);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {"password":"a long password","role":"nanoUser"}               | Parameter required: email
        {"email":"n@a","role":"nanoUser"}                              | Parameter required: password
        {"email":"n@a","password":"a long password"}                   | Parameter required: role
        {"email":"n a","password":"a long password","role":"nanoUser"} | Parameter invalid: email must be an e-mail address: at most 254 characters of printable ASCII, with one @
        {"email":"n@a","password":"elevenchars","role":"nanoUser"}     | Parameter invalid: password must be a string of 12 to 256 characters
        {"email":"n@a","password":false,"role":"nanoUser"}             | Parameter invalid: password must be a string of 12 to 256 characters
        {"email":"n@a","password":"a long password","role":"operator"} | Parameter invalid: role must be one of nanoAdmin, nanoUser, nanoReadOnly
        {"email":"n@a","password":"a long password","role":"nanouser"} | Parameter invalid: role must be one of nanoAdmin, nanoUser, nanoReadOnly
        {"email":"n@a","password":"a long password","role":"nanoUser","organisation":"x"} | Parameter unknown: organisation
        """)
    void whatIsMalformedIsNamed(String body, String message) {
        assertThat(api.as("nanoAdmin").post(USERS, body)).hasToString("400 1000 " + message);
        assertThat(api.as("nanoAdmin").get(USERS).data().get("total").asInt()).isEqualTo(3);
    }

    @Test
    void whatIsTooLongIsNamed() {
        String long256 = "p".repeat(256);
        assertThat(api.as("nanoAdmin").post(USERS, NEW.replace("a long password", long256)).status()).isEqualTo(200);
        assertThat(api.as("nanoAdmin").post(USERS, NEW.replace("a long password", long256 + "p")).toString())
                .startsWith("400 1000 Parameter invalid: password ");
        assertThat(api.as("nanoAdmin").post(USERS, NEW.replace("new@", "n".repeat(244) + "@")).toString())
                .startsWith("400 1000 Parameter invalid: email ");
    }

    @Test
    void anAddressIsOnePersons() {
        assertThat(api.as("nanoAdmin").post(USERS, NEW.replace("new@", "NANOUSER@")))
                .hasToString("409 4090 email is taken");
    }

    @Test
    void aUserOfAnotherOrganisationIsAsUnknownAsNobody() {
        String id = idOf("nanouser@alpha.test");
        for (String user : new String[]{id, "00000000-0000-4000-8000-0000000000ff", "me",
                id.toUpperCase(Locale.ROOT)}) {
            assertThat(api.withKey("beta-key").delete(USERS + "/" + user))
                    .hasToString("404 4040 There is no such user");
            assertThat(api.withKey("beta-key").patch(USERS + "/" + user, "{\"role\":\"nanoAdmin\"}"))
                    .hasToString("404 4040 There is no such user");
        }
        String operator = api.as("operator").get("/api/v1/operators").data().at("/items/0/id").asString();
        assertThat(api.as("nanoAdmin").patch(USERS + "/" + operator, "{\"password\":\"a long password\"}"))
                .hasToString("404 4040 There is no such user");
        assertThat(api.withKey("beta-key").get(USERS).data().get("total").asInt()).isZero();
        assertThat(api.as("nanoUser").get("/api/v1/organisation").status()).isEqualTo(200);
    }

    @Test
    void anotherRoleEndsSessionsAtOnce() {
        assertThat(api.as("nanoAdmin").patch(user("nanouser@alpha.test"), "{\"role\":\"nanoReadOnly\"}"))
                .hasToString("204");
        assertEnded("nanoUser");
        assertThat(api.as("nanoAdmin").get(USERS).data().toString()).doesNotContain("\"nanoUser\"");
    }

    @Test
    void anotherPasswordEndsSessionsAtOnce() {
        assertThat(api.as("nanoAdmin").patch(user("nanouser@alpha.test"), "{\"password\":\"a long password\"}"))
                .hasToString("204");
        assertEnded("nanoUser");
        assertThat(signIn("nanouser@alpha.test", "a long password")).isEqualTo(200);
    }

    @Test
    void deletionEndsSessionsAtOnceEvenOnesOwn() {
        assertThat(api.as("nanoAdmin").delete(user("nanoadmin@alpha.test"))).hasToString("204");
        assertEnded("nanoAdmin");
        assertThat(api.withKey("alpha-key").get(USERS).data().get("total").asInt()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {}                            | Parameter required: role or password
        {"role":null}                 | Parameter invalid: role must be one of nanoAdmin, nanoUser, nanoReadOnly
        {"role":"operator"}           | Parameter invalid: role must be one of nanoAdmin, nanoUser, nanoReadOnly
        {"password":"short"}          | Parameter invalid: password must be a string of 12 to 256 characters
        {"email":"other@alpha.test"}  | Parameter unknown: email
        """)
    void aMalformedChangeIsNamed(String body, String message) {
        assertThat(api.as("nanoAdmin").patch(user("nanouser@alpha.test"), body)).hasToString("400 1000 " + message);
        assertThat(api.as("nanoUser").get("/api/v1/organisation").status()).isEqualTo(200);
    }

    @Test
    void anOperatorNamesTheOrganisation() {
        assertThat(api.as("operator").get(USERS))
                .hasToString("400 1000 Parameter required: organisation, in the query");
        assertThat(api.as("operator").get(USERS + "?organisation=" + AdminApi.ALPHA).data().get("total").asInt())
                .isEqualTo(3);
        assertThat(api.as("operator").post(USERS + "?organisation=00000000-0000-4000-8000-0000000000ff", NEW))
                .hasToString("404 4040 There is no such organisation");
        assertThat(api.as("nanoAdmin").get(USERS + "?organisation=" + AdminApi.BETA))
                .hasToString("403 1001 The parameter organisation is for operators");
    }

    private void assertEnded(String role) {
        assertThat(api.as(role).get("/api/v1/organisation")).hasToString("403 1001 The bintu token is not valid");
    }

    private String user(String email) {
        return USERS + "/" + idOf(email);
    }

    private String idOf(String email) {
        return api.withKey("alpha-key").get(USERS).data().get("items").valueStream()
                .filter(user -> user.get("email").asString().equals(email)).findAny().orElseThrow().get("id")
                .asString();
    }

    private int signIn(String email, String password) {
        return api.asNobody().post("/api/v1/session",
                "{\"email\":\"" + email + "\",\"password\":\"" + password + "\"}").status();
    }
}
