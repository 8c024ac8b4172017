package dev.playgate.control.dashboard;

import java.util.List;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.test.web.reactive.server.EntityExchangeResult;

import dev.playgate.control.webhook.Receiver;

import static dev.playgate.control.dashboard.Jar.body;
import static org.assertj.core.api.Assertions.assertThat;

/** {@code /organisation/overview}, in a browser and under attack. */
@ExtendWith(RunningDashboard.Extension.class)
class OverviewIT {

    private static final String OVERVIEW = "/organisation/overview";

    private final RunningDashboard dashboard;

    OverviewIT(RunningDashboard dashboard) {
        this.dashboard = dashboard;
    }

    private int status(String apiKey) {
        return dashboard.client().get().uri("/api/v1/organisation").header("X-BINTU-APIKEY", apiKey).exchange()
                .returnResult().getStatus().value();
    }

    @Test
    void anAdministratorMakesUsesAndRevokesAKeyAndABintuToken() {
        try (Tab tab = dashboard.tab()) {
            Page page = tab.page();
            tab.open("/auth?next=" + OVERVIEW);
            tab.signIn(RunningDashboard.mailOf("nanoAdmin"));
            assertThat(page.textContent("article")).contains("Demo", "Demo1", "passthrough", "nanoAdmin may");
            assertThat(page.textContent("#package-secure")).contains("Enabled").doesNotContain("Switch");
            assertThat(page.textContent("#package-webcaster")).contains("Upgrade needed", "Ask the operator");
            page.focus("#name");
            page.keyboard().type("ci & <b>");
            page.keyboard().press("Enter");
            page.waitForSelector("#secret");
            String key = page.textContent("#secret");
            assertThat(status(key)).isEqualTo(200);
            tab.isAccessible();
            page.fill("#name", "ci & <b>");
            page.click("text=Create an API key");
            assertThat(page.textContent("#problem")).isEqualTo("Name is that of another key. Choose another.");
            tab.expectFault("409");
            tab.open(OVERVIEW);
            assertThat(page.textContent("#levels")).contains("Support: basic", "Analytics: basic")
                    .doesNotContain("Change");
            assertThat(page.content()).doesNotContain(key);
            tab.picture("organisation");
            tab.fitsAPhone();
            page.click("[aria-label='Revoke ci & <b>']");
            assertThat(page.textContent("h1")).isEqualTo("Revoke the API key ci & <b>?");
            tab.isAccessible();
            page.click("text=Do nothing");
            assertThat(status(key)).isEqualTo(200);
            page.click("[aria-label='Revoke ci & <b>']");
            page.click("text=Revoke the key");
            assertThat(page.textContent("article")).doesNotContain("ci & <b>");
            assertThat(status(key)).isEqualTo(403);
            page.fill("#password", RunningDashboard.PASSWORD);
            page.click("text=Create a bintu token");
            dashboard.client().get().uri("/api/v1/organisation").header("X-BINTU-TOKEN", page.textContent("#secret"))
                    .exchange().expectStatus().isOk();
        }
    }

    @Test
    void g3_anAdministratorSetsThePlayerKeyThatEverybodyCopiesAndAScriptInItIsText() {
        String key = "\"></pre><script>alert(1)</script>&amp;'1";
        try (Tab tab = dashboard.tab()) {
            Page page = tab.page();
            page.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
            tab.open("/auth?next=" + OVERVIEW);
            tab.signIn(RunningDashboard.MANY);
            page.fill("#playerKey", "ä");
            page.click("text=Set the player key");
            assertThat(page.textContent("#problem")).startsWith("PlayerKey must be at most 512 printable ASCII");
            tab.expectFault("400");
            assertThat(page.inputValue("#playerKey")).isEqualTo("ä");
            page.fill("#playerKey", ' ' + key);
            page.keyboard().press("Enter");
            page.waitForSelector("#key-of-player");
            page.click("text=Copy the player key");
            page.waitForSelector("#copied-player-key:has-text('Copied')");
            assertThat(page.evaluate("() => navigator.clipboard.readText()")).isEqualTo(key);
            tab.isAccessible();
            tab.fitsAPhone();
            page.fill("#playerKey", "");
            page.click("text=Set the player key");
            page.waitForSelector("#player-key:has-text('There is none yet')");
        }
        assertThat(body(dashboard.jar("nanoReadOnly").get(OVERVIEW))).contains("Player key", "There is none yet")
                .doesNotContain("/organisation/player-key", key);
    }

    @Test
    void anAdministratorSetsTriesReplacesAndRemovesTheWebhook() {
        try (Receiver receiver = Receiver.start(); Tab tab = dashboard.tab()) {
            Page page = tab.page();
            tab.open("/auth?next=" + OVERVIEW);
            tab.signIn(RunningDashboard.mailOf("nanoAdmin"));
            assertThat(page.textContent("#webhook")).contains("There is none");
            page.click("text=Set a webhook");
            tab.isAccessible();
            page.fill("#url", "https://169.254.169.254/latest");
            page.keyboard().press("Enter");
            page.waitForSelector("#problem");
            assertThat(page.textContent("#problem")).startsWith("Url must be an https URL").endsWith("public address.");
            tab.expectFault("400");
            tab.isAccessible();
            page.fill("#url", receiver.url());
            page.click("button:has-text('Set the webhook')");
            page.waitForSelector("#secret");
            String secret = page.textContent("#secret");
            assertThat(secret).startsWith("whsec_");
            tab.isAccessible();
            tab.fitsAPhone();
            page.click("text=Send a test");
            page.waitForSelector("#tried");
            assertThat(page.textContent("#tried")).isEqualTo("The webhook answered with status 204 to the test.");
            assertThat(receiver.next().body().get("type").asString()).isEqualTo("test");
            assertThat(page.content()).as("the secret is told once").doesNotContain(secret);
            tab.isAccessible();
            String made = dashboard.makeStream();
            assertThat(receiver.next().body().at("/stream/id").asString()).as("told by the chore").isEqualTo(made);
            assertThat(body(dashboard.jar("nanoReadOnly").get(OVERVIEW))).contains("Last taken")
                    .doesNotContain("of-receiver", "/organisation/webhook", secret);
            assertThat(body(dashboard.jarOf(RunningDashboard.MANY).get(OVERVIEW))).contains("There is none.");
            tab.open(OVERVIEW);
            page.locator("#webhook").scrollIntoViewIfNeeded();
            tab.picture("webhook");
            tab.open("/organisation/webhook");
            assertThat(page.inputValue("#url")).isEqualTo(receiver.url());
            assertThat(page.textContent("section")).contains("It gets a new secret");
            tab.fitsAPhone();
            String odd = receiver.url() + "&a='onerror=alert(1)&amp;b=&lt;script&gt;javascript:alert(1)";
            page.fill("#url", odd);
            page.click("button:has-text('Replace the webhook')");
            page.waitForSelector("#secret");
            assertThat(page.textContent("#secret")).isNotEqualTo(secret);
            assertThat(page.textContent("#webhook")).as("text, and no markup").contains(odd);
            tab.fitsAPhone();
            page.click("text=Remove the webhook");
            assertThat(page.textContent("h1")).isEqualTo("Remove the webhook at 127.0.0.1?");
            page.click("text=Do nothing");
            page.click("text=Remove the webhook");
            page.click("button:has-text('Remove the webhook')");
            page.waitForSelector("#webhook:has-text('There is none')");
        }
    }

    @Test
    void anOperatorSetsTheLevelsThatAreShownToTheOrganisation() {
        Jar operator = dashboard.operatorOfMany();
        assertThat(body(operator.get("/organisation/levels"))).contains("Many", "value=\"basic\"");
        assertThat(body(operator.post("/organisation/levels", operator.formToken(), "supportLevel", "x".repeat(33))))
                .contains("SupportLevel must be one line of 1 to 32 characters", "aria-invalid=\"true\"");
        assertThat(operator.post("/organisation/levels", operator.formToken(), "supportLevel", "gold <b>",
                "analyticsLevel", "Ultra").getStatus().value()).isEqualTo(303);
        assertThat(body(dashboard.jarOf(RunningDashboard.MANY).get(OVERVIEW))).contains("Support: gold &lt;b&gt;",
                "Analytics: Ultra").doesNotContain("/organisation/levels");
        assertThat(body(dashboard.jar("nanoAdmin").get(OVERVIEW))).contains("Support: basic");
    }

    @Test
    void anOperatorSwitchesAPackageAndTheEdgeFollows() {
        Jar operator = dashboard.operatorOfMany();
        assertThat(body(operator.get(OVERVIEW))).contains("/organisation/packages/secure");
        for (String state : new String[]{"shadow", "enabled", "disabled"}) {
            assertThat(body(operator.get("/organisation/packages/vod"))).contains("Switch the package");
            EntityExchangeResult<byte[]> answer = operator.post("/organisation/packages/secure", operator.formToken(),
                    "state", state);
            assertThat(answer.getStatus().value()).isEqualTo(303);
            assertThat(body(operator.get(OVERVIEW))).contains(switch (state) {
                case "shadow" -> "Shadow mode";
                case "enabled" -> ">Enabled<";
                default -> "Upgrade needed";
            });
        }
        EntityExchangeResult<byte[]> refused = operator.post("/organisation/packages/vod", operator.formToken(),
                "state", "shadow");
        assertThat(refused.getStatus().value()).isEqualTo(400);
        assertThat(body(refused)).contains("State must not be shadow");
        assertThat(operator.get("/organisation/packages/gold").getStatus().value()).isEqualTo(404);
    }
}
