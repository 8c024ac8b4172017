package dev.playgate.control.account;

import java.time.Duration;

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

    @Test
    void anotherOrganisationsIsNotSeen() {
        String id = invite("nanoUser").get("id").asString();
        assertThat(api.withKey("beta-key").get(INVITATIONS).data().get("total").asInt()).isZero();
        assertThat(api.withKey("beta-key").delete(INVITATIONS + "/" + id))
                .hasToString("404 4040 There is no such invitation");
    }
}
