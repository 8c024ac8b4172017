package dev.playgate.players;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

import com.microsoft.playwright.Page;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.playgate.Browser;
import dev.playgate.demo.DemoProperties;
import dev.playgate.demo.SampleOrigin;

import static org.assertj.core.api.Assertions.assertThat;

/** The demo page's player of H5Live at the sample origin itself. */
class H5LivePlayerIT {

    @TempDir
    Path directory;

    private SampleOrigin origin;
    private HttpServer site;
    private Browser browser;

    @BeforeEach
    void start() throws Exception {
        origin = new SampleOrigin(InstantSource.system(), new DemoProperties(0, directory.resolve("origin.log")));
        origin.start();
        site = SimpleFileServer.createFileServer(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Path.of("src/main/resources/demo/page").toAbsolutePath(), SimpleFileServer.OutputLevel.NONE);
        site.start();
        browser = Browser.launch();
    }

    @AfterEach
    void stop() {
        browser.close();
        site.stop(0);
        origin.stop();
    }

    @Test
    void itPlaysAndGoesOnWithAnotherStreamInTheSameSocket() {
        try (Page page = open("Demo1-live1")) {
            page.waitForCondition(() -> shown(page, 640) >= 3);
            page.evaluate("() => player.updateSource('Demo1-live2')");
            page.waitForCondition(() -> shown(page, 320) >= 3);
            assertThat(page.evaluate("() => told").toString()).contains("onServerInfo", "onStreamStatus",
                    "onStreamInfo",
                    "onUpdateSourceSuccess");
        }
    }

    @Test
    void itSaysWithWhichCodeItWasSentAway() {
        try (Page page = open("Demo1-none")) {
            page.waitForCondition(() -> page.evaluate("() => told").equals(List.of("4404")));
        }
    }

    @Test
    void whoStopsItWhileTheBrowserTakesMediaIsToldOfNoFault() {
        try (Page page = browser.newPage()) {
            List<String> faults = new ArrayList<>();
            page.onPageError(faults::add);
            open(page, "Demo1-live1");
            page.evaluate("""
                () => {
                    const append = SourceBuffer.prototype.appendBuffer;
                    SourceBuffer.prototype.appendBuffer = function (bytes) {
                        append.call(this, bytes);
                        SourceBuffer.prototype.appendBuffer = append;
                        this.addEventListener('updateend', () => told.push('ended'));
                        const video = document.getElementById('video');
                        player.destroy();
                        video.removeAttribute('src');
                        video.load();
                    };
                }""");
            page.waitForCondition(() -> page.evaluate("() => told").toString().contains("ended"));
            assertThat(faults).isEmpty();
        }
    }

    private Page open(String stream) {
        Page page = browser.newPage();
        open(page, stream);
        return page;
    }

    private void open(Page page, String stream) {
        page.navigate("http://127.0.0.1:" + site.getAddress().getPort() + "/index.html");
        page.evaluate("""
            async (url) => {
                const { H5LivePlayer } = await import('/h5live.js');
                window.told = [];
                window.player = new H5LivePlayer(document.getElementById('video'), url,
                    { onEvent: (name) => told.push(name), onEnd: (code) => told.push(`${code}`) });
            }""", "ws://127.0.0.1:" + origin.port() + "/h5live/authstream?stream=" + stream);
    }

    /** Seconds played while the picture has that width; from the first call with it on. */
    private static double shown(Page page, int width) {
        return ((Number) page.evaluate("""
            (width) => {
                const video = document.getElementById('video');
                if (video.videoWidth !== width) {
                    return 0;
                }
                window.began ??= {};
                began[width] ??= video.currentTime;
                return video.currentTime - began[width];
            }""", width)).doubleValue();
    }
}
