package dev.playgate.control.dashboard;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.web.reactive.server.EntityExchangeResult;

import static dev.playgate.control.dashboard.Jar.body;
import static org.assertj.core.api.Assertions.assertThat;

/** {@code /stream}, in a browser and under attack. */
@ExtendWith(RunningDashboard.Extension.class)
class StreamListIT {

    private static final String SCRIPT = "\"><script>alert(1)</script><img src=x onerror=alert(1)>";

    private final RunningDashboard dashboard;

    StreamListIT(RunningDashboard dashboard) {
        this.dashboard = dashboard;
    }

    /** More than a page of streams, of another organisation than the other tests'. */
    @BeforeEach
    void streams() {
        dashboard.manyStreams();
    }

    private Jar many() {
        return Jar.signedIn(dashboard, RunningDashboard.MANY);
    }

    @Test
    void streamsAreListedFilteredFoundAndPaged() {
        try (Tab tab = dashboard.tab()) {
            Page page = tab.page();
            tab.open("/auth?next=/stream");
            tab.signIn(RunningDashboard.MANY);
            assertThat(page.textContent("#total")).isEqualTo("30 streams");
            assertThat(page.locator("tbody tr").count()).isEqualTo(25);
            assertThat(page.textContent("tbody")).contains("Streamgroup (10 playouts)", "created", "odd & <b>");
            tab.isAccessible();
            page.click("text=Next");
            assertThat(page.textContent(".paging")).contains("Page 2 of 2");
            assertThat(page.locator("tbody tr").count()).isEqualTo(5);
            page.click("text=Previous");
            page.selectOption("#size", "50");
            page.fill("#tag", "odd & <b>");
            page.click("text=Filter");
            assertThat(page.textContent("#total")).isEqualTo("10 streams");
            assertThat(page.inputValue("#tag")).isEqualTo("odd & <b>");
            page.selectOption("#state", "live");
            page.click("text=Filter");
            assertThat(page.textContent("article")).contains("0 streams", "Nothing is like that.");
            page.click("text=Show all streams");
            String name = page.textContent("tbody tr:nth-child(3) th");
            String id = page.textContent("tbody tr:nth-child(3) td:last-child");
            for (String search : List.of(name, id)) {
                page.fill("input[name=q]", search);
                page.keyboard().press("Enter");
                page.waitForSelector("#total:text-is('1 stream')");
                assertThat(page.textContent("tbody")).contains(name, id);
            }
            tab.fitsAPhone();
        }
    }

    @Test
    void daysAreThoseOfUtcAndTheLastOneIsIncluded() {
        String today = LocalDate.now(ZoneOffset.UTC).toString();
        assertThat(body(many().get("/stream?from=2020-01-01&to=" + today))).contains("30 streams");
        assertThat(body(many().get("/stream?to=2020-01-01"))).contains("0 streams");
        assertThat(body(many().get("/stream?from=2999-01-01"))).contains("0 streams");
    }

    @Test
    void itHasItsLookInLightAndDark() {
        try (Tab tab = dashboard.tab()) {
            tab.open("/auth?next=/stream");
            tab.signIn(RunningDashboard.mailOf("nanoReadOnly"));
            assertThat(tab.page().textContent("tbody")).contains("Demo1-live1", "Streamgroup (2 playouts)",
                    "Single stream", "passthrough");
            tab.picture("streams");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"q=Demo1-live1", "q=8d3b6c52-0e4f-4a97-b6d8-2f1c5a9e1001", "tag=passthrough"})
    void anotherOrganisationsStreamsAreNotFound(String query) {
        EntityExchangeResult<byte[]> answer = many().get("/stream?" + query);
        assertThat(body(answer)).contains("0 streams").doesNotContain("Single stream", "playouts)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        q=a%20b            | Name must be 1 to 64 characters
        state=open         | State must be one of
        from=yesterday     | From must be a day
        to=2026-02-30      | To must be a day
        page=0             | Page must be a whole number
        size=1000          | Size must be 25, 50, 100 or 150
        tag=a&tag=b        | Tag must stand once
        tag=a%00b          | Tag must be one line
        """)
    void whatIsNotUnderstoodIsSaidAndNothingIsListed(String query, String said) {
        EntityExchangeResult<byte[]> answer = many().get("/stream?" + query);
        assertThat(answer.getStatus().value()).isEqualTo(400);
        assertThat(body(answer)).contains(said).doesNotContain("streams</p>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"q", "state", "tag", "from", "to", "page", "size"})
    void g3_aScriptInAQueryIsText(String field) {
        String shown = body(many().get("/stream?" + field + "="
                + URLEncoder.encode(SCRIPT, StandardCharsets.UTF_8)));
        assertThat(shown).doesNotContain("<script>alert", "<img src=x");
    }
}
