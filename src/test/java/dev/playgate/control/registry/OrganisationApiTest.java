package dev.playgate.control.registry;

import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;

import dev.playgate.catalog.Feature;
import dev.playgate.catalog.Organisation;
import dev.playgate.stream.OrganisationId;

import static dev.playgate.control.registry.AdminApi.ALPHA;
import static dev.playgate.control.registry.AdminApi.BETA;
import static org.assertj.core.api.Assertions.assertThat;

/** Organisations and their packages, by call. */
class OrganisationApiTest {

    private static final String PACKAGES = "/api/v1/organisation/packages/";
    private static final String OF_ALPHA = "?organisation=" + ALPHA;

    private final AdminApi api = AdminApi.start();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void everybodyOfAnOrganisationSeesIt() {
        JsonNode alpha = api.as("nanoReadOnly").get("/api/v1/organisation").data();

        assertThat(alpha.propertyNames()).containsExactly("id", "name", "hash", "packages", "tokenKeys",
                "supportLevel", "analyticsLevel");
        assertThat(alpha.get("id").asString()).isEqualTo(ALPHA.toString());
        assertThat(alpha.get("packages").propertyNames()).hasSize(Feature.values().length);
        assertThat(alpha.at("/packages/secure").asString()).isEqualTo("enabled");
        assertThat(alpha.at("/packages/webcaster").asString()).isEqualTo("disabled");
        assertThat(alpha.get("tokenKeys"))
                .hasToString("{\"issuer\":\"https://tokens.alpha.example.com\",\"kids\":[\"alpha-1\"]}");
        JsonNode beta = api.withKey("beta-key").get("/api/v1/organisation").data();
        assertThat(beta.propertyNames()).containsExactly("id", "name", "hash", "packages", "supportLevel",
                "analyticsLevel");
        assertThat(beta.get("supportLevel").asString()).isEqualTo("basic");
    }

    @Test
    void anOperatorSeesTheOrganisationThatItNames() {
        assertThat(api.as("operator").get("/api/v1/organisation?organisation=" + BETA).data().get("name").asString())
                .isEqualTo("Beta");
        assertThat(api.as("operator").get("/api/v1/organisation"))
                .hasToString("400 1000 Parameter required: organisation, in the query");
        assertThat(api.as("operator").get("/api/v1/organisation?organisation=00000000-0000-4000-8000-0000000000ff"))
                .hasToString("404 4040 There is no such organisation");
    }

    @Test
    void anOrganisationLimitsItsSessions() {
        String path = "/api/v1/organisation";
        assertThat(api.as("nanoAdmin").patch(path, "{\"sessionsPerToken\":3,\"sessionsPerUser\":1000}").status())
                .isEqualTo(204);
        assertThat(api.as("nanoAdmin").patch(path, "{\"sessionsPerUser\":0}").status()).isEqualTo(204);
        JsonNode own = api.as("nanoReadOnly").get(path).data();
        assertThat(own.get("sessionsPerToken").asInt()).isEqualTo(3);
        assertThat(own.has("sessionsPerUser")).isFalse();
        OrganisationId id = OrganisationId.of(own.get("id").asString());
        assertThat(api.snapshot().organisation(id).orElseThrow().sessionsPerToken()).contains(3);
        assertThat(api.as("nanoAdmin").patch(path, "{\"sessionsPerToken\":1001}"))
                .hasToString("400 1000 Parameter invalid: sessionsPerToken must be a whole number from 0 to 1000");
        assertThat(api.as("nanoUser").patch(path, "{\"sessionsPerToken\":3}").status()).isEqualTo(403);
    }

    @Test
    void anOperatorSetsLevelsOfOneOrganisationAndAnImportLeavesThem() {
        String path = "/api/v1/organisation";
        assertThat(api.as("operator").patch(path + OF_ALPHA, "{\"supportLevel\":\"premium & 24/7\"}"))
                .hasToString("204");
        assertThat(api.as("operator").send(HttpMethod.POST, "/api/v1/registry", "application/yaml",
                SampleTexts.VALID).status()).isEqualTo(200);
        JsonNode alpha = api.as("nanoReadOnly").get(path).data();
        assertThat(alpha.get("supportLevel").asString()).isEqualTo("premium & 24/7");
        assertThat(alpha.get("analyticsLevel").asString()).isEqualTo("basic");
        assertThat(api.withKey("beta-key").get(path).data().get("supportLevel").asString()).isEqualTo("basic");
    }

    @Test
    void nobodyElseSetsLevelsAndThenNothingIsChanged() {
        String refused = "403 1001 The role nanoAdmin may not do this: supportLevel and analyticsLevel are for operators";
        for (String level : new String[]{"supportLevel", "analyticsLevel"}) {
            String body = "{\"sessionsPerToken\":3,\"" + level + "\":\"gold\"}";
            assertThat(api.as("nanoAdmin").patch("/api/v1/organisation", body)).hasToString(refused);
            assertThat(api.withKey("alpha-key").patch("/api/v1/organisation", body)).hasToString(refused);
        }
        JsonNode alpha = api.as("nanoReadOnly").get("/api/v1/organisation").data();
        assertThat(alpha.has("sessionsPerToken")).isFalse();
        assertThat(alpha.toString()).doesNotContain("gold");
    }

    @Test
    void anAdministratorSetsThePlayerKeyThatEverybodyOfTheOrganisationSees() {
        String path = "/api/v1/organisation";
        assertThat(api.as("nanoAdmin").patch(path, "{\"playerKey\":\"k1 <&>'\"}")).hasToString("204");
        assertThat(api.as("nanoReadOnly").get(path).data().get("playerKey").asString()).isEqualTo("k1 <&>'");
        assertThat(api.withKey("beta-key").get(path).data().has("playerKey")).isFalse();
        assertThat(api.as("operator").send(HttpMethod.POST, "/api/v1/registry", "application/yaml",
                SampleTexts.VALID).status()).isEqualTo(200);
        assertThat(api.as("nanoReadOnly").get(path).data().has("playerKey")).as("after an import").isTrue();
        for (String role : new String[]{"nanoUser", "nanoReadOnly"}) {
            assertThat(api.as(role).patch(path, "{\"playerKey\":\"\"}").status()).isEqualTo(403);
        }
        assertThat(api.as("nanoAdmin").patch(path, "{\"playerKey\":\"\"}")).hasToString("204");
        assertThat(api.as("nanoReadOnly").get(path).data().has("playerKey")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\" \"", "\" a\"", "\"a \"", "\"a\\nb\"", "\"ä\"", "\"a\\u0000\"", "7", "null", "[]",
            "LONG"})
    void aPlayerKeyIsBoundedAndPrintable(String key) {
        String json = key.equals("LONG") ? '"' + "k".repeat(513) + '"' : key;
        assertThat(api.as("nanoAdmin").patch("/api/v1/organisation", "{\"playerKey\":" + json + "}"))
                .hasToString("400 1000 Parameter invalid: playerKey must be at most 512 printable ASCII characters,"
                        + " without blanks around them");
        assertThat(api.as("nanoAdmin").patch("/api/v1/organisation",
                "{\"playerKey\":\"" + "k".repeat(512) + "\"}")).hasToString("204");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\" \"", "\"a\\nb\"", "7", "\"123456789012345678901234567890123\""})
    void aLevelIsAWordOrAFew(String level) {
        assertThat(api.as("operator").patch("/api/v1/organisation" + OF_ALPHA, "{\"analyticsLevel\":" + level + "}"))
                .hasToString("400 1000 Parameter invalid: analyticsLevel must be one line of 1 to 32 characters");
    }

    @Test
    void anOrganisationIsMadeAndListed() {
        JsonNode made = api.as("operator")
                .post("/api/v1/organisations",
                        "{\"name\":\"Gamma\",\"hash\":\"Gamma\",\"packages\":[\"secure\",\"vod\"]}")
                .data();

        OrganisationId id = OrganisationId.of(made.get("id").asString());
        assertThat(made.at("/packages/vod").asString()).isEqualTo("enabled");
        assertThat(api.snapshot().organisation(id))
                .contains(new Organisation(id, "Gamma", "Gamma", Set.of(Feature.SECURE, Feature.VOD)));
        JsonNode list = api.as("operator").get("/api/v1/organisations?size=25").data();
        assertThat(list.get("total").asInt()).isEqualTo(3);
        assertThat(list.get("items").valueStream().map(entry -> entry.get("name").asString())).containsExactly("Alpha",
                "Beta", "Gamma");
        assertThat(list.at("/items/0/packages/vod").asString()).isEqualTo("enabled");
        assertThat(list.at("/items/1/packages/vod").asString()).isEqualTo("disabled");
        assertThat(api.as("operator").get("/api/v1/organisations?page=2").data().get("items")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {"hash":"Gamma"}                                   | 400 1000 Parameter required: name
        {"name":"Gamma"}                                   | 400 1000 Parameter required: hash
        {"name":" ","hash":"Gamma"}                        | 400 1000 Parameter invalid: name must be one line of 1 to 256 characters
        {"name":"Gam\\nma","hash":"Gamma"}                 | 400 1000 Parameter invalid: name must be one line of 1 to 256 characters
        {"name":"Gamma","hash":"Gamm"}                     | 400 1000 Parameter invalid: hash must be five characters of A-Z a-z 0-9
        {"name":"Gamma","hash":12345}                      | 400 1000 Parameter invalid: hash must be five characters of A-Z a-z 0-9
        {"name":"Gamma","hash":"Gamma","packages":"vod"}   | 400 1000 Parameter invalid: packages must be an array of 1 to 7 strings
        {"name":"Gamma","hash":"Gamma","packages":["all"]} | 400 1000 Parameter invalid: packages[0] must be one of secure, h5live, webcaster, transcoding, live-processing, vod, metadata
        {"name":"Gamma","hash":"Gamma","id":"x"}           | 400 1000 Parameter unknown: id
        {"name":"Alpha","hash":"Gamma"}                    | 409 4090 name or hash is that of another organisation
        {"name":"Gamma","hash":"12345"}                    | 409 4090 name or hash is that of another organisation
        """)
    void whatIsMalformedOrTakenIsNamed(String body, String answer) {
        assertThat(api.as("operator").post("/api/v1/organisations", body)).hasToString(answer);
        assertThat(api.snapshot().organisationCount()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nanoAdmin", "nanoUser", "nanoReadOnly"})
    void onlyOperatorsMakeOrganisationsAndSetPackages(String role) {
        String refused = "403 1001 The role " + role + " may not do this";
        assertThat(api.as(role).get("/api/v1/organisations")).hasToString(refused);
        assertThat(api.as(role).post("/api/v1/organisations", "{}")).hasToString(refused);
        assertThat(api.as(role).put(PACKAGES + "vod", "{\"state\":\"enabled\"}")).hasToString(refused);
    }

    @Test
    void aPackageIsSetForTheEdgesToKnow() {
        setPackage("secure", "shadow");
        assertThat(alpha().isSecure()).isTrue();
        assertThat(alpha().shadow()).isTrue();
        assertThat(api.as("nanoUser").get("/api/v1/organisation").data().at("/packages/secure").asString())
                .isEqualTo("shadow");
        setPackage("secure", "disabled");
        assertThat(alpha().features()).containsExactly(Feature.VOD);
        setPackage("secure", "enabled");
        setPackage("metadata", "enabled");
        assertThat(alpha().shadow()).isFalse();
        assertThat(alpha().features()).containsExactlyInAnyOrder(Feature.SECURE, Feature.VOD, Feature.METADATA);
        assertThat(alpha().ownKeys()).isPresent();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        vod   | {}                               | 400 1000 Parameter required: state
        vod   | {"state":"on"}                   | 400 1000 Parameter invalid: state must be enabled, shadow or disabled
        vod   | {"state":true}                   | 400 1000 Parameter invalid: state must be enabled, shadow or disabled
        vod   | {"state":"shadow"}               | 400 1000 Parameter invalid: state must not be shadow: that is for the package secure alone
        vod   | {"state":"enabled","until":1}    | 400 1000 Parameter unknown: until
        everything | {"state":"enabled"}         | 404 4040 There is no such package
        """)
    void aMalformedStateIsNamed(String name, String body, String answer) {
        assertThat(api.as("operator").put(PACKAGES + name + OF_ALPHA, body)).hasToString(answer);
        assertThat(alpha().features()).containsExactlyInAnyOrder(Feature.SECURE, Feature.VOD);
    }

    @Test
    void anImportThatNamesNoTokenKeysLeavesThem() {
        Optional<?> keys = alpha().ownKeys();
        String text = SampleTexts.VALID.replaceAll("(?m)^ +token-keys:\\n.*\\n.*\\n", "");
        assertThat(text).doesNotContain("token-keys");

        assertThat(api.as("operator").send(HttpMethod.POST, "/api/v1/registry",
                "application/yaml", text)).hasToString("200 {\"organisations\":2}");
        assertThat(keys).isPresent();
        assertThat(alpha().ownKeys()).isEqualTo(keys);
    }

    private void setPackage(String name, String state) {
        assertThat(api.as("operator").put(PACKAGES + name + OF_ALPHA, "{\"state\":\"" + state + "\"}"))
                .hasToString("204");
    }

    private Organisation alpha() {
        return api.snapshot().organisation(ALPHA).orElseThrow();
    }
}
