package dev.playgate.control.dashboard;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ColorScheme;

import static org.assertj.core.api.Assertions.assertThat;

/** A tab of a browser of its own; when it is closed, nothing may have gone wrong in it that nobody expected. */
final class Tab implements AutoCloseable {

    private static final String AXE = resource("/axe.min.js");
    private static final int MAXIMUM_PAGE_BYTES = 100_000;

    private final Page page;
    private final String base;
    private final List<String> faults = new ArrayList<>();
    private final List<String> loaded = new ArrayList<>();
    private int bytes;

    Tab(Page page, String base) {
        this.page = page;
        this.base = base;
        page.setDefaultTimeout(10_000);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                faults.add(message.text());
            }
        });
        page.onPageError(faults::add);
        page.onResponse(this::count);
        page.addInitScript("document.addEventListener('securitypolicyviolation',"
                + " event => console.error('policy: ' + event.violatedDirective + ' ' + event.blockedURI))");
    }

    private static String resource(String name) {
        try (InputStream in = AxeBuilder.class.getResourceAsStream(name)) {
            return new String(in == null ? new byte[0] : in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void count(Response response) {
        loaded.add(response.url());
        response.headers().computeIfPresent("content-length", (_, length) -> {
            bytes += Integer.parseInt(length);
            return length;
        });
    }

    Page page() {
        return page;
    }

    /** Goes to a page; it is small, and all of it is ours. */
    void open(String path) {
        bytes = 0;
        loaded.clear();
        page.navigate(base + path);
        assertThat(loaded).as("what %s loads", path).allMatch(url -> url.startsWith(base + "/"));
        assertThat(bytes).as("size of %s", path).isLessThan(MAXIMUM_PAGE_BYTES);
    }

    void signIn(String email) {
        page.fill("#email", email);
        page.fill("#password", RunningDashboard.PASSWORD);
        page.click("main button");
        page.waitForSelector("body.signed-in");
    }

    /** No violation of WCAG 2.2 AA that can be told by a program. */
    void isAccessible() {
        page.waitForLoadState();
        page.evaluate(AXE);
        Object violations = page.evaluate("""
            async () => (await axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa',
                'best-practice'] })).violations
                .map(found => found.id + ': ' + found.nodes.map(node => node.html).join(', '))""");
        assertThat((List<?>) violations).as("accessibility of " + page.url()).isEmpty();
    }

    /** Nothing lies outside the width of a phone. */
    void fitsAPhone() {
        // What a form was answered with may be there before its style is.
        page.waitForLoadState();
        page.setViewportSize(360, 740);
        assertThat(page.evaluate("() => document.documentElement.scrollWidth")).isEqualTo(360);
        isAccessible();
    }

    /** In {@code target/screenshots}; those that the README shows are copied to {@code docs/images} by hand. */
    void picture(String name) {
        page.setViewportSize(1200, 760);
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            isAccessible();
            page.screenshot(new Page.ScreenshotOptions().setPath(
                    Path.of("target/screenshots", name + "-" + scheme.name().toLowerCase(Locale.ROOT)
                            + ".png")));
        }
    }

    /** Forgets a fault that was to come, such as the status of a page that refuses. */
    void expectFault(String words) {
        assertThat(faults.removeIf(fault -> fault.contains(words))).as("%s in %s", words, faults).isTrue();
    }

    @Override
    public void close() {
        page.context().close();
        assertThat(faults).isEmpty();
    }
}
