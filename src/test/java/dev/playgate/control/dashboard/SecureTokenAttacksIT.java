package dev.playgate.control.dashboard;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.EntityExchangeResult;

import static dev.playgate.control.dashboard.Jar.body;
import static org.assertj.core.api.Assertions.assertThat;

/** What is tried against {@code /secure/token}. */
@ExtendWith(RunningDashboard.Extension.class)
class SecureTokenAttacksIT {

    private static final String SCRIPT = "\"><script>alert(1)</script></textarea><img src=x onerror=alert(1)>";

    private final RunningDashboard dashboard;

    SecureTokenAttacksIT(RunningDashboard dashboard) {
        this.dashboard = dashboard;
    }

    private Jar as(String role) {
        return Jar.signedIn(dashboard, RunningDashboard.mailOf(role));
    }

    private static EntityExchangeResult<byte[]> create(Jar jar, String... fields) {
        return jar.post("/secure/token", jar.formToken(), fields);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/secure/token", "/secure/token/decode"})
    void nobodyIsSentToTheSignInFirst(String path) {
        EntityExchangeResult<byte[]> answer = new Jar(dashboard).get(path);
        assertThat(answer.getStatus().value()).isEqualTo(303);
        assertThat(answer.getResponseHeaders().getFirst(HttpHeaders.LOCATION)).isEqualTo("/auth?next=" + path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/secure/token", "/secure/token/decode"})
    void g3_aFormOfAnotherSiteDoesNothing(String path) {
        EntityExchangeResult<byte[]> answer = as("nanoUser").post(path, as("nanoUser").formToken(), "target",
                "organisation");
        assertThat(answer.getStatus().value()).isEqualTo(403);
        assertThat(body(answer)).contains("This form is not of your session").doesNotContain("eyJ");
    }

    @Test
    void whoOnlyLooksCreatesNothing() {
        EntityExchangeResult<byte[]> answer = create(as("nanoReadOnly"), "target", "organisation");
        assertThat(answer.getStatus().value()).isEqualTo(403);
        assertThat(body(answer)).contains("The role nanoReadOnly may not do this").doesNotContain("eyJ");
    }

    @Test
    void withoutThePackageNothingIsCreated() {
        EntityExchangeResult<byte[]> answer = create(Jar.signedIn(dashboard, RunningDashboard.POOR), "target",
                "organisation");
        assertThat(body(answer)).contains("Upgrade needed").doesNotContain("eyJ");
    }

    @ParameterizedTest
    @CsvSource({
            "group, groupid, 8d3b6c52-0e4f-4a97-b6d8-2f1c5a9e2001, Groupid is not a stream group of this organisation",
            "streams, streams, Rival-live1, Streams[0] is not a stream of this organisation"})
    void anotherOrganisationsTargetIsAsOneThatDoesNotExist(String target, String field, String value, String said) {
        EntityExchangeResult<byte[]> answer = create(as("nanoUser"), "target", target, field, value);
        assertThat(answer.getStatus().value()).isEqualTo(400);
        assertThat(body(answer)).contains(said).doesNotContain("eyJ");
    }

    @ParameterizedTest
    @CsvSource({"group, Rival", "group, 8d3b6c52-0e4f-4a97-b6d8-2f1c5a9e2001", "streams, Rival-live1",
            "streams, 8d3b6c52-0e4f-4a97-b6d8-2f1c5a9e2001"})
    void anotherOrganisationsStreamsAreInNoList(String list, String search) {
        String shown = body(create(dashboard.jar("nanoUser"), "target", list, list + "Search", search, "step",
                "find-" + list + ":1"));
        assertThat(shown).contains("is like that.").doesNotContain("eyJ",
                "value=\"pick-group:8d3b6c52-0e4f-4a97-b6d8-2f1c5a9e2001", "pick-Rival-live1");
    }

    @Test
    void whatIsPickedIsJudgedAsWhatIsTyped() {
        Jar jar = dashboard.jar("nanoUser");
        assertThat(body(create(jar, "target", "streams", "picked", "Rival-live1", "step", "create")))
                .contains("Streams[0] is not a stream of this organisation").doesNotContain("eyJ");
        Jar reader = dashboard.jar("nanoReadOnly");
        assertThat(body(create(reader, "target", "group", "step", "find-group:1")))
                .contains("The role nanoReadOnly may not do this");
    }

    @Test
    void anotherOrganisationsTokenIsNotExplained() {
        dashboard.user("rival-api-key", "rival@rival.test", "nanoUser");
        Jar rival = Jar.signedIn(dashboard, "rival@rival.test");
        String shown = body(rival.post("/secure/token/decode", rival.formToken(), "token",
                dashboard.playbackToken("{\"orgawide\":true}"), "stream", "Demo1-live1", "ask", "yes"));
        assertThat(shown).contains("The token belongs to another organisation").doesNotContain("id=\"explained\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"groupid", "streams", "ip", "domain", "user", "tag", "amount", "nbf", "exp", "groupSearch",
            "streamsSearch", "streamsFound", "picked"})
    void g3_aScriptInAFieldIsText(String field) {
        String shown = body(create(as("nanoUser"), "target", "group", field, SCRIPT));
        assertThat(shown).doesNotContain("<script>alert", "<img src=x").contains("&lt;script&gt;alert(1)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"token", "stream", "ip", "page", "time"})
    void g3_aScriptInAQuestionIsText(String field) {
        Jar jar = as("nanoUser");
        String shown = body(jar.post("/secure/token/decode", jar.formToken(), "ask", "yes", field, SCRIPT));
        assertThat(shown).doesNotContain("<script>alert", "<img src=x").contains("&lt;script&gt;alert(1)");
    }

    @Test
    void g3_aScriptInATokenIsText() {
        Jar jar = as("nanoUser");
        String made = body(create(jar, "target", "organisation", "user", SCRIPT, "tag", SCRIPT));
        assertThat(made).contains("Token created").doesNotContain("<script>alert", "<img src=x");
        assertThat(body(jar.get("/secure/token"))).as("a tag that was used before")
                .doesNotContain("<script>alert", "<img src=x").contains("&lt;script&gt;");
    }

    @Test
    void g1_aTokenIsInNoAnswerThatIsKeptAndInNoAddress() {
        EntityExchangeResult<byte[]> answer = create(as("nanoUser"), "target", "organisation");
        assertThat(body(answer)).contains("eyJ");
        assertThat(answer.getResponseHeaders().getFirst(HttpHeaders.CACHE_CONTROL)).contains("no-store");
        assertThat(answer.getResponseHeaders().getFirst(HttpHeaders.LOCATION)).isNull();
    }
}
