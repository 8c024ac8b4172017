package dev.playgate.control.dashboard;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.EntityExchangeResult;

import static dev.playgate.control.dashboard.Jar.body;
import static org.assertj.core.api.Assertions.assertThat;

/** What is tried against the pages about an organisation. */
@ExtendWith(RunningDashboard.Extension.class)
class OrganisationAttacksIT {

    private static final String SCRIPT = "\"><script>alert(1)</script></textarea><img src=x onerror=alert(1)>";
    /** Nobody's. */
    private static final String ID = "8d3b6c52-0e4f-4a97-b6d8-2f1c5a9e9999";

    private final RunningDashboard dashboard;

    OrganisationAttacksIT(RunningDashboard dashboard) {
        this.dashboard = dashboard;
    }

    /** What each page and form is, and the least role that may have it; each is tried by all who may not. */
    @ParameterizedTest
    @CsvSource({"GET, /organisation/overview, nanoReadOnly", "POST, /organisation/keys, nanoAdmin",
            "POST, /organisation/bintu-token, nanoReadOnly", "GET, /organisation/keys/" + ID + ", nanoAdmin",
            "POST, /organisation/keys/" + ID + ", nanoAdmin", "GET, /organisation/packages/secure, operator",
            "POST, /organisation/packages/secure, operator", "GET, /organisation/levels, operator",
            "POST, /organisation/levels, operator", "POST, /organisation/player-key, nanoAdmin",
            "GET, /organisation/webhook, nanoAdmin", "POST, /organisation/webhook, nanoAdmin",
            "POST, /organisation/webhook/test, nanoAdmin", "GET, /organisation/webhook/remove, nanoAdmin",
            "POST, /organisation/webhook/remove, nanoAdmin",
            "GET, /organisation/users, nanoReadOnly",
            "GET, /audit, nanoReadOnly", "POST, /organisation/invitations, nanoAdmin",
            "POST, /organisation/invitations/" + ID + ", nanoAdmin",
            "GET, /organisation/users/" + ID + ", nanoAdmin", "POST, /organisation/users/" + ID + "/role, nanoAdmin",
            "POST, /organisation/users/" + ID + "/password, nanoAdmin",
            "POST, /organisation/users/" + ID + "/sessions, nanoAdmin",
            "POST, /organisation/users/" + ID + "/delete, nanoAdmin", "GET, /, nanoReadOnly",
            "GET, /guardian, nanoReadOnly", "GET, /guardian/pages, nanoReadOnly",
            "GET, /guardian/sessions, nanoReadOnly", "POST, /guardian, nanoAdmin", "POST, /guardian/pages, nanoAdmin",
            "GET, /guardian/addresses/" + ID + ", nanoAdmin", "POST, /guardian/addresses/" + ID + ", nanoAdmin",
            "GET, /guardian/pages/" + ID + ", nanoAdmin", "POST, /guardian/pages/" + ID + ", nanoAdmin",
            "GET, /guardian/tokens, nanoReadOnly", "GET, /guardian/tokens/1, nanoUser",
            "POST, /guardian/tokens/1, nanoUser", "GET, /guardian/revocations, nanoReadOnly",
            "GET, /guardian/revocations/new, nanoAdmin", "POST, /guardian/revocations, nanoAdmin",
            "GET, /guardian/revocations/lift, nanoAdmin", "POST, /guardian/revocations/lift, nanoAdmin"})
    void whoMayNotIsRefusedAndAFormOfAnotherSessionDoesNothing(String method, String path, String role) {
        boolean isForm = method.equals("POST");
        EntityExchangeResult<byte[]> nobodys = isForm
                ? new Jar(dashboard).post(path, "x")
                : new Jar(dashboard).get(path);
        assertThat(nobodys.getStatus().value()).isEqualTo(isForm ? 403 : 303);
        for (String lower : new String[]{"nanoReadOnly", "nanoUser", "nanoAdmin"}) {
            if (lower.equals(role)) {
                break;
            }
            Jar jar = dashboard.jar(lower);
            EntityExchangeResult<byte[]> answer = isForm ? jar.post(path, jar.formToken()) : jar.get(path);
            assertThat(answer.getStatus().value()).as("%s as %s", path, lower).isEqualTo(403);
            assertThat(body(answer)).contains("The role " + lower + " may not do this");
        }
        if (isForm) {
            EntityExchangeResult<byte[]> forged = dashboard.jar("nanoAdmin").post(path,
                    dashboard.jar("nanoUser").formToken(), "name", "forged", "state", "disabled");
            assertThat(forged.getStatus().value()).isEqualTo(403);
            assertThat(body(forged)).contains("This form is not of your session");
        }
    }

    @Test
    void anotherOrganisationsKeyIsAsOneThatDoesNotExist() {
        Jar many = dashboard.jarOf(RunningDashboard.MANY);
        String key = dashboard.idOfKey("rival-api-key");
        for (String id : new String[]{key, ID, "x", "..%2fkeys"}) {
            String path = "/organisation/keys/" + id;
            assertThat(many.get(path).getStatus().value()).as(path).isIn(400, 404);
            assertThat(many.post(path, many.formToken()).getStatus().value()).as(path).isIn(400, 404);
        }
        assertThat(dashboard.idOfKey("rival-api-key")).as("it is there still").isEqualTo(key);
    }

    @Test
    void anotherOrganisationsUserAndInvitationAreAsOnesThatDoNotExist() {
        Jar many = dashboard.jarOf(RunningDashboard.MANY);
        String user = dashboard.id("/api/v1/users?role=nanoReadOnly");
        String link = dashboard.invitation("nanoReadOnly");
        String invitation = dashboard.id("/api/v1/invitations");
        for (String path : new String[]{"/organisation/users/" + user, "/organisation/users/" + user + "/delete",
                "/organisation/users/" + user + "/password", "/organisation/invitations/" + invitation}) {
            assertThat(many.get(path).getStatus().value()).as(path).isEqualTo(404);
        }
        for (String path : new String[]{"/organisation/users/" + user + "/role", "/organisation/users/" + user
                + "/password", "/organisation/users/" + user + "/sessions", "/organisation/users/" + user + "/delete",
                "/organisation/invitations/" + invitation}) {
            assertThat(many.post(path, many.formToken(), "role", "nanoAdmin").getStatus().value()).as(path)
                    .isEqualTo(404);
        }
        assertThat(dashboard.jar("nanoReadOnly").isSignedIn()).isTrue();
        assertThat(new Jar(dashboard).get(link).getStatus().value()).isEqualTo(200);
    }

    @Test
    void anotherOrganisationsRuleAndTokenAreAsOnesThatDoNotExist() {
        Jar demo = dashboard.jar("nanoAdmin");
        demo.post("/guardian", demo.formToken(), "subject", "198.51.100.9", "tag", SCRIPT);
        demo.post("/guardian/pages", demo.formToken(), "subject", "thief.example", "type", "deny", "info", SCRIPT);
        dashboard.play("{\"groupid\":\"8d3b6c52-0e4f-4a97-b6d8-2f1c5a9e1001\",\"revocable\":true,\"user\":\"<b>u\"}");
        Jar many = dashboard.jarOf(RunningDashboard.MANY);
        for (String list : new String[]{"/guardian", "/guardian/pages", "/guardian/sessions", "/guardian/tokens"}) {
            Matcher link = Pattern.compile("/guardian/(addresses|pages|tokens)/[0-9a-f-]+")
                    .matcher(body(demo.get(list)));
            assertThat(link.find()).as(list).isTrue();
            assertThat(many.get(link.group()).getStatus().value()).as(list).isEqualTo(404);
            assertThat(many.post(link.group(), many.formToken()).getStatus().value()).as(list).isEqualTo(404);
            assertThat(body(demo.get(list))).as("it is there still").contains(link.group())
                    .doesNotContain("<script>alert", "<img src=x", "<b>u");
            assertThat(body(many.get(list))).doesNotContain(link.group());
        }
        assertThat(body(demo.get("/guardian?text=%22%3E%3Cscript%3Ealert(1)&subject=%22%3E%3Cscript%3Ealert(1)")))
                .doesNotContain("<script>alert");
    }

    @ParameterizedTest
    @CsvSource({"/organisation/users, role", "/organisation/users, page",
            "/organisation/users, invited-role", "/organisation/users, invited-state", "/audit, action", "/audit, from",
            "/audit, to", "/audit, size", "/guardian, page", "/guardian, state", "/guardian/pages, type",
            "/guardian/pages, size", "/guardian/sessions, page",
            "/guardian/revocations, kind", "/guardian/tokens, reason", "/guardian/tokens, page",
            "/organisation/overview, page"})
    void g3_aScriptInAQueryIsText(String path, String field) {
        EntityExchangeResult<byte[]> answer = dashboard.jar("nanoReadOnly").get(path + "?" + field + "="
                + URLEncoder.encode(SCRIPT, StandardCharsets.UTF_8));
        assertThat(answer.getStatus().value()).isEqualTo(400);
        assertThat(body(answer)).doesNotContain("<script>alert", "<img src=x");
    }

    @ParameterizedTest
    @CsvSource({"nanoAdmin, /organisation/keys, name", "nanoAdmin, /organisation/webhook, url",
            "nanoAdmin, /organisation/invitations, role",
            "nanoAdmin, /organisation/bintu-token, password", "nanoAdmin, /guardian, subject",
            "nanoAdmin, /guardian, until", "nanoAdmin, /guardian/pages, subject", "nanoAdmin, /guardian/pages, type",
            "nanoAdmin, /guardian/revocations, user", "nanoAdmin, /guardian/revocations, streams",
            "operator, /organisation/packages/secure, state", "operator, /organisation/levels, supportLevel",
            "operator, /organisation/levels, analyticsLevel"})
    void g3_aScriptInAFieldIsText(String role, String path, String field) {
        Jar jar = role.equals("operator") ? dashboard.operatorOfMany() : dashboard.jar(role);
        EntityExchangeResult<byte[]> answer = jar.post(path, jar.formToken(), field, SCRIPT);
        assertThat(answer.getStatus().value()).isIn(200, 400, 403);
        assertThat(body(answer)).doesNotContain("<script>alert", "<img src=x");
        assertThat(answer.getResponseHeaders().getFirst(HttpHeaders.CACHE_CONTROL)).contains("no-store");
        assertThat(body(jar.get("/organisation/overview"))).as("what is stored")
                .doesNotContain("<script>alert", "<img src=x");
    }
}
