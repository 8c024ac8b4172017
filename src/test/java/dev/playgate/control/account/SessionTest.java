package dev.playgate.control.account;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import dev.playgate.control.registry.AdminApi;
import dev.playgate.control.registry.AdminApi.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/** People sign in, and their sessions end. */
class SessionTest {

    private static final String REFUSED = "403 1001 The e-mail address or the password is not valid";
    private static final String NO_TOKEN = "403 1001 The bintu token is not valid";

    private final AdminApi api = AdminApi.start();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void aBintuTokenIsForItsRoleAndItsTime() {
        JsonNode session = signIn("nanoUser@alpha.test", AdminApi.PASSWORD).data();

        assertThat(session.propertyNames()).containsExactly("token", "expires", "role", "organisation");
        assertThat(session.get("role").asString()).isEqualTo("nanoUser");
        assertThat(session.get("organisation").asString()).isEqualTo(AdminApi.ALPHA.toString());
        assertThat(session.get("expires").asLong()).isEqualTo(AdminApi.START.plus(AdminApi.LIFETIME)
                .getEpochSecond());
        String token = session.get("token").asString();
        assertThat(token).matches("[A-Za-z0-9_-]{43}");
        assertThat(api.withToken(token).get("/api/v1/organisation").status()).isEqualTo(200);
        assertThat(api.withToken(token).post("/api/v1/users", "{}"))
                .hasToString("403 1001 The role nanoUser may not do this");
        api.timeIs(AdminApi.START.plus(AdminApi.LIFETIME));
        assertThat(api.withToken(token).get("/api/v1/organisation")).hasToString(NO_TOKEN);
    }

    @Test
    void anAddressIsTheSameInCapitals() {
        assertThat(signIn("NanoUser@ALPHA.test", AdminApi.PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void anOperatorHasNoOrganisation() {
        assertThat(signIn("operator@test", AdminApi.PASSWORD).data().propertyNames()).containsExactly("token",
                "expires", "role");
    }

    @Test
    void g3_eachSignInGivesAnotherTokenAndOnlyHashesAreStored() {
        String first = signIn("nanoUser@alpha.test", AdminApi.PASSWORD).data().get("token").asString();
        String second = signIn("nanoUser@alpha.test", AdminApi.PASSWORD).data().get("token").asString();

        assertThat(first).isNotEqualTo(second);
        assertThat(column("SELECT sha256 FROM account_session"))
                .allMatch(hash -> hash.matches("[0-9a-f]{64}"));
        assertThat(column("SELECT password FROM account"))
                .allMatch(hash -> hash.startsWith("$argon2id$v=19$m=19456,t=2,p=1$"));
    }

    @Test
    void whoIsNotThereIsAnsweredAsAWrongPasswordIs() {
        assertThat(signIn("nobody@alpha.test", AdminApi.PASSWORD)).hasToString(REFUSED);
        assertThat(signIn("nanoUser@alpha.test", "another password")).hasToString(REFUSED);
        assertThat(signIn("nanoUser@alpha.test", "")).hasToString(REFUSED);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {}                                          | Parameter required: email
        {"password":"p"}                            | Parameter required: email
        {"email":"a@b"}                             | Parameter required: password
        {"email":null,"password":"p"}               | Parameter invalid: email must be an e-mail address: at most 254 characters of printable ASCII, with one @
        {"email":7,"password":"p"}                  | Parameter invalid: email must be an e-mail address: at most 254 characters of printable ASCII, with one @
        {"email":"a@b@c","password":"p"}            | Parameter invalid: email must be an e-mail address: at most 254 characters of printable ASCII, with one @
        {"email":"a@b","password":["p"]}            | Parameter invalid: password must be a string of at most 256 characters
        {"email":"a@b","password":"\\ud800"}        | Parameter invalid: password must be a string of at most 256 characters
        {"email":"a@b","password":"p","remember":1} | Parameter unknown: remember
        """)
    void whatIsMalformedIsNamed(String body, String message) {
        assertThat(api.asNobody().post("/api/v1/session", body)).hasToString("400 1000 " + message);
    }

    @Test
    void aPasswordThatIsTooLongIsNotTried() {
        assertThat(signIn("nanoUser@alpha.test", "p".repeat(257)))
                .hasToString("400 1000 Parameter invalid: password must be a string of at most 256 characters");
    }

    @Test
    void aRefreshedTokenTakesThePlaceOfTheOld() {
        JsonNode old = signIn("nanoUser@alpha.test", AdminApi.PASSWORD).data();
        api.timeIs(AdminApi.START.plus(Duration.ofMinutes(30)));
        JsonNode fresh = api.withToken(old.get("token").asString()).post("/api/v1/session/refresh").data();

        assertThat(fresh.get("expires").asLong()).isEqualTo(old.get("expires").asLong() + 1800);
        assertThat(fresh.get("role").asString()).isEqualTo("nanoUser");
        assertThat(api.withToken(fresh.get("token").asString()).get("/api/v1/organisation").status()).isEqualTo(200);
        assertThat(api.withToken(old.get("token").asString()).get("/api/v1/organisation")).hasToString(NO_TOKEN);
        assertThat(api.withToken(old.get("token").asString()).post("/api/v1/session/refresh")).hasToString(NO_TOKEN);
    }

    @Test
    void whoSignsOutHasNoSession() {
        assertThat(api.as("nanoReadOnly").delete("/api/v1/session")).hasToString("204");
        assertThat(api.as("nanoReadOnly").delete("/api/v1/session")).hasToString(NO_TOKEN);
        assertThat(api.as("nanoUser").get("/api/v1/organisation").status()).isEqualTo(200);
    }

    @Test
    void anApiKeyHasNoSession() {
        String refused = "403 1001 Credentials required: header X-BINTU-TOKEN";
        assertThat(api.withKey("alpha-key").post("/api/v1/session/refresh")).hasToString(refused);
        assertThat(api.withKey("alpha-key").delete("/api/v1/session")).hasToString(refused);
        assertThat(api.withKey("alpha-key").post("/api/v1/users/me/password", "{}")).hasToString(refused);
    }

    @Test
    void sessionsThatExpiredAreForgottenWhenSomebodySignsIn() {
        api.timeIs(AdminApi.START.plus(Duration.ofDays(2)));
        signIn("nanoUser@alpha.test", AdminApi.PASSWORD);

        assertThat(column("SELECT sha256 FROM account_session")).hasSize(1);
    }

    @Test
    void g3_fiveWrongPasswordsCloseAnAccountForTheRestOfTheQuarter() {
        api.timeIs(AdminApi.START.plusSeconds(60));
        for (int i = 0; i < 5; i++) {
            api.peerIs("198.51.100." + i);
            assertThat(signIn("nanoUser@alpha.test", "wrong")).hasToString(REFUSED);
        }
        Answer closed = signIn("nanoUser@alpha.test", AdminApi.PASSWORD);

        assertThat(closed).hasToString("429 4290 Too many sign-ins with a wrong password");
        assertThat(closed.retryAfter()).contains(Long.toString(15 * 60 - 60));
        assertThat(signIn("nanoAdmin@alpha.test", AdminApi.PASSWORD).status()).isEqualTo(200);
        api.timeIs(AdminApi.START.plus(Duration.ofMinutes(15)));
        assertThat(signIn("nanoUser@alpha.test", AdminApi.PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void onesOwnPasswordIsChangedAndEndsAllSessions() {
        String own = "/api/v1/users/me/password";
        String body = "{\"password\":\"" + AdminApi.PASSWORD + "\",\"newPassword\":\"another battery\"}";
        assertThat(api.as("nanoReadOnly").post(own, body.replace("correct", "wrong"))).hasToString(REFUSED);
        assertThat(api.as("nanoReadOnly").post(own, body)).hasToString("204");

        assertThat(api.as("nanoReadOnly").get("/api/v1/organisation")).hasToString(NO_TOKEN);
        assertThat(signIn("nanoReadOnly@alpha.test", AdminApi.PASSWORD)).hasToString(REFUSED);
        assertThat(signIn("nanoReadOnly@alpha.test", "another battery").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {"newPassword":"another battery"}         | Parameter required: password
        {"password":"p"}                          | Parameter required: newPassword
        {"password":"p","newPassword":"elevenchars"} | Parameter invalid: newPassword must be a string of 12 to 256 characters
        {"password":"p","newPassword":7}          | Parameter invalid: newPassword must be a string of 12 to 256 characters
        {"password":"p","newpassword":"another battery"} | Parameter unknown: newpassword
        """)
    void aMalformedChangeOfOnesOwnPasswordIsNamed(String body, String message) {
        assertThat(api.as("operator").post("/api/v1/users/me/password", body)).hasToString("400 1000 " + message);
    }

    private List<String> column(String sql) {
        return api.database().read(client -> client.sql(sql).query(String.class).list());
    }

    private Answer signIn(String email, String password) {
        return api.asNobody().post("/api/v1/session",
                "{\"email\":\"" + email + "\",\"password\":\"" + password + "\"}");
    }
}
