package dev.playgate.players;

import java.nio.file.Path;
import java.time.Instant;
import java.util.regex.Pattern;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.playgate.Browser;

import static org.assertj.core.api.Assertions.assertThat;

/** The demo's own page, with each of its media. */
class DemoPageIT {

    private static final Pattern REFUSED = Pattern.compile("HTTP 403|close code 490[13]");

    @TempDir
    static Path data;

    private static RunningDemo demo;
    private static Browser browser;

    @BeforeAll
    static void start() throws Exception {
        demo = RunningDemo.start(data);
        browser = Browser.launch();
    }

    @AfterAll
    static void stop() {
        browser.close();
        demo.close();
    }

    @ParameterizedTest
    @CsvSource({"low-latency, /hls/Demo1-live1/ll-video.m3u8", "dash, /dash/Demo1-live1/manifest.mpd",
            "h5live, /h5live/authstream?", "progressive, /h5live/authhttp/stream.mp4?",
            "recording, /vod/Demo1-live1/recording.mp4"})
    void whatIsChosenIsPlayedOrTheRefusalIsShown(String medium, String arrives) {
        try (Page page = browser.newPage("page-" + medium)) {
            page.navigate(demo.base() + "/demo/#/hls/Demo1-live1/index.m3u8?jwtoken=" + token());
            page.selectOption("#medium", medium);
            plays(page, 2);
            assertThat(demo.arrivedFrom("page-" + medium)).anyMatch(target -> target.startsWith(arrives));
        }
        try (Page page = browser.newPage()) {
            page.navigate(demo.base() + "/demo/#/hls/Demo1-live1/index.m3u8");
            page.selectOption("#medium", medium);
            page.waitForSelector("body[data-state=refused]");
            assertThat(page.textContent("#problem-status")).containsPattern(REFUSED);
        }
    }

    @Test
    @DisplayName("E4 an H5Live session plays on after its token's exp, and is closed within a second of its revocation")
    void e4_h5livePlaysOnAfterExpAndIsClosedWithinASecondOfARevocation() {
        try (Page page = browser.newPage()) {
            Instant expires = Instant.now().plusSeconds(8);
            String token = demo.token(expires);
            page.navigate(demo.base() + "/demo/#/h5live/authstream?stream=Demo1-live1&jwtoken=" + token);
            plays(page, 10);
            page.waitForCondition(() -> Instant.now().isAfter(expires.plusSeconds(2)));
            plays(page, 11);
            page.evaluate("""
                () => new MutationObserver(() => {
                    if (document.body.dataset.state === 'refused') {
                        window.endedAt ??= Date.now();
                    }
                }).observe(document.body, { attributeFilter: ['data-state'] })""");
            Instant revoked = demo.revoke(token);
            page.waitForSelector("body[data-state=refused]");
            assertThat(page.textContent("#problem-status")).isEqualTo("close code 4901");
            assertThat(Instant.ofEpochMilli(((Number) page.evaluate("() => window.endedAt")).longValue()))
                    .isBefore(revoked.plusSeconds(1));
        }
    }

    private static String token() {
        return demo.token(Instant.now().plusSeconds(600));
    }

    private static void plays(Page page, int seconds) {
        page.waitForSelector("body[data-state=playing]");
        page.waitForCondition(() -> ((Number) page.evaluate("""
            () => {
                const { played } = document.getElementById('video');
                return played.length === 0 ? 0 : played.end(played.length - 1) - played.start(0);
            }""")).doubleValue() >= seconds);
        assertThat(page.getAttribute("body", "data-state")).isIn("playing", "buffering");
    }
}
