package dev.playgate.players;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.playgate.Browser;
import dev.playgate.Ports;
import dev.playgate.edge.SampleCertificate;

import static org.assertj.core.api.Assertions.assertThat;

/** A browser speaks HTTP/2 with a listener for TLS, and plays and is refused there as over HTTP/1.1. */
class Http2PageIT {

    @TempDir
    static Path data;

    private static RunningDemo demo;
    private static Browser browser;
    private static String base;

    @BeforeAll
    static void start() throws Exception {
        SampleCertificate certificate = SampleCertificate.make();
        String bundle = "--spring.ssl.bundle.pem.viewers.keystore.";
        int port = Ports.free();
        demo = RunningDemo.start(data, "--playgate.connections.http2=true", "--playgate.listeners[0].port=" + port,
                "--playgate.listeners[0].tls=viewers",
                bundle + "certificate=" + Files.writeString(data.resolve("tls.crt"), certificate.certificatePem()),
                bundle + "private-key=" + Files.writeString(data.resolve("tls.key"), certificate.keyPem()));
        base = "https://localhost:" + port;
        browser = Browser.launch("--ignore-certificate-errors");
    }

    @AfterAll
    static void stop() {
        browser.close();
        demo.close();
    }

    @ParameterizedTest
    @CsvSource({"/hls/Demo1-live1/ll.m3u8, /ll-video.m3u8", "/hls/Demo1-live1/index.m3u8, /video.m3u8",
            "/dash/Demo1-live1/manifest.mpd, /manifest.mpd", "/vod/Demo1-live1/recording.mp4, /recording.mp4"})
    void mediaIsPlayedOverHttp2(String path, String played) {
        try (Page page = browser.newPage()) {
            page.navigate(base + "/demo/#" + path + "?jwtoken=" + token());
            plays(page);
            assertThat(protocolsOf(page, played)).containsOnly("h2");
            assertThat(protocolsOf(page, "")).containsOnly("h2");
        }
    }

    /** For which the browser opens a connection of HTTP/1.1. */
    @Test
    void aSocketIsPlayedBesideHttp2() {
        try (Page page = browser.newPage()) {
            page.navigate(base + "/demo/#/h5live/authstream?stream=Demo1-live1&jwtoken=" + token());
            plays(page);
            assertThat(protocolsOf(page, "/demo/")).containsOnly("h2");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/hls/Demo1-live1/ll.m3u8", "/hls/Demo1-live1/index.m3u8"})
    void aRefusalAndItsReasonArriveOverHttp2(String path) {
        String token = token();
        demo.revoke(token);
        try (Page page = browser.newPage("refused-h2")) {
            page.navigate(base + "/demo/#" + path + "?jwtoken=" + token);
            page.waitForSelector("body[data-state=refused]");
            assertThat(page.textContent("#problem-error")).isEqualTo("token_revoked");
            assertThat(page.textContent("#problem-status")).isEqualTo("HTTP 403");
            assertThat(protocolsOf(page, path)).containsOnly("h2");
        }
        assertThat(demo.arrivedFrom("refused-h2")).isEmpty();
    }

    private static String token() {
        return demo.token(Instant.now().plusSeconds(600));
    }

    private static void plays(Page page) {
        page.waitForSelector("body[data-state=playing]");
        page.waitForFunction("() => document.getElementById('video').currentTime > 0");
        double at = position(page);
        page.waitForCondition(() -> position(page) >= at + 2);
    }

    private static double position(Page page) {
        return ((Number) page.evaluate("() => document.getElementById('video').currentTime")).doubleValue();
    }

    /** By which the page, and what it asked of Playgate, came whose path has that in it. */
    @SuppressWarnings("unchecked")
    private static List<String> protocolsOf(Page page, String part) {
        return (List<String>) page.evaluate("""
            part => [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
                .filter(entry => entry.name.startsWith(location.origin) && new URL(entry.name).pathname.includes(part))
                .map(entry => entry.nextHopProtocol)""", part);
    }
}
