package dev.playgate.control.registry;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import static dev.playgate.control.registry.AdminApi.ALPHA;
import static dev.playgate.control.registry.AdminApi.START;
import static org.assertj.core.api.Assertions.assertThat;

/** Who did what, when and from where. */
class AuditApiTest {

    private static final String AUDIT = "/api/v1/audit";

    private final AdminApi api = AdminApi.start();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void whatIsDoneIsNotedWithWhoAndWhenAndFromWhere() {
        api.timeIs(START.plusSeconds(7));
        api.as("nanoAdmin").post("/api/v1/keys", "{\"name\":\"ci\"}").data();
        JsonNode newest = api.as("nanoAdmin").get(AUDIT).data().at("/items/0");

        assertThat(newest.propertyNames()).containsExactly("id", "at", "actor", "source", "action", "subject");
        assertThat(newest.get("at").asLong()).isEqualTo(START.getEpochSecond() + 7);
        assertThat(newest.get("actor").asString()).isEqualTo("user:nanoadmin@alpha.test");
        assertThat(newest.get("source").asString()).isEqualTo("203.0.113.1");
        assertThat(newest.get("action").asString()).isEqualTo("key.create");
        assertThat(newest.get("subject").asString()).isEqualTo("ci");
    }

    @Test
    void anOrganisationSeesItsOwnAndAnOperatorTheInstallations() {
        assertThat(actions(api.withKey("alpha-key").get(AUDIT).data())).contains("user.create")
                .doesNotContain("registry.import", "operator.create");
        assertThat(actions(api.withKey("beta-key").get(AUDIT).data())).isEmpty();
        assertThat(actions(api.as("operator").get(AUDIT).data())).contains("registry.import", "operator.create")
                .doesNotContain("user.create");
        assertThat(actions(api.as("operator").get(AUDIT + "?organisation=" + ALPHA).data())).contains("user.create");
    }

    @Test
    void theNewestComeFirstByActionAndTime() {
        for (int i = 1; i <= 30; i++) {
            api.timeIs(START.plusSeconds(i));
            api.as("nanoAdmin").post("/api/v1/keys", "{\"name\":\"" + i + "\"}").data();
        }
        JsonNode first = api.as("nanoAdmin").get(AUDIT + "?action=key.create").data();
        assertThat(first.get("total").asInt()).isEqualTo(30);
        assertThat(first.get("items")).hasSize(25);
        assertThat(first.at("/items/0/subject").asString()).isEqualTo("30");
        assertThat(api.as("nanoAdmin").get(AUDIT + "?action=key.create&page=2").data().at("/items/4/subject")
                .asString()).isEqualTo("1");
        String range = AUDIT + "?from=" + (START.getEpochSecond() + 3) + "&to=" + (START.getEpochSecond() + 5);
        assertThat(api.as("nanoAdmin").get(range).data().get("items").valueStream()
                .map(entry -> entry.get("subject").asString())).containsExactly("4", "3");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        action=create    | Parameter invalid: action must be an action such as key.create
        action=          | Parameter invalid: action must be an action such as key.create
        from=yesterday   | Parameter invalid: from must be a whole number of UNIX seconds
        to=1782907200000 | Parameter invalid: to must be in seconds, not in milliseconds
        actor=me         | Parameter unknown: actor
        size=7           | Parameter invalid: size must be 25, 50, 100 or 150
        """)
    void whatIsMalformedIsNamed(String query, String message) {
        assertThat(api.as("nanoAdmin").get(AUDIT + "?" + query)).hasToString("400 1000 " + message);
    }

    @Test
    void whoLooksSeesIt() {
        assertThat(api.as("nanoReadOnly").get(AUDIT).status()).isEqualTo(200);
    }

    private static String actions(JsonNode list) {
        return list.get("items").valueStream().map(entry -> entry.get("action").asString()).toList().toString()
                .replace("[]", "");
    }
}
