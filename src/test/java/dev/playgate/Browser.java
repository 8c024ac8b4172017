package dev.playgate;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;

/** A headless Chromium: the one that is named, or found, or else Playwright's own. */
public final class Browser implements AutoCloseable {

    private static final List<String> USUAL_PLACES = List.of("/usr/bin/chromium", "/usr/bin/chromium-browser",
            "/usr/bin/google-chrome", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");
    private static final List<String> ARGUMENTS = List.of("--no-sandbox", "--disable-gpu", "--disable-quic",
            "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
            "--autoplay-policy=no-user-gesture-required");

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser chromium;

    private Browser(Playwright playwright, com.microsoft.playwright.Browser chromium) {
        this.playwright = playwright;
        this.chromium = chromium;
    }

    /**
     * Starts it.
     *
     * @param further arguments of its command line
     */
    public static Browser launch(String... further) {
        Optional<Path> installed = Stream
                .concat(Optional.ofNullable(System.getenv("PLAYGATE_CHROMIUM")).stream(), USUAL_PLACES.stream())
                .map(Path::of).filter(Files::isExecutable).findFirst();
        Playwright.CreateOptions create = new Playwright.CreateOptions();
        LaunchOptions launch = new LaunchOptions()
                .setArgs(Stream.concat(ARGUMENTS.stream(), Stream.of(further)).toList());
        installed.ifPresent(path -> {
            create.setEnv(java.util.Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"));
            launch.setExecutablePath(path);
        });
        Playwright playwright = Playwright.create(create);
        return new Browser(playwright, playwright.chromium().launch(launch));
    }

    public Page newPage() {
        return chromium.newPage();
    }

    /** A page that runs no script. */
    public Page newPageWithoutScripts() {
        return chromium.newPage(new com.microsoft.playwright.Browser.NewPageOptions().setJavaScriptEnabled(false));
    }

    /** A page whose requests can be told from others' where they arrive: the name is the end of their user agent. */
    public Page newPage(String name) {
        return chromium.newPage(new com.microsoft.playwright.Browser.NewPageOptions()
                .setUserAgent(
                        "Mozilla/5.0 (X11; Linux x86_64) Chrome/" + chromium.version() + " Safari/537.36 " + name));
    }

    @Override
    public void close() {
        chromium.close();
        playwright.close();
    }
}
