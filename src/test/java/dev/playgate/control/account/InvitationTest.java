package dev.playgate.control.account;

import java.time.Duration;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import dev.playgate.control.registry.AdminApi;

import static org.assertj.core.api.Assertions.assertThat;

/** Invitations to become a user. */
class InvitationTest {

    private static final String INVITATIONS = "/api/v1/invitations";

    private final AdminApi api = AdminApi.start();

    @AfterEach
    void close() {
        api.close();
    }

    private JsonNode invite(String role) {
        return api.as("nanoAdmin").post(INVITATIONS, "{\"role\":\"" + role + "\"}").data();
    }

    @Test
    void aLinkIsToldOnceAndTheInvitationTakenBack() {
        JsonNode made = invite("nanoUser");

        assertThat(made.propertyNames()).containsExactly("id", "role", "expires", "path");
        assertThat(made.get("path").asString()).matches("/auth/invitation/[A-Za-z0-9_-]{43}");
        assertThat(made.get("expires").asLong()).isEqualTo(AdminApi.START.plus(Duration.ofDays(7)).getEpochSecond());
        JsonNode list = api.withKey("alpha-key").get(INVITATIONS).data();
        assertThat(list.get("items").get(0).propertyNames()).containsExactly("id", "role", "created", "expires");
        String one = INVITATIONS + "/" + made.get("id").asString();
        assertThat(api.as("nanoAdmin").delete(one)).hasToString("204");
        assertThat(api.as("nanoAdmin").delete(one)).hasToString("404 4040 There is no such invitation");
        assertThat(api.as("nanoAdmin").get(INVITATIONS).data().get("total").asInt()).isZero();
    }

    @Test
    void onlyItsHashIsStored() {
        String code = invite("nanoUser").get("path").asString().substring("/auth/invitation/".length());
        String stored = api.database()
                .read(sql -> sql.sql("SELECT sha256 FROM invitation").query(String.class).single());
        assertThat(stored)
                .matches("[0-9a-f]{64}").isNotEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nanoUser", "nanoReadOnly"})
    void onlyAdministratorsInvite(String role) {
        String may = "403 1001 The role " + role + " may not do this";
        assertThat(api.as(role).post(INVITATIONS, "{\"role\":\"nanoReadOnly\"}")).hasToString(may);
        assertThat(api.as(role).get(INVITATIONS).status()).isEqualTo(200);
        assertThat(api.as(role).delete(INVITATIONS + "/" + AdminApi.ALPHA)).hasToString(may);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {}                            | Parameter required: role
        {"role":"operator"}           | Parameter invalid: role must be one of nanoAdmin, nanoUser, nanoReadOnly
        {"role":"nanoUser","email":1} | Parameter unknown: email
        """)
    void whatIsMalformedIsNamed(String body, String message) {
        assertThat(api.as("nanoAdmin").post(INVITATIONS, body)).hasToString("400 1000 " + message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
        ''                            | nanoUser
        ?state=standing               | nanoUser
        ?state=expired                | nanoReadOnly
        ?role=nanoReadOnly            | -
        ?state=expired&role=nanoUser  | -
        ?role=nanoUser&size=50&page=1 | nanoUser
        ?role=nanoUser&page=2         | -
        """)
    void theyAreListedByRoleAndState(String query, @Nullable String role) {
        invite("nanoReadOnly");
        api.timeIs(AdminApi.START.plus(Duration.ofDays(7)));
        assertThat(api.withKey("alpha-key").post(INVITATIONS, "{\"role\":\"nanoUser\"}").status()).isEqualTo(200);

        JsonNode found = api.withKey("alpha-key").get(INVITATIONS + query).data().get("items");
        assertThat(found.valueStream().map(item -> item.get("role").asString()))
                .containsExactlyElementsOf(Stream.ofNullable(role).toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        ?state=taken   | Parameter invalid: state must be one of standing, expired
        ?role=operator | Parameter invalid: role must be one of nanoAdmin, nanoUser, nanoReadOnly
        ?size=7        | Parameter invalid: size must be 25, 50, 100 or 150
        ?email=a       | Parameter unknown: email
        """)
    void aQueryIsReadStrictly(String query, String message) {
        assertThat(api.as("nanoReadOnly").get(INVITATIONS + query)).hasToString("400 1000 " + message);
    }

    @Test
    void anotherOrganisationsIsNotSeen() {
        String id = invite("nanoUser").get("id").asString();
        assertThat(api.withKey("beta-key").get(INVITATIONS).data().get("total").asInt()).isZero();
        assertThat(api.withKey("beta-key").delete(INVITATIONS + "/" + id))
                .hasToString("404 4040 There is no such invitation");
    }
}
