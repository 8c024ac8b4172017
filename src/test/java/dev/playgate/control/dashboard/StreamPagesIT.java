package dev.playgate.control.dashboard;

import java.util.List;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/** The pages about one stream, in a browser. */
@ExtendWith(RunningDashboard.Extension.class)
class StreamPagesIT {

    private static final String GROUP = "8d3b6c52-0e4f-4a97-b6d8-2f1c5a9e1001";

    private final RunningDashboard dashboard;

    StreamPagesIT(RunningDashboard dashboard) {
        this.dashboard = dashboard;
    }

    private Tab signedIn(String email, String path) {
        Tab tab = dashboard.tab();
        tab.open("/auth?next=" + path);
        tab.signIn(email);
        return tab;
    }

    private static void plays(Page page) {
        page.waitForSelector("#player[data-state=playing]");
        page.waitForFunction("() => document.getElementById('video').currentTime > 0.3");
    }

    private static void stoppedBy(Page page, String reason, String words) {
        page.waitForSelector("#stopped[data-reason=" + reason + "]");
        assertThat(page.textContent("#stopped")).isEqualTo("It does not play. " + words);
    }

    @Test
    void aStreamPlaysWithATokenOfADialogAndStopsAndSaysWhyWhenThatIsRevoked() {
        try (Tab tab = signedIn(RunningDashboard.mailOf("nanoUser"), "/playout/" + GROUP)) {
            Page page = tab.page();
            plays(page);
            assertThat(page.textContent("#lock")).contains("This is a secured stream, the token is valid until",
                    "minutes left)");
            assertThat(page.textContent("#session-token")).contains("is for the entire organisation");
            String first = page.textContent("#token");

            page.focus("#open-dialog");
            page.keyboard().press("Enter");
            page.waitForSelector("#create-dialog[open]");
            assertThat(page.inputValue("#groupid")).isEqualTo(GROUP);
            page.keyboard().press("Escape");
            page.waitForSelector("#create-dialog:not([open])", hidden());
            page.click("#open-dialog");
            tab.isAccessible();
            page.check("#end-lifetime");
            page.fill("#amount", "0");
            page.click("#create-dialog >> text=Create new token");
            page.waitForSelector("#create-dialog[open] #problem");
            tab.expectFault("400");
            page.fill("#amount", "13");
            page.selectOption("#unit", "hours");
            page.check("#revocable");
            page.click("#create-dialog >> text=Create new token");
            plays(page);
            assertThat(page.textContent(".done")).startsWith("Token created");
            assertThat(page.textContent("#left")).isIn("13 hours left", "12 hours left");
            assertThat(page.locator("#session-token").count()).isZero();
            String token = page.textContent("#token");
            assertThat(token).isNotEqualTo(first);
            assertThat(page.textContent("#statistics")).contains("×", " s");
            tab.picture("playout");

            page.click("#revoke");
            page.waitForSelector("#revoke-dialog[open]");
            assertThat(page.textContent("#consequence")).startsWith(
                    "This revokes 1 token and ends 1 session on this process within a second");
            tab.isAccessible();
            page.keyboard().press("Enter");
            page.waitForSelector("#revoke-dialog:not([open])", hidden());
            assertThat(page.getAttribute("#player", "data-state")).as("it was asked, and nothing done")
                    .isEqualTo("playing");
            page.click("#revoke");
            page.click("#revoke-dialog button.danger");
            stoppedBy(page, "token_revoked", "The token has been revoked. Create a new one.");
            assertThat(page.textContent("#revoked")).startsWith("The token is revoked.");
            assertThat(page.locator("#revoke").count()).isZero();
            page.selectOption("#medium", "hls");
            stoppedBy(page, "token_revoked", "The token has been revoked. Create a new one.");
            tab.expectFault("403");
            tab.isAccessible();

            page.click("text=Use another token");
            page.fill("#other-token", first);
            page.click("text=Use it on this page");
            plays(page);
            page.selectOption("#medium", "hls");
            plays(page);
            tab.fitsAPhone();
            page.click("#revoke");
            page.waitForSelector("#revoke-dialog[open]");
            tab.fitsAPhone();
            page.click("#revoke-dialog button.danger");
            stoppedBy(page, "token_revoked", "The token has been revoked. Create a new one.");
            tab.expectFault("403");
            tab.open("/playout/" + GROUP);
            plays(page);
        }
    }

    private static Page.WaitForSelectorOptions hidden() {
        return new Page.WaitForSelectorOptions().setState(
                com.microsoft.playwright.options.WaitForSelectorState.HIDDEN);
    }

    @Test
    void theDialogOfEachPageChangesWhatThePageShows() {
        try (Tab tab = signedIn(RunningDashboard.mailOf("nanoUser"), "/stream/" + GROUP)) {
            Page page = tab.page();
            page.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
            for (String path : List.of("/stream/" + GROUP, "/stream/" + GROUP + "/code-snippets?latency=fastadaptive",
                    "/stream/new/" + GROUP, "/webcaster/" + GROUP)) {
                tab.open(path);
                tab.isAccessible();
                page.click("#open-dialog");
                assertThat(page.inputValue("#groupid")).isEqualTo(GROUP);
                if (path.startsWith("/webcaster")) {
                    page.click("text=Pick a group from the list");
                    page.fill("#groupSearch", "demo1-LIVE1");
                    page.press("#groupSearch", "Enter");
                    page.waitForSelector("#create-dialog[open] #groupTotal:has-text('1 group.')");
                    tab.isAccessible();
                }
                page.click("#create-dialog >> text=Create new token");
                page.waitForSelector(".done");
                String token = page.textContent("#token");
                assertThat(page.textContent("#left")).isIn("13 days left", "14 days left");
                assertThat(page.textContent(".decoded")).contains("This token is genuine and in force.", GROUP);
                if (page.locator("#snippets").count() > 0) {
                    assertThat(page.textContent("#code-player-group")).contains("jwtoken: \"" + token,
                            path.contains("fast") ? "fastadaptive" : "classic");
                    assertThat(page.textContent("#code-curl")).contains(token);
                }
                if (page.locator("#playout-urls").count() > 0) {
                    assertThat(page.textContent("#url-dash")).isEqualTo(dashboard.base()
                            + "/dash/Demo1-live1/manifest.mpd?jwtoken=" + token);
                }
                page.click("text=Copy the config object");
                page.waitForSelector("#copied:has-text('Copied')");
                assertThat((String) page.evaluate("() => navigator.clipboard.readText()")).contains("id: \"" + GROUP,
                        "jwtoken: \"" + token);
                tab.fitsAPhone();
                page.setViewportSize(1200, 760);
            }
        }
    }

    @Test
    void aPageKeepsItsTokenWhileAnotherIsLookedForOrRefused() {
        try (Tab tab = signedIn(RunningDashboard.mailOf("nanoUser"), "/stream/" + GROUP)) {
            Page page = tab.page();
            page.click("#open-dialog");
            page.click("#create-dialog >> text=Create new token");
            page.waitForSelector(".done");
            String token = page.textContent("#token");
            page.click("#open-dialog");
            page.click("text=Pick a group from the list");
            page.fill("#groupSearch", "demo1-LIVE1");
            page.press("#groupSearch", "Enter");
            page.waitForSelector("#create-dialog[open] #groupTotal:has-text('1 group.')");
            assertThat(page.textContent("#token")).isEqualTo(token);
            page.fill("#groupid", "none");
            page.click("#create-dialog >> text=Create new token");
            page.waitForSelector("#create-dialog[open] #problem");
            tab.expectFault("400");
            assertThat(page.textContent("#token")).isEqualTo(token);
            page.keyboard().press("Escape");
            page.click("text=Use another token");
            page.fill("#other-token", "none of them!");
            page.click("text=Use it on this page");
            page.waitForSelector("#problem");
            tab.expectFault("400");
            assertThat(page.textContent("#token")).isEqualTo(token);
            tab.open("/stream/" + GROUP);
            assertThat(page.textContent("#token")).as("of the session").isNotEqualTo(token);
        }
    }

    @Test
    void aStreamIsMadeByKeyboardAndItsPageSaysWhatToDoWithIt() {
        try (Tab tab = signedIn(RunningDashboard.mailOf("nanoUser"), "/stream")) {
            Page page = tab.page();
            page.focus("nav a[href='/stream/new']");
            page.keyboard().press("Enter");
            page.focus("#width1");
            page.keyboard().type("1920");
            page.keyboard().press("Tab");
            page.keyboard().type("many");
            page.focus("#bitrate2");
            page.keyboard().type("800");
            page.focus("#tags");
            page.keyboard().type("keyboard, <b>odd</b>");
            page.focus("main button");
            page.keyboard().press("Enter");
            assertThat(page.textContent("#problem")).startsWith("Passthrough: height must be a whole number");
            assertThat(page.getAttribute("#height1", "aria-invalid")).isEqualTo("true");
            tab.expectFault("400");
            page.fill("#height1", "1080");
            tab.picture("stream-new");
            tab.fitsAPhone();
            page.click("text=Create the stream");
            page.waitForURL("**/stream/new/*");
            assertThat(page.textContent("main")).contains("Streamgroup (2 playouts)", "<b>odd</b>", "keyboard",
                    "rtmp://localhost/live", "hls.js", "HLS playout");
            tab.isAccessible();
        }
    }

    @Test
    void whoOnlyLooksSeesEverythingPlaysAndCreatesNothing() {
        try (Tab tab = signedIn(RunningDashboard.mailOf("nanoReadOnly"), "/stream")) {
            Page page = tab.page();
            page.click("tbody >> text=Demo1-live2");
            assertThat(page.textContent("main")).contains("8d3b6c52-0e4f-4a97-b6d8-2f1c5a9e1002", GROUP,
                    "Streamgroup (2 playouts)", "Demo1-live1", "secure", "rtmp://localhost/live", "Client IP");
            assertThat(page.locator("#open-dialog, #create-dialog, #actions form").count()).isZero();
            tab.picture("stream");
            String framed = page.textContent("#url-player");
            page.click("#actions >> text=Watch");
            plays(page);
            assertThat(page.locator("#revoke").count()).as("who only looks revokes nothing").isZero();
            page.navigate(framed);
            page.waitForFunction("() => document.getElementById('video').currentTime > 0.3");
            tab.isAccessible();
            page.navigate(framed.replaceFirst("&jwtoken=.*", ""));
            page.waitForSelector("#stopped:has-text('There is no token')");
        }
    }
}
