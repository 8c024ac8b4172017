package dev.playgate.control.account;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.playgate.control.registry.AccountStore;
import dev.playgate.control.registry.AdminApi;
import dev.playgate.control.registry.Database;
import dev.playgate.control.registry.EmailAddress;
import dev.playgate.control.registry.SessionStore;
import dev.playgate.control.registry.TestRegistry;

import static org.assertj.core.api.Assertions.assertThat;

/** The operators of the installation. */
class OperatorTest {

    private static final String OPERATORS = "/api/v1/operators";
    private static final String NEW = "{\"email\":\"second@test\",\"password\":\"a long password\"}";

    private final AdminApi api = AdminApi.start();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void anOperatorIsMadeListedAndDeletedButNotTheLast() {
        String id = api.as("operator").post(OPERATORS, NEW).data().get("id").asString();
        String first = api.as("operator").get(OPERATORS).data().at("/items/0/id").asString();

        assertThat(api.as("operator").get(OPERATORS).data().get("total").asInt()).isEqualTo(2);
        assertThat(api.as("operator").delete(OPERATORS + "/" + id)).hasToString("204");
        assertThat(api.as("operator").delete(OPERATORS + "/" + id)).hasToString("404 4040 There is no such operator");
        assertThat(api.as("operator").delete(OPERATORS + "/" + first)).hasToString("409 4090 The last operator stays");
        assertThat(api.as("operator").get(OPERATORS).data().get("total").asInt()).isEqualTo(1);
    }

    @Test
    void nobodyElseHasToDoWithOperators() {
        String refused = "403 1001 The role nanoAdmin may not do this";
        assertThat(api.as("nanoAdmin").get(OPERATORS)).hasToString(refused);
        assertThat(api.withKey("alpha-key").post(OPERATORS, NEW)).hasToString(refused);
        assertThat(api.as("nanoAdmin").delete(OPERATORS + "/x")).hasToString(refused);
    }

    @Test
    void aUserIsNoOperator() {
        String user = api.withKey("alpha-key").get("/api/v1/users").data().at("/items/0/id").asString();
        assertThat(api.as("operator").delete(OPERATORS + "/" + user)).hasToString("404 4040 There is no such operator");
        assertThat(api.as("operator").post(OPERATORS, NEW.replace("second@test", "nanouser@alpha.test")))
                .hasToString("409 4090 email is taken");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {"password":"a long password"}              | Parameter required: email
        {"email":"o@test"}                          | Parameter required: password
        {"email":"o@test","password":"short"}       | Parameter invalid: password must be a string of 12 to 256 characters
        {"email":"o@test","password":"a long password","role":"operator"} | Parameter unknown: role
        """)
    void whatIsMalformedIsNamed(String body, String message) {
        assertThat(api.as("operator").post(OPERATORS, body)).hasToString("400 1000 " + message);
    }

    @Test
    void theFirstIsMadeOnceWithAPasswordOfItsOwn() {
        Database database = TestRegistry.empty(() -> AdminApi.START).database();
        AccountStore accounts = new AccountStore(database, new SessionStore(database, AdminApi.PLAYOUT));
        Passwords passwords = new Passwords();
        EmailAddress email = new EmailAddress("first@localhost");
        FirstOperator.Made made = new FirstOperator(accounts, passwords, email).makeIfNone().orElseThrow();

        assertThat(made.password()).matches("[0-9a-f]{32}");
        assertThat(accounts.find(email).orElseThrow().account()).returns("operator", AccountStore.Account::role);
        assertThat(new FirstOperator(accounts, passwords, email).makeIfNone()).isEmpty();
    }
}
