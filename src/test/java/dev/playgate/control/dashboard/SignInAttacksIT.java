package dev.playgate.control.dashboard;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.test.web.reactive.server.EntityExchangeResult;

import static dev.playgate.control.dashboard.Jar.body;
import static dev.playgate.control.dashboard.Jar.cookie;
import static org.assertj.core.api.Assertions.assertThat;

/** What is tried against the dashboard's sign-in and its sessions. */
@ExtendWith(RunningDashboard.Extension.class)
class SignInAttacksIT {

    private static final String SESSION = Jar.SESSION;

    private final RunningDashboard dashboard;

    SignInAttacksIT(RunningDashboard dashboard) {
        this.dashboard = dashboard;
    }

    private static String user() {
        return RunningDashboard.mailOf("nanoUser");
    }

    private Jar signedIn() {
        return Jar.signedIn(dashboard, user());
    }

    @Test
    void g3_theSessionsCookieIsOutOfReachOfScriptsAndOtherSites() {
        ResponseCookie cookie = cookie(new Jar(dashboard).signIn(user(), RunningDashboard.PASSWORD, ""), SESSION)
                .orElseThrow();

        assertThat(cookie.isHttpOnly()).isTrue();
        assertThat(cookie.getSameSite()).isEqualTo("Lax");
        assertThat(cookie.getDomain()).isNull();
    }

    @Test
    void g3_aSessionThatWasThereBeforeIsNotSignedInAndOneThatWasSignedInEnds() {
        Jar victim = new Jar(dashboard);
        victim.session = "planted-by-somebody-who-knows-it";
        victim.signIn(user(), RunningDashboard.PASSWORD, "");
        String first = victim.session;
        assertThat(first).isNotEqualTo("planted-by-somebody-who-knows-it");
        Jar attacker = new Jar(dashboard);
        attacker.session = "planted-by-somebody-who-knows-it";
        assertThat(attacker.isSignedIn()).isFalse();

        victim.signIn(RunningDashboard.mailOf("nanoReadOnly"), RunningDashboard.PASSWORD, "");
        // Its form was the sign-in page's no more: who is signed in signs out, or posts with the session's own.
        assertThat(victim.session).isNotEqualTo(first);
        attacker.session = first;
        assertThat(attacker.isSignedIn()).isFalse();
    }

    @Test
    void g3_signingOutEndsTheSessionItself() {
        Jar jar = signedIn();
        Jar thief = new Jar(dashboard);
        thief.session = jar.session;
        assertThat(thief.isSignedIn()).isTrue();
        jar.post("/auth/sign-out", jar.formToken());
        assertThat(thief.isSignedIn()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/auth/sign-in", "/auth/sign-out", "/auth/password", "/auth/organisation",
            "/auth/invitation/x"})
    void g3_aFormOfAnotherSiteDoesNothing(String path) {
        Jar jar = signedIn();
        Jar other = signedIn();

        for (String token : new String[]{"", "guess", other.formToken(), jar.session}) {
            EntityExchangeResult<byte[]> answer = jar.post(path, token, "email", user(), "password",
                    RunningDashboard.PASSWORD, "newPassword", "another horse battery");
            assertThat(answer.getStatus().value()).isEqualTo(403);
            assertThat(body(answer)).contains("This form is not of your session");
        }
        assertThat(jar.isSignedIn()).isTrue();
    }

    @Test
    void g3_withoutASessionAFormNeedsItsCookie() {
        Jar jar = new Jar(dashboard);
        String token = jar.formToken();
        jar.form = "";
        EntityExchangeResult<byte[]> answer = jar.post("/auth/sign-in", token, "email", user(), "password",
                RunningDashboard.PASSWORD);
        assertThat(answer.getStatus().value()).isEqualTo(403);
        assertThat(cookie(answer, SESSION)).isEmpty();
    }

    @Test
    void g3_passwordsAreNotGuessedAndBothDoorsCount() {
        dashboard.user("demo-api-key", "guessed@demo.test", "nanoUser");
        for (int i = 0; i < 4; i++) {
            assertThat(new Jar(dashboard).signIn("guessed@demo.test", "wrong " + i, "").getStatus().value())
                    .isEqualTo(403);
        }
        dashboard.client().post().uri("/api/v1/session").header("Content-Type", "application/json")
                .bodyValue("{\"email\":\"guessed@demo.test\",\"password\":\"wrong\"}").exchange()
                .expectStatus().isForbidden();
        EntityExchangeResult<byte[]> answer = new Jar(dashboard).signIn("guessed@demo.test", RunningDashboard.PASSWORD,
                "");
        assertThat(answer.getStatus().value()).isEqualTo(429);
        assertThat(body(answer)).contains("Too many sign-ins with a wrong password. Try again in ");
        assertThat(cookie(answer, SESSION)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"/auth, /auth", "//evil.example, /", "https://evil.example, /",
            "/\\evil.example, /", "/api/v1/session, /",
            "/secure/token/decode, /secure/token/decode"})
    void g3_aSignInLeadsToPagesOfTheDashboardAlone(String next, String location) {
        assertThat(new Jar(dashboard).signIn(user(), RunningDashboard.PASSWORD, next).getResponseHeaders().getFirst(
                HttpHeaders.LOCATION)).isEqualTo(location);
    }

    @Test
    void g3_whatIsTypedIsShownAsTextAlone() {
        String script = "\"><script>alert(1)</script>'&{{7*7}}${7*7}__${7*7}__@x";
        String shown = body(new Jar(dashboard).signIn(script, "wrong", script));
        assertThat(shown).doesNotContain("<script>alert").contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                .contains("${7*7}__${7*7}__").doesNotContain("49");
        assertThat(body(new Jar(dashboard).get("/auth?next=%22%3E%3Cscript%3Ealert(1)%3C/script%3E")))
                .doesNotContain("alert(1)");
        assertThat(body(new Jar(dashboard).get("/auth/invitation/%3Cscript%3Ealert(1)%3C%2Fscript%3E")))
                .doesNotContain("alert(1)");
    }

    @Test
    void a8_aDashboardsSessionAnApiKeyAndAPlaybackTokenAreNotEachOther() {
        Jar jar = new Jar(dashboard);
        for (String other : new String[]{"demo-api-key", dashboard.playbackToken("{\"orgawide\":true}")}) {
            jar.session = other;
            assertThat(jar.isSignedIn()).isFalse();
        }
        String session = signedIn().session;
        dashboard.client().get().uri("/api/v1/organisation").cookie(SESSION, session).exchange().expectStatus()
                .isForbidden();
        dashboard.client().get().uri("/api/v1/organisation").header("X-BINTU-APIKEY", session).exchange()
                .expectStatus().isForbidden();
        dashboard.client().get().uri("/hls/Demo1-live1/index.m3u8?jwtoken=" + session).exchange().expectStatus()
                .isForbidden();
    }

    @Test
    void anotherOrganisationIsChosenByOperatorsAlone() {
        Jar jar = signedIn();
        EntityExchangeResult<byte[]> answer = jar.post("/auth/organisation", jar.formToken(), "organisation",
                "5f2c9a04-7d31-4c8e-9b1a-d0e6f3a7c001");
        assertThat(answer.getStatus().value()).isEqualTo(403);
        assertThat(body(dashboard.client().get().uri("/auth").cookie(SESSION, jar.session)
                .cookie("playgate-organisation", "00000000-0000-4000-8000-000000000001").exchange().expectBody()
                .returnResult())).contains("Demo, nanoUser");
    }

    @Test
    void g1_pagesAreKeptByNobodyAndNoOtherSiteReadsThem() {
        HttpHeaders headers = new Jar(dashboard).get("/auth").getResponseHeaders();

        assertThat(headers.getFirst(HttpHeaders.CACHE_CONTROL)).contains("no-store");
        assertThat(headers.getFirst("Content-Security-Policy")).isEqualTo(ContentPolicy.POLICY)
                .doesNotContain("unsafe");
        assertThat(headers.getFirst("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(headers.getFirst("X-Frame-Options")).isEqualTo("DENY");
        assertThat(headers.headerNames()).noneMatch(name -> name.startsWith("Access-Control"));
    }

    @Test
    void mediaAndTheApiAnswerAsIfThereWereNoDashboard() {
        HttpHeaders media = dashboard.client().get().uri("/hls/Demo1-live1/index.m3u8?jwtoken="
                + dashboard.playbackToken("{\"orgawide\":true}"))
                .exchange().expectStatus().isOk().expectBody().returnResult().getResponseHeaders();
        assertThat(media.headerNames()).noneMatch(name -> name.startsWith("X-Frame") || name.startsWith("Content-Sec")
                || name.startsWith("Pragma") || name.startsWith("Cross-Origin"));
        assertThat(media.getFirst("Access-Control-Allow-Origin")).isEqualTo("*");
        HttpHeaders api = dashboard.client().get().uri("/api/v1/organisation").exchange().expectStatus().isForbidden()
                .expectBody().returnResult().getResponseHeaders();
        assertThat(api.headerNames()).noneMatch(name -> name.startsWith("X-Frame") || name.startsWith("Content-Sec"));
    }
}
