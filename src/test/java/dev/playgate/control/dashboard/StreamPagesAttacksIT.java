package dev.playgate.control.dashboard;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.web.reactive.server.EntityExchangeResult;

import static dev.playgate.control.dashboard.Jar.body;
import static org.assertj.core.api.Assertions.assertThat;

/** What is tried against the pages about one stream, and what organisations without the package see there. */
@ExtendWith(RunningDashboard.Extension.class)
class StreamPagesAttacksIT {

    private static final String OWN = "8d3b6c52-0e4f-4a97-b6d8-2f1c5a9e1003";
    private static final String RIVAL = "8d3b6c52-0e4f-4a97-b6d8-2f1c5a9e2001";
    private static final String OPEN = "8d3b6c52-0e4f-4a97-b6d8-2f1c5a9e3001";
    private static final List<String> PAGES = List.of("/stream/%s", "/stream/%s/code-snippets", "/stream/new/%s",
            "/playout/%s", "/webcaster/%s");
    private static final List<String> ACTIONS = List.of("/stream/%s/lock", "/stream/%s/unlock", "/stream/%s/delete");
    /** A whole one: forms have random texts, which begin as a token does now and then. */
    private static final String TOKEN = "eyJ[\\w-]*\\.eyJ";
    private static final String SCRIPT = "\"><script>alert(1)</script></textarea><img src=x onerror=alert(1)>";

    private final RunningDashboard dashboard;

    StreamPagesAttacksIT(RunningDashboard dashboard) {
        this.dashboard = dashboard;
    }

    private Jar as(String role) {
        return Jar.signedIn(dashboard, RunningDashboard.mailOf(role));
    }

    private static String at(String path, String id) {
        return path.formatted(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {RIVAL, "8d3b6c52-0e4f-4a97-b6d8-2f1c5a9e9999", "nonsense",
            "8D3B6C52-0E4F-4A97-B6D8-2F1C5A9E1003"})
    void anotherOrganisationsStreamIsAsOneThatDoesNotExist(String id) {
        Jar jar = as("nanoAdmin");
        String token = jar.formToken();
        for (String path : PAGES) {
            isUnknown(jar.get(at(path, id)));
            isUnknown(jar.post(at(path, id), token, "target", "organisation"));
        }
        for (String path : ACTIONS) {
            isUnknown(jar.post(at(path, id), token, "confirmed", "yes", "whole", "yes"));
        }
        dashboard.client().get().uri("/hls/Rival-live1/index.m3u8").exchange().expectStatus().isForbidden();
    }

    private static void isUnknown(EntityExchangeResult<byte[]> answer) {
        assertThat(answer.getStatus().value()).isEqualTo(404);
        assertThat(body(answer)).contains("There is no such stream").doesNotContain("Rival")
                .doesNotContainPattern(TOKEN);
    }

    @Test
    void g3_aFormOfAnotherSiteDoesNothing() {
        Jar jar = as("nanoUser");
        String others = as("nanoUser").formToken();
        for (String path : PAGES) {
            isForeign(jar.post(at(path, OWN), others, "target", "organisation"));
        }
        for (String path : ACTIONS) {
            isForeign(jar.post(at(path, OWN), others, "confirmed", "yes"));
        }
        assertThat(body(jar.get("/stream/" + OWN))).contains("state-live");
    }

    private static void isForeign(EntityExchangeResult<byte[]> answer) {
        assertThat(answer.getStatus().value()).isEqualTo(403);
        assertThat(body(answer)).contains("This form is not of your session")
                .doesNotContainPattern(TOKEN);
    }

    @Test
    void whoOnlyLooksCreatesAndChangesNothing() {
        Jar jar = as("nanoReadOnly");
        String token = jar.formToken();
        for (String path : PAGES) {
            mayNot(jar.post(at(path, OWN), token, "target", "organisation"));
        }
        for (String path : ACTIONS) {
            mayNot(jar.post(at(path, OWN), token, "confirmed", "yes"));
        }
    }

    private static void mayNot(EntityExchangeResult<byte[]> answer) {
        assertThat(answer.getStatus().value()).isEqualTo(403);
        assertThat(body(answer)).contains("The role nanoReadOnly may not do this").doesNotContain("eyJ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"token", "groupid", "streams", "ip", "domain", "user", "tag", "amount", "nbf", "exp",
            "quality", "latency"})
    void g3_aScriptInAFieldIsText(String field) {
        Jar jar = as("nanoUser");
        String shown = body(jar.post("/stream/" + OWN + "/code-snippets", jar.formToken(), "target", "group", field,
                SCRIPT));
        assertThat(shown).doesNotContain("<script>alert", "<img src=x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tags", "width1", "fps4"})
    void g3_aScriptInANewStreamIsText(String field) {
        Jar jar = as("nanoUser");
        EntityExchangeResult<byte[]> made = jar.post("/stream/new", jar.formToken(), field, SCRIPT);
        String shown = body(made.getStatus().value() == 303
                ? jar.get(String.valueOf(made.getResponseHeaders().getLocation()))
                : made);
        assertThat(shown).doesNotContain("<script>alert", "<img src=x").contains("&lt;script&gt;");
    }

    @Test
    void aNewStreamIsMadeByAFormOfTheSessionAndTheRoleAlone() {
        Jar jar = as("nanoUser");
        isForeign(jar.post("/stream/new", as("nanoUser").formToken()));
        Jar reader = as("nanoReadOnly");
        mayNot(reader.post("/stream/new", reader.formToken()));
    }

    @Test
    void withoutThePackageThereIsNoLockAndNoToken() {
        dashboard.user("open-api-key", "open@open.test", "nanoUser");
        Jar jar = Jar.signedIn(dashboard, "open@open.test");
        for (String path : PAGES) {
            String shown = body(jar.get(at(path, OPEN)));
            assertThat(shown).contains("Open1-live1").doesNotContain("eyJ", "id=\"secure\"", "secure-chip",
                    "create-dialog", "jwtoken", "lock.svg");
        }
        assertThat(jar.post("/playout/" + OPEN, jar.formToken(), "target", "organisation").getStatus().value())
                .isEqualTo(403);
    }

    @Test
    void anOperatorSeesTheStreamsOfTheOrganisationThatItWorksForAlone() {
        Jar operator = Jar.signedIn(dashboard, RunningDashboard.OPERATOR);
        assertThat(body(operator.get("/stream/" + RIVAL))).contains("Choose an organisation");
        operator.post("/auth/organisation", operator.formToken(), "organisation",
                "5f2c9a04-7d31-4c8e-9b1a-d0e6f3a7c002");
        assertThat(body(operator.get("/playout/" + RIVAL))).contains("Rival-live1", "create-dialog");
        isUnknownToOperator(operator.get("/playout/" + OWN));
    }

    private static void isUnknownToOperator(EntityExchangeResult<byte[]> answer) {
        assertThat(answer.getStatus().value()).isEqualTo(404);
        assertThat(body(answer)).contains("There is no such stream").doesNotContain("eyJ", "Demo1");
    }

    @Test
    void whatEndsPlayoutsAsksFirstAndIsDoneThen() {
        Jar jar = as("nanoUser");
        String form = jar.formToken();
        String lock = "/stream/" + OWN + "/lock";
        assertThat(body(jar.post(lock, form))).contains("Stop and lock Demo1-other?", "cut off");
        assertThat(body(jar.get("/stream/" + OWN))).contains("state-live");
        assertThat(jar.post(lock, form, "confirmed", "yes").getStatus().value()).isEqualTo(303);
        assertThat(body(jar.get("/stream/" + OWN))).contains("state-locked", "Unlock");
        jar.post("/stream/" + OWN + "/unlock", form);
        assertThat(body(jar.get("/stream/" + OWN))).contains("state-ended");
        assertThat(body(jar.post("/stream/" + OWN + "/delete", form))).contains("Delete Demo1-other?",
                "gone for good");
    }
}
