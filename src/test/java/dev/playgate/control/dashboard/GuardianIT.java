package dev.playgate.control.dashboard;

import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import tools.jackson.databind.json.JsonMapper;

import static dev.playgate.control.dashboard.Jar.body;
import static org.assertj.core.api.Assertions.assertThat;

/** {@code /guardian} in a browser. */
@ExtendWith(RunningDashboard.Extension.class)
class GuardianIT {

    private final RunningDashboard dashboard;

    GuardianIT(RunningDashboard dashboard) {
        this.dashboard = dashboard;
    }

    @Test
    void anAdministratorDeniesEndsAndRemoves() {
        try (Tab tab = dashboard.tab()) {
            Page page = tab.page();
            tab.open("/auth?next=/guardian");
            tab.signIn(RunningDashboard.mailOf("nanoAdmin"));
            page.fill("#subject", "nowhere");
            page.click("text=Deny it");
            assertThat(page.textContent("#problem")).startsWith("Ip must be an IPv4 or IPv6 address");
            assertThat(page.inputValue("#subject")).isEqualTo("nowhere");
            tab.expectFault("400");
            page.fill("#subject", "203.0.113.0/24");
            page.fill("#tag", "scraper & <b>");
            page.keyboard().press("Enter");
            page.waitForSelector("text=scraper & <b>");
            page.fill("#text", "SCRAPER & <B>");
            page.selectOption("#state", "running");
            page.click("text=Filter");
            assertThat(page.textContent("#total")).isEqualTo("1 rule");
            page.selectOption("#state", "ended");
            page.click("text=Filter");
            assertThat(page.textContent("#total")).isEqualTo("0 rules");
            page.click("text=Show all denied addresses");
            page.click("[aria-label='Set another end of 203.0.113.0/24']");
            page.fill("#until", "2099-12-31T20:15");
            page.click("text=Deny it");
            assertThat(page.textContent("tbody")).contains("2099-12-31 20:15 UTC", "scraper & <b>");
            tab.picture("guardian");
            tab.fitsAPhone();
            page.click("[aria-label='Remove 203.0.113.0/24']");
            assertThat(page.textContent("h1")).isEqualTo("Remove the rule about 203.0.113.0/24?");
            tab.isAccessible();
            page.click("button.danger");
            page.waitForSelector("#total");
            assertThat(page.textContent("article")).doesNotContain("203.0.113.0/24");
            page.click("text=Pages");
            page.fill("#subject", "*.thief.test");
            page.click("text=Add the rule");
            page.fill("#text", "thief");
            page.selectOption("#of-type", "allow");
            page.click("text=Filter");
            assertThat(page.textContent("#total")).isEqualTo("0 rules");
            page.selectOption("#of-type", "deny");
            page.selectOption("#size", "50");
            page.click("text=Filter");
            assertThat(page.textContent("#total")).isEqualTo("1 rule");
            tab.isAccessible();
            tab.fitsAPhone();
            page.click("[aria-label='Remove *.thief.test']");
            page.click("button.danger");
            page.waitForSelector("#total");
            assertThat(page.textContent("article")).doesNotContain("thief.test");
        }
    }

    @Test
    void aUserRevokesTheTokenOfASessionAfterItWasSaidWhatThatEnds() {
        dashboard.play(
                "{\"groupid\":\"8d3b6c52-0e4f-4a97-b6d8-2f1c5a9e1001\",\"revocable\":true,\"user\":\"viewer 7\"}");
        dashboard.play("{\"groupid\":\"8d3b6c52-0e4f-4a97-b6d8-2f1c5a9e1001\",\"user\":\"viewer 8\"}");
        try (Tab tab = dashboard.tab()) {
            Page page = tab.page();
            tab.open("/auth?next=/guardian/sessions");
            tab.signIn(RunningDashboard.mailOf("nanoUser"));
            page.fill("#stream", "Demo1-live1");
            page.click("text=Filter");
            assertThat(page.textContent("tr:has-text('viewer 8')")).contains("not revocable");
            tab.picture("guardian-sessions");
            tab.fitsAPhone();
            page.click("tr:has-text('viewer 7') a");
            assertThat(page.textContent("#consequence"))
                    .startsWith("This revokes 1 token and ends 1 session on this process")
                    .contains("of the user viewer 7");
            tab.isAccessible();
            page.click("button.danger");
            page.waitForSelector("#total");
            tab.open("/guardian/sessions?user=viewer+7");
            assertThat(page.textContent("#total")).as("it ended with its token").isEqualTo("0 sessions");
            tab.open("/guardian/sessions?user=viewer+8");
            assertThat(page.textContent("#total")).isEqualTo("1 session");
        }
        Jar auditor = dashboard.jar("nanoReadOnly");
        assertThat(body(auditor.get("/audit?action=token.revoke"))).contains("nanouser@demo.test");
    }

    @Test
    void aTokenThatShowedNoPageIsListedByItsReasonAndRevokedFromThere() {
        dashboard.play(
                "{\"groupid\":\"8d3b6c52-0e4f-4a97-b6d8-2f1c5a9e1001\",\"revocable\":true,\"user\":\"<b>leak</b>\"}");
        try (Tab tab = dashboard.tab()) {
            Page page = tab.page();
            tab.open("/auth?next=/guardian/tokens");
            tab.signIn(RunningDashboard.mailOf("nanoUser"));
            page.selectOption("#reason", "no_referrer");
            page.click("text=Filter");
            assertThat(page.textContent("tr:has-text('<b>leak</b>')")).contains("No referrer");
            tab.picture("guardian-tokens");
            tab.fitsAPhone();
            page.click("tr:has-text('<b>leak</b>') a");
            assertThat(page.textContent("#consequence")).startsWith("This revokes 1 token and ends 1 session");
            page.click("button.danger");
            page.waitForSelector("#reason");
            assertThat(page.textContent("article")).doesNotContain("<b>leak</b>");
            tab.open("/guardian/tokens?reason=many_addresses");
            assertThat(page.textContent("#total")).isEqualTo("0 tokens");
        }
    }

    @Test
    void anAdministratorRevokesAllTokensOfAUserAsManyAsWereCountedAndNoneThatWasIssuedSince() {
        String counted = dashboard.playbackToken("{\"orgawide\":true,\"user\":\"many <b>\"}");
        assertThat(dashboard.plays(counted)).isTrue();
        dashboard.play("{\"orgawide\":true,\"revocable\":true,\"user\":\"many <b>\",\"tag\":\"t\"}");
        String other = dashboard.playbackToken("{\"orgawide\":true,\"user\":\"few\"}");
        try (Tab tab = dashboard.tab()) {
            Page page = tab.page();
            tab.open("/auth?next=/guardian/revocations");
            tab.signIn(RunningDashboard.mailOf("nanoAdmin"));
            page.click("text=Count them");
            assertThat(page.textContent("#problem")).startsWith("Enter this: user, tag, streams, groupid or orgawide");
            tab.expectFault("400");
            tab.open("/guardian/revocations?user=many+%3Cb%3E");
            tab.picture("guardian-revocations");
            tab.fitsAPhone();
            page.focus("main button");
            page.keyboard().press("Enter");
            page.waitForSelector("#consequence");
            assertThat(page.textContent("h1")).isEqualTo("Revoke 2 tokens?");
            assertThat(page.textContent("#consequence"))
                    .startsWith("This revokes 2 tokens that were created here, and ends 2 sessions on this process")
                    .contains("of the user many <b>, issued before 20",
                            "also those that cannot be revoked by themselves");
            tab.fitsAPhone();
            assertThat(dashboard.plays(counted)).as("it was asked, and nothing done").isTrue();
            page.waitForFunction("time => Date.now() >= Date.parse(time + 'Z')",
                    page.inputValue("[name=issuedBefore]"));
            String since = dashboard.playbackToken("{\"orgawide\":true,\"user\":\"many <b>\"}");
            page.click("button.danger");
            assertThat(page.textContent(".done"))
                    .isEqualTo("2 tokens are revoked, and 2 sessions on this process have ended.");
            tab.isAccessible();
            assertThat(List.of(dashboard.plays(counted), dashboard.plays(since), dashboard.plays(other)))
                    .containsExactly(false, true, true);
            page.selectOption("#kind", "token");
            page.click("text=Filter");
            assertThat(page.textContent("article")).doesNotContain("of the user many <b>");
            page.selectOption("#kind", "bulk");
            page.click("text=Filter");
            tab.fitsAPhone();
            page.click("tr:has-text('of the user many <b>, issued before') a");
            assertThat(page.textContent("#consequence")).startsWith("Tokens of the user many <b>, issued before 20");
            page.click("button.danger");
            page.waitForSelector("#total");
            assertThat(page.textContent("article")).doesNotContain("of the user many <b>");
            assertThat(dashboard.plays(counted)).as("lifted").isTrue();
        }
        assertThat(body(dashboard.jar("nanoReadOnly").get("/audit?action=revocation.create")))
                .contains("nanoadmin@demo.test");
    }

    @Test
    void revokingManyIsOfTheOwnOrganisationAloneAndOfWhatWasAskedAbout() {
        String token = dashboard.playbackToken("{\"orgawide\":true,\"user\":\"untouched\"}");
        Jar many = dashboard.jarOf(RunningDashboard.MANY);
        String question = body(many.get("/guardian/revocations/new?orgawide=yes"));
        assertThat(question).contains("Revoke 0 tokens?", "ends 0 sessions");
        assertThat(body(many.post("/guardian/revocations", many.formToken(), "orgawide", "yes", "issuedBefore",
                issuedBefore(question)))).contains("0 tokens are revoked");
        Matcher revocation = Pattern.compile("/guardian/revocations/lift\\?id=([0-9a-f-]+)")
                .matcher(body(many.get("/guardian/revocations?kind=bulk")));
        assertThat(revocation.find()).isTrue();
        Jar demo = dashboard.jar("nanoAdmin");
        assertThat(body(demo.get("/guardian/revocations"))).doesNotContain(revocation.group(1));
        assertThat(demo.get(revocation.group()).getStatus().value()).isEqualTo(404);
        assertThat(demo.post("/guardian/revocations/lift", demo.formToken(), "id", revocation.group(1)).getStatus()
                .value()).isEqualTo(404);
        assertThat(many.get(revocation.group()).getStatus().value()).as("it is there still").isEqualTo(200);
        for (String named : List.of("streams=Rival-live1", "groupid=8d3b6c52-0e4f-4a97-b6d8-2f1c5a9e2001")) {
            EntityExchangeResult<byte[]> answer = demo.get("/guardian/revocations/new?" + named);
            assertThat(answer.getStatus().value()).isEqualTo(400);
            assertThat(body(answer)).contains("of this organisation.").doesNotContain("Revoke 0 tokens?");
        }
        EntityExchangeResult<byte[]> unasked = demo.post("/guardian/revocations", demo.formToken(), "user",
                "untouched");
        assertThat(unasked.getStatus().value()).isEqualTo(400);
        assertThat(dashboard.plays(token)).isTrue();
    }

    private static String issuedBefore(String question) {
        Matcher field = Pattern.compile("name=\"issuedBefore\" value=\"([^\"]+)\"").matcher(question);
        assertThat(field.find()).isTrue();
        return field.group(1);
    }

    @Test
    void whoOnlyLooksOrIsOfAnotherOrganisationRevokesNoToken() {
        String token = dashboard.playbackToken("{\"orgawide\":true,\"revocable\":true}");
        String path = "/guardian/tokens/" + jti(token);
        Jar reader = dashboard.jar("nanoReadOnly");
        assertThat(reader.post(path, reader.formToken()).getStatus().value()).isEqualTo(403);
        Jar poor = dashboard.jarOf(RunningDashboard.POOR);
        assertThat(poor.get(path).getStatus().value()).isEqualTo(404);
        assertThat(poor.post(path, poor.formToken()).getStatus().value()).isEqualTo(404);
        assertThat(dashboard.plays(token)).isTrue();
    }

    private static String jti(String token) {
        return JsonMapper.shared().readTree(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1])).required("jti")
                .stringValue();
    }

    @Test
    void whoOnlyLooksSeesAllAndHasNoForm() {
        dashboard.play("{\"groupid\":\"8d3b6c52-0e4f-4a97-b6d8-2f1c5a9e1001\",\"user\":\"viewer 9\"}");
        Jar jar = dashboard.jar("nanoReadOnly");
        for (String path : new String[]{"/guardian", "/guardian/pages", "/guardian/sessions", "/guardian/tokens",
                "/guardian/revocations"}) {
            assertThat(body(jar.get(path))).as(path).contains("</article>").doesNotContain("/guardian/tokens/",
                    "/guardian/addresses/", "/guardian/pages/", "method=\"post\" action=\"/guardian",
                    "action=\"/guardian/revocations/", "/guardian/revocations/lift");
        }
        assertThat(body(jar.get("/guardian/sessions"))).contains("viewer 9");
    }
}
