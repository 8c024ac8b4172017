package dev.playgate.control.dashboard;

import java.util.List;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code /secure/token} in a browser. */
@ExtendWith(RunningDashboard.Extension.class)
class SecureTokenIT {

    private static final String GROUP = "8d3b6c52-0e4f-4a97-b6d8-2f1c5a9e1001";

    private final RunningDashboard dashboard;

    SecureTokenIT(RunningDashboard dashboard) {
        this.dashboard = dashboard;
    }

    private Tab signedIn(String email) {
        Tab tab = dashboard.tab();
        tab.open("/auth?next=/secure/token");
        tab.signIn(email);
        return tab;
    }

    private Tab user() {
        return signedIn(RunningDashboard.mailOf("nanoUser"));
    }

    @ParameterizedTest
    @CsvSource({"group, groupid, " + GROUP + ", Target: stream group",
            "streams, streams, Demo1-live1, Target: stream names",
            "organisation, , , Target: entire organisation"})
    void aTokenOfEachTargetIsMadeShownAndPlays(String target, String field, String value, String said) {
        try (Tab tab = user()) {
            tab.page().check("#target-" + target);
            if (field != null) {
                tab.page().fill("#" + field, value);
            }
            tab.page().click("text=Create new token");
            String token = tab.page().textContent("#token");
            assertThat(tab.page().textContent("main")).contains(said, "cannot be shown again after you leave");
            assertThat(tab.page().textContent("#verdict")).isEqualTo("This token is genuine and in force.");
            assertThat(tab.page().locator("#everything").count()).isEqualTo(target.equals("organisation") ? 1 : 0);
            dashboard.client().get().uri("/hls/Demo1-live1/index.m3u8?jwtoken=" + token).exchange().expectStatus()
                    .isOk();
        }
    }

    @Test
    void everySettingIsInTheTokenAndTheConfigurationIsCopied() {
        try (Tab tab = user()) {
            Page page = tab.page();
            page.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
            page.fill("#groupid", GROUP);
            page.check("#revocable");
            page.check("#forceDisconnect");
            page.check("#start-date");
            page.fill("#nbf", "2030-01-01T10:00");
            page.check("#end-date");
            page.fill("#exp", "2030-01-01T12:30");
            page.fill("#ip", "203.0.113.0/24");
            page.click("#my-address");
            assertThat(page.inputValue("#ip")).startsWith("203.0.113.0/24\n");
            page.fill("#domain", "*.example.com");
            page.fill("#user", "alice & <bob>");
            page.fill("#tag", "launch");
            page.click("text=Create new token");
            assertThat(page.textContent("#problem")).startsWith("Nbf must be less than");
            tab.expectFault("400");
            assertThat(page.inputValue("#user")).isEqualTo("alice & <bob>");
            tab.isAccessible();
            page.check("#start-now");
            page.check("#end-lifetime");
            page.click("text=1 hour");
            page.click("text=Create new token");
            assertThat(page.textContent("dl")).contains("possible", "203.0.113.0/24", "*.example.com",
                    "alice & <bob>", "launch", GROUP, "Force disconnect on expiration", "Token id");
            tab.isAccessible();
            page.click("text=Copy for the group");
            page.waitForSelector("#copied:has-text('Copied')");
            assertThat((String) page.evaluate("() => navigator.clipboard.readText()")).contains("id: \"" + GROUP,
                    "jwtoken: \"" + page.textContent("#token"));
            page.click("text=Copy for entries");
            page.waitForFunction("async () => (await navigator.clipboard.readText()).startsWith('security: {')");
            tab.fitsAPhone();
            page.click("text=Create another token");
            assertThat((Boolean) page.evaluate("() => [...document.querySelectorAll('#tags option')]"
                    + ".some(option => option.value === 'launch')")).isTrue();
        }
    }

    @Test
    void aTargetIsPickedFromListsWithoutAScriptAndTheRestOfTheFormStays() {
        try (Tab tab = dashboard.tabWithoutScripts()) {
            Page page = tab.page();
            tab.open("/auth?next=/secure/token");
            tab.signIn(RunningDashboard.mailOf("nanoUser"));
            page.fill("#user", "alice");
            page.check("#revocable");
            page.fill("#groupSearch", "no such stream");
            page.press("#groupSearch", "Enter");
            page.waitForSelector("#groupTotal:has-text('No group is like that.')");
            page.fill("#groupSearch", "LIVE2");
            page.click("text=Find groups");
            page.waitForSelector("#groupTotal:has-text('1 group.')");
            page.click("text=Pick Demo1-live1");
            page.waitForSelector("text=Token lifetime");
            assertThat(page.inputValue("#groupid")).isEqualTo(GROUP);
            page.check("#target-streams");
            page.fill("#streamsSearch", "demo1-");
            page.click("text=Find streams");
            page.check("#pick-Demo1-other");
            page.click("text=Add what is chosen");
            page.waitForSelector(".of-streams strong:has-text('Chosen')");
            assertThat(page.inputValue("#streams")).isEqualTo("Demo1-other");
            page.check("#pick-Demo1-live2");
            page.click("#create > button");
            assertThat(page.textContent("dl")).contains("Demo1-other", "Demo1-live2", "alice", "possible");
        }
    }

    @Test
    void aKeyboardFindsAndPicksAGroup() {
        try (Tab tab = user()) {
            Page page = tab.page();
            tab.isAccessible();
            page.focus("#groupSearch");
            page.keyboard().type(GROUP);
            page.keyboard().press("Enter");
            page.waitForSelector("#groupTotal:has-text('1 group.')");
            page.waitForSelector("#groupSearch:focus");
            page.keyboard().press("Tab");
            page.keyboard().press("Tab");
            page.keyboard().press("Enter");
            page.waitForSelector("#groupid:focus");
            assertThat(page.inputValue("#groupid")).isEqualTo(GROUP);
            page.check("#target-streams");
            tab.fitsAPhone();
        }
    }

    @Test
    void aTokenIsDecodedAndEveryCheckAsked() {
        String token = dashboard.playbackToken("{\"streams\":[\"Demo1-live1\"],\"domain\":\"www.example.com\"}");
        try (Tab tab = signedIn(RunningDashboard.mailOf("nanoReadOnly"))) {
            Page page = tab.page();
            tab.open("/secure/token");
            assertThat(page.textContent(".warning")).startsWith("Your role looks and creates nothing.");
            assertThat(page.locator("#create").count()).isZero();
            page.click("text=Decode Token");
            page.fill("#token", token);
            page.fill("#stream", "Demo1-other");
            page.fill("#page", "https://www.example.com/live");
            page.click("text=Ask every check");
            assertThat(page.textContent("#explained")).contains("It would not play. The token does not open this"
                    + " stream.");
            assertThat(page.textContent("#verdict")).isEqualTo("This token is genuine and in force.");
            tab.isAccessible();
            page.fill("#stream", "Demo1-live1");
            page.click("text=Ask every check");
            assertThat(page.textContent("#explained")).contains("It would play.");
            tab.picture("token-decode");
            page.fill("#token", token.substring(0, token.length() - 6) + "AAAAAA");
            page.click("form.card > button");
            assertThat(page.textContent("#verdict")).startsWith("The signature does not hold");
            page.fill("#token", "nonsense");
            page.click("form.card > button");
            assertThat(page.textContent("#verdict")).startsWith("This is no token");
            tab.fitsAPhone();
        }
    }

    @Test
    void whatFailsIsRed() {
        String token = dashboard.playbackToken(
                "{\"orgawide\":true,\"nbf\":" + (System.currentTimeMillis() / 1000 + 3600) + "}");
        try (Tab tab = user()) {
            tab.open("/secure/token/decode");
            tab.page().fill("#token", token);
            tab.page().click("form.card > button");
            assertThat(tab.page().textContent("#verdict")).startsWith("The token is not valid yet.");
            assertThat(tab.page().textContent(".failed")).contains("Valid from");
            assertThat(tab.page().textContent("#everything")).contains("entire organisation");
            tab.isAccessible();
        }
    }

    @Test
    void withoutThePackageThereIsNoLockAndThePageSaysHowToGetIt() {
        try (Tab tab = signedIn(RunningDashboard.POOR)) {
            assertThat(tab.page().textContent("main")).contains("Upgrade needed", "Ask the operator");
            assertThat(tab.page().locator("nav a").allTextContents())
                    .noneMatch(entry -> entry.contains("Secure Token"));
            tab.fitsAPhone();
        }
    }

    @Test
    void aKeyboardIsEnoughAndThereIsALightAndADarkLook() {
        try (Tab tab = user()) {
            tab.page().focus("#target-group");
            tab.page().keyboard().press("Tab");
            tab.page().keyboard().type(GROUP);
            tab.picture("token-create");
            tab.fitsAPhone();
            tab.page().keyboard().press("Enter");
            tab.page().waitForSelector("#verdict.done, .done#verdict");
            tab.picture("token-created");
        }
    }
}
