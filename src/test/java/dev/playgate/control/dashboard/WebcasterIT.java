package dev.playgate.control.dashboard;

import java.util.List;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpHeaders;

import dev.playgate.Browser;

import static dev.playgate.control.dashboard.Jar.body;
import static org.assertj.core.api.Assertions.assertThat;

/** {@code /webcaster}: sending from a browser to a WHIP endpoint, with made-up devices and a browser that receives. */
@ExtendWith(RunningDashboard.Extension.class)
class WebcasterIT {

    private static final List<String> DEVICES = List.of("camera", "microphone");

    private static Browser withDevices;

    private final RunningDashboard dashboard;

    WebcasterIT(RunningDashboard dashboard) {
        this.dashboard = dashboard;
    }

    @BeforeAll
    static void makeUpDevices() {
        withDevices = Browser.launch("--use-fake-device-for-media-stream", "--allow-loopback-in-peer-connection",
                "--disable-features=WebRtcHideLocalIpsWithMdns");
    }

    @AfterAll
    static void close() {
        withDevices.close();
    }

    @AfterEach
    void answerWell() {
        dashboard.whip().answers(WhipEndpoint.Manner.WELL);
    }

    private Tab webcaster(Browser browser, String mail) {
        Tab tab = dashboard.tab(browser);
        tab.open("/auth?next=/webcaster");
        tab.signIn(mail);
        return tab;
    }

    private Tab ready() {
        Tab tab = webcaster(withDevices, RunningDashboard.CASTER);
        tab.page().context().grantPermissions(DEVICES);
        tab.page().click("#use-devices");
        tab.page().waitForSelector("#sending[data-state=ready]");
        return tab;
    }

    /** It may use devices too, since a browser else tells nobody its addresses. */
    private Page receiver() {
        Page receiver = withDevices.newPage();
        receiver.context().grantPermissions(DEVICES);
        receiver.navigate(dashboard.whip().origin() + "/receiver");
        return receiver;
    }

    private static void says(Page page, String words) {
        page.waitForSelector("#send-problem:visible:has-text(\"" + words + "\")");
    }

    @Test
    void thePageOfALockedStreamSaysSoAndThatOfADeletedOneIsNone() {
        String stream = dashboard.makeStream();
        Jar user = dashboard.jar("nanoUser");
        assertThat(body(user.get("/webcaster/" + stream))).contains(">created</span>").doesNotContain(">locked</span>");
        user.post("/stream/" + stream + "/lock", user.formToken(), "confirmed", "yes");
        assertThat(body(user.get("/webcaster/" + stream))).contains("id=\"state-chip\">locked</span>");
        user.post("/stream/" + stream + "/delete", user.formToken(), "confirmed", "yes");
        assertThat(user.get("/webcaster/" + stream).getStatus().value()).isEqualTo(404);
    }

    @Test
    void cameraAndMicrophoneAreSentAndSendingEndsAtTheEndpointToo() {
        Page receiver = receiver();
        try (Tab tab = webcaster(withDevices, RunningDashboard.CASTER)) {
            Page page = tab.page();
            assertThat(page.textContent("nav [aria-current]")).contains("Webcaster");
            assertThat(page.isDisabled("#send")).isTrue();
            page.context().grantPermissions(DEVICES);
            page.focus("#use-devices");
            page.keyboard().press("Enter");
            page.waitForSelector("#sending[data-state=ready]");
            assertThat(page.textContent("#camera")).contains("fake_device_0");
            assertThat(page.textContent("#microphone")).contains("Fake");
            page.selectOption("#camera", new com.microsoft.playwright.options.SelectOption().setIndex(2));
            page.waitForSelector("#sending[data-state=ready]");
            page.waitForFunction("() => document.getElementById('preview').videoWidth > 0");
            assertThat(dashboard.whip().asked()).as("before it starts").isEmpty();
            page.focus("#send");
            page.keyboard().press("Enter");
            page.waitForSelector("#sending[data-state=sending]");
            assertThat(page.isDisabled("#camera")).isTrue();
            receiver.waitForFunction("() => document.getElementById('video').videoWidth > 0"
                    + " && document.getElementById('video').currentTime > 0.5");
            assertThat(receiver.evaluate("() => document.getElementById('video').srcObject.getTracks().map("
                    + "track => track.kind).sort().join()")).isEqualTo("audio,video");
            page.waitForFunction("() => parseInt(document.getElementById('sent-bytes').value) > 0");
            assertThat(page.textContent("#sent-picture")).contains("×");
            tab.picture("webcaster");
            tab.fitsAPhone();
            page.click("#end");
            page.waitForSelector("#sending[data-state=stopped]");
            assertThat(dashboard.whip().asked()).containsExactly("POST /whip/" + dashboard.casterStream().name(),
                    "DELETE /sessions/1");
            page.click("#send");
            page.waitForSelector("#sending[data-state=sending]");
            page.click("nav >> text=Streams");
            page.waitForURL("**/stream");
            assertThat(dashboard.whip().asked()).as("when the page is left").hasSize(4).last()
                    .isEqualTo("DELETE /sessions/1");
        } finally {
            receiver.context().close();
            dashboard.whip().asked().clear();
        }
    }

    @Test
    void aConnectionThatIsLostIsSaid() {
        Page receiver = receiver();
        try (Tab tab = ready()) {
            tab.page().click("#send");
            tab.page().waitForSelector("#sending[data-state=sending]");
            receiver.evaluate("() => connection.close()");
            says(tab.page(), "The connection to the endpoint is lost. Look at the network, and start again.");
            assertThat(tab.page().getAttribute("#sending", "data-state")).isEqualTo("stopped");
            assertThat(tab.page().isEnabled("#send")).isTrue();
        } finally {
            receiver.context().close();
            dashboard.whip().asked().clear();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        REFUSED          | The endpoint may not be sent to from here.   | 1
        BUSY             | Somebody sends to this stream already.       | 1
        WITHOUT_LOCATION | The endpoint does not say                    | 1
        ELSEWHERE        | sending is ended at another host             | 1
        NONSENSE         | The endpoint's answer cannot be used         | 2
        """)
    void whatTheEndpointRefusesIsSaidInWords(WhipEndpoint.Manner manner, String words, int requests) {
        dashboard.whip().answers(manner);
        try (Tab tab = ready()) {
            tab.page().click("#send");
            says(tab.page(), words);
            tab.isAccessible();
            assertThat(tab.page().isEnabled("#send")).as("it can be tried again").isTrue();
            assertThat(dashboard.whip().asked()).hasSize(requests);
            if (manner == WhipEndpoint.Manner.REFUSED || manner == WhipEndpoint.Manner.BUSY) {
                tab.expectFault("Failed to load resource");
            }
        } finally {
            dashboard.whip().asked().clear();
        }
    }

    @Test
    void aDeniedCameraAndOneThatIsNotThereAreSaidInWords() {
        try (Tab tab = webcaster(withDevices, RunningDashboard.CASTER)) {
            tab.page().click("#use-devices");
            says(tab.page(), "This page may not use camera and microphone.");
            tab.page().selectOption("#camera", "none");
            tab.page().selectOption("#microphone", "none");
            tab.page().click("#use-devices");
            says(tab.page(), "Choose a camera or a microphone");
            assertThat(tab.page().isDisabled("#send")).isTrue();
        }
        try (Browser without = Browser.launch(); Tab tab = webcaster(without, RunningDashboard.CASTER)) {
            tab.page().context().grantPermissions(DEVICES);
            tab.page().click("#use-devices");
            says(tab.page(), "There is no such camera or microphone.");
        }
    }

    private static String policy(HttpHeaders headers) {
        return String.valueOf(headers.getFirst("Content-Security-Policy"));
    }

    @Test
    void g3_cameraAndEndpointAreForThePageThatSendsAndNoOther() {
        Jar caster = dashboard.jarOf(RunningDashboard.CASTER);
        String page = "/webcaster/" + dashboard.casterStream().id();
        HttpHeaders sending = caster.get(page).getResponseHeaders();
        assertThat(policy(sending)).isEqualTo(ContentPolicy.POLICY + " " + dashboard.whip().origin());
        assertThat(sending.getFirst("Permissions-Policy")).startsWith("camera=(self), microphone=(self), geolocation");
        for (String other : List.of("/stream/" + dashboard.casterStream().id(), "/playout/"
                + dashboard.casterStream().id(), "/stream", "/", "/webcaster/x")) {
            HttpHeaders headers = caster.get(other).getResponseHeaders();
            assertThat(policy(headers)).as(other).doesNotContain(dashboard.whip().origin());
            assertThat(headers.getFirst("Permissions-Policy")).as(other).isEqualTo(ContentPolicy.PERMISSIONS);
        }
        sendsNothing(RunningDashboard.CASTER_READER, page, "Who has the role nanoUser sends");
        sendsNothing(RunningDashboard.mailOf("nanoUser"), "/webcaster/8d3b6c52-0e4f-4a97-b6d8-2f1c5a9e1001",
                "Upgrade needed: your organisation does not have the package webcaster.");
    }

    private void sendsNothing(String mail, String page, String why) {
        var answer = dashboard.jarOf(mail).get(page);
        assertThat(body(answer)).contains(why, "OBS Studio", "Stream key").doesNotContain("webcaster.js",
                dashboard.whip().origin());
        assertThat(policy(answer.getResponseHeaders())).isEqualTo(ContentPolicy.POLICY);
        assertThat(answer.getResponseHeaders().getFirst("Permissions-Policy")).isEqualTo(ContentPolicy.PERMISSIONS);
    }

    @Test
    void theMenuLeadsToTheNewestStreamOrWhereThereIsNoneToTheList() {
        assertThat(dashboard.jarOf(RunningDashboard.CASTER_READER).get("/webcaster").getResponseHeaders()
                .getLocation()).hasToString("/webcaster/" + dashboard.casterStream().id());
        assertThat(dashboard.jarOf(RunningDashboard.POOR).get("/webcaster").getResponseHeaders().getLocation())
                .hasToString("/stream");
        assertThat(new Jar(dashboard).get("/webcaster").getResponseHeaders().getLocation())
                .hasToString("/auth?next=/webcaster");
    }
}
