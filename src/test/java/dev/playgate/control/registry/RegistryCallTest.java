package dev.playgate.control.registry;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;

import dev.playgate.control.registry.AdminApi.Answer;
import dev.playgate.stream.StreamName;

import static org.assertj.core.api.Assertions.assertThat;

/** A registry file by call. */
class RegistryCallTest {

    private final AdminApi api = AdminApi.start();

    @AfterEach
    void close() {
        api.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/yaml", "text/plain", "text/plain;charset=UTF-8"})
    void aFileIsAppliedWhole(String type) {
        api.timeIs(AdminApi.START.plusSeconds(1));
        assertThat(apply(type, SampleTexts.VALID.replace("Alpha-two", "Alpha-three").replace("0000000a2", "0000000a4")))
                .hasToString("200 {\"organisations\":2}");
        assertThat(api.snapshot().stream(new StreamName("Alpha-three"))).isPresent();
        assertThat(api.as("operator").get("/api/v1/audit").data().at("/items/0/actor").asString())
                .isEqualTo("user:operator@test");
    }

    @Test
    void aFileWithFaultsChangesNothingAndAllOfThemAreNamed() {
        long version = api.snapshot().version();
        assertThat(
                apply("application/yaml", SampleTexts.spoiled("hash: Alpha", "hash: Alph").replace("name: Beta", "")))
                .hasToString("400 1000 The registry is refused: organisations[0].hash: must be five characters of"
                        + " A-Z a-z 0-9; organisations[1].name: is missing");
        assertThat(apply("application/yaml", "").toString()).startsWith("400 1000 The registry is refused: ");
        assertThat(apply("application/yaml", SampleTexts.VALID.replace("00000000000b", "00000000000c")))
                .hasToString("400 1000 The registry is refused: organisations[1]: its name or its hash is another"
                        + " organisation's");
        assertThat(api.snapshot().version()).isEqualTo(version);
    }

    @Test
    void aFileHasAtMost8Mebibytes() {
        String notYaml = "@".repeat(8 * 1024 * 1024);
        assertThat(apply("application/yaml", notYaml).toString()).startsWith("400 1000 The registry is refused: ");
        assertThat(apply("application/yaml", notYaml + "@"))
                .hasToString("413 4130 The body must be at most 8388608 bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "text/plain;charset=utf-16", "text/*"})
    void anotherTypeIsRefused(String type) {
        assertThat(apply(type, SampleTexts.VALID))
                .hasToString("415 4150 Content-Type must be application/yaml or text/plain");
    }

    @Test
    void onlyOperatorsApplyFiles() {
        assertThat(api.as("nanoAdmin").send(HttpMethod.POST, "/api/v1/registry", "application/yaml", "x"))
                .hasToString("403 1001 The role nanoAdmin may not do this");
        assertThat(api.withKey("alpha-key").send(HttpMethod.POST, "/api/v1/registry", "text/xml", "x"))
                .hasToString("403 1001 The role nanoAdmin may not do this");
    }

    private Answer apply(String type, String text) {
        return api.as("operator").send(HttpMethod.POST, "/api/v1/registry", type, text);
    }
}
