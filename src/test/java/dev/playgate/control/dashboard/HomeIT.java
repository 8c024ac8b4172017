package dev.playgate.control.dashboard;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.http.HttpHeaders;

import static dev.playgate.control.dashboard.Jar.body;
import static org.assertj.core.api.Assertions.assertThat;

/** {@code /} in a browser. */
@ExtendWith(RunningDashboard.Extension.class)
class HomeIT {

    private final RunningDashboard dashboard;

    HomeIT(RunningDashboard dashboard) {
        this.dashboard = dashboard;
    }

    private int play(String query) {
        return dashboard.client().get().uri("/hls/Demo1-live1/index.m3u8" + query).exchange().expectBody()
                .returnResult()
                .getStatus().value();
    }

    @Test
    void whoSignsInSeesTheOrganisationAtAGlance() {
        String token = dashboard.playbackToken("{\"groupid\":\"8d3b6c52-0e4f-4a97-b6d8-2f1c5a9e1001\"}");
        assertThat(play("?jwtoken=" + token)).isEqualTo(200);
        assertThat(play("?jwtoken=nonsense")).isEqualTo(403);
        assertThat(play("")).isEqualTo(403);
        try (Tab tab = dashboard.tab()) {
            Page page = tab.page();
            tab.open("/");
            assertThat(page.url()).isEqualTo(dashboard.base() + "/auth");
            tab.signIn(RunningDashboard.mailOf("nanoReadOnly"));
            assertThat(page.url()).isEqualTo(dashboard.base() + "/");
            assertThat(page.textContent("h1")).isEqualTo("Demo");
            assertThat(page.textContent("nav [aria-current]").strip()).isEqualTo("Home");
            assertThat(number(page, "#live")).isPositive();
            assertThat(number(page, "#sessions")).isPositive();
            assertThat(number(page, "#created")).isPositive();
            assertThat(page.textContent("#refusals")).contains("token_missing", "ticket_invalid", "on this process");
            assertThat(page.locator("#refusals rect").first().boundingBox().width).isPositive();
            tab.picture("home");
            tab.fitsAPhone();
            page.click("#created a");
            assertThat(page.textContent("tbody")).contains("token.create");
            tab.open("/");
            page.click("#live a");
            assertThat(page.textContent("tbody")).contains("Demo1-live1");
        }
    }

    private static long number(Page page, String card) {
        return Long.parseLong(page.locator(card + " dd").first().textContent());
    }

    @Test
    void anotherOrganisationsFiguresAreItsOwn() {
        assertThat(play("")).isEqualTo(403);
        String many = body(dashboard.jarOf(RunningDashboard.MANY).get("/"));
        assertThat(many).contains(">Many<", "<p>None.</p>").doesNotContain("token_missing");
    }

    @Test
    void anOperatorSeesThatShadowModeIsOnAndNothingWithoutAnOrganisation() {
        Jar operator = dashboard.operatorOfMany();
        assertThat(body(operator.get("/"))).doesNotContain("Shadow mode is on");
        operator.post("/organisation/packages/secure", operator.formToken(), "state", "shadow");
        assertThat(body(operator.get("/"))).contains("Shadow mode is on");
        operator.post("/organisation/packages/secure", operator.formToken(), "state", "disabled");
        assertThat(new Jar(dashboard).get("/").getResponseHeaders().getFirst(HttpHeaders.LOCATION)).isEqualTo("/auth");
    }
}
