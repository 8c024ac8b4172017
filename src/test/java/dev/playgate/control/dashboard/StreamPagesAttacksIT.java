package dev.playgate.control.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.EntityExchangeResult;

import dev.playgate.control.api.Caller;
import dev.playgate.control.api.RefusedCallException;
import dev.playgate.control.api.Role;
import dev.playgate.control.issue.Explanations;
import dev.playgate.control.issue.TokenCreation;
import dev.playgate.control.issue.TokenProperties;
import dev.playgate.control.registry.Actor;
import dev.playgate.stream.OrganisationId;
import dev.playgate.token.CompactToken;

import static dev.playgate.control.dashboard.Jar.body;
import static org.assertj.core.api.Assertions.assertThat;

/** What is tried against the pages about one stream, and what organisations without the package see there. */
@ExtendWith(RunningDashboard.Extension.class)
class StreamPagesAttacksIT {

    private static final String OWN = "8d3b6c52-0e4f-4a97-b6d8-2f1c5a9e1003";
    private static final String RIVAL = "8d3b6c52-0e4f-4a97-b6d8-2f1c5a9e2001";
    private static final String OPEN = "8d3b6c52-0e4f-4a97-b6d8-2f1c5a9e3001";
    private static final List<String> PAGES = List.of("/stream/%s", "/stream/%s/code-snippets", "/stream/new/%s",
            "/playout/%s", "/webcaster/%s");
    private static final List<String> ACTIONS = List.of("/stream/%s/lock", "/stream/%s/unlock", "/stream/%s/delete");
    /** A whole one: forms have random texts, which begin as a token does now and then. */
    private static final String TOKEN = "eyJ[\\w-]*\\.eyJ";
    private static final String SCRIPT = "\"><script>alert(1)</script></textarea><img src=x onerror=alert(1)>";

    private final RunningDashboard dashboard;

    StreamPagesAttacksIT(RunningDashboard dashboard) {
        this.dashboard = dashboard;
    }

    private Jar as(String role) {
        return Jar.signedIn(dashboard, RunningDashboard.mailOf(role));
    }

    private static String at(String path, String id) {
        return path.formatted(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {RIVAL, "8d3b6c52-0e4f-4a97-b6d8-2f1c5a9e9999", "nonsense",
            "8D3B6C52-0E4F-4A97-B6D8-2F1C5A9E1003"})
    void anotherOrganisationsStreamIsAsOneThatDoesNotExist(String id) {
        Jar jar = as("nanoAdmin");
        String token = jar.formToken();
        for (String path : PAGES) {
            isUnknown(jar.get(at(path, id)));
            isUnknown(jar.post(at(path, id), token, "target", "organisation"));
        }
        for (String path : ACTIONS) {
            isUnknown(jar.post(at(path, id), token, "confirmed", "yes", "whole", "yes"));
        }
        dashboard.client().get().uri("/hls/Rival-live1/index.m3u8").exchange().expectStatus().isForbidden();
    }

    private static void isUnknown(EntityExchangeResult<byte[]> answer) {
        assertThat(answer.getStatus().value()).isEqualTo(404);
        assertThat(body(answer)).contains("There is no such stream").doesNotContain("Rival")
                .doesNotContainPattern(TOKEN);
    }

    @Test
    void g3_aFormOfAnotherSiteDoesNothing() {
        Jar jar = as("nanoUser");
        String others = as("nanoUser").formToken();
        for (String path : PAGES) {
            isForeign(jar.post(at(path, OWN), others, "target", "organisation"));
        }
        for (String path : ACTIONS) {
            isForeign(jar.post(at(path, OWN), others, "confirmed", "yes"));
        }
        assertThat(body(jar.get("/stream/" + OWN))).contains("state-live");
    }

    private static void isForeign(EntityExchangeResult<byte[]> answer) {
        assertThat(answer.getStatus().value()).isEqualTo(403);
        assertThat(body(answer)).contains("This form is not of your session")
                .doesNotContainPattern(TOKEN);
    }

    @Test
    void onlyAGenuineTokenOfTheOrganisationIsRevokedFromThePageThatPlaysIt() {
        String token = dashboard.playbackToken("{\"orgawide\":true,\"revocable\":true}");
        String lasting = dashboard.playbackToken("{\"orgawide\":true}");
        String forged = token.substring(0, token.lastIndexOf('.')) + lasting.substring(lasting.lastIndexOf('.'));
        Jar jar = dashboard.jar("nanoUser");
        assertThat(playing(jar, OWN, token)).contains("href=\"/guardian/tokens/");
        assertThat(playing(jar, OWN, lasting)).contains("not revocable").doesNotContain("/guardian/tokens/");
        assertThat(playing(jar, OWN, forged)).doesNotContain("/guardian/tokens/");
        assertThat(playing(dashboard.jar("nanoReadOnly"), OWN, token)).doesNotContain("/guardian/tokens/");
        assertThat(playing(dashboard.jarOf(RunningDashboard.CASTER), dashboard.casterStream().id().toString(), token))
                .contains(token).doesNotContain("/guardian/tokens/");
    }

    private static String playing(Jar jar, String stream, String token) {
        return body(jar.post("/playout/" + stream, jar.formToken(), "token", token));
    }

    @Test
    void whoOnlyLooksCreatesAndChangesNothing() {
        Jar jar = as("nanoReadOnly");
        String token = jar.formToken();
        for (String path : PAGES) {
            mayNot(jar.post(at(path, OWN), token, "target", "organisation"));
        }
        for (String path : ACTIONS) {
            mayNot(jar.post(at(path, OWN), token, "confirmed", "yes"));
        }
    }

    private static void mayNot(EntityExchangeResult<byte[]> answer) {
        assertThat(answer.getStatus().value()).isEqualTo(403);
        assertThat(body(answer)).contains("The role nanoReadOnly may not do this").doesNotContain("eyJ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"token", "groupid", "streams", "ip", "domain", "user", "tag", "amount", "nbf", "exp",
            "quality", "latency"})
    void g3_aScriptInAFieldIsText(String field) {
        Jar jar = as("nanoUser");
        String shown = body(jar.post("/stream/" + OWN + "/code-snippets", jar.formToken(), "target", "group", field,
                SCRIPT));
        assertThat(shown).doesNotContain("<script>alert", "<img src=x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tags", "width1", "fps4"})
    void g3_aScriptInANewStreamIsText(String field) {
        Jar jar = as("nanoUser");
        EntityExchangeResult<byte[]> made = jar.post("/stream/new", jar.formToken(), field, SCRIPT);
        String shown = body(made.getStatus().value() == 303
                ? jar.get(String.valueOf(made.getResponseHeaders().getLocation()))
                : made);
        assertThat(shown).doesNotContain("<script>alert", "<img src=x").contains("&lt;script&gt;");
    }

    @Test
    void aNewStreamIsMadeByAFormOfTheSessionAndTheRoleAlone() {
        Jar jar = as("nanoUser");
        isForeign(jar.post("/stream/new", as("nanoUser").formToken()));
        Jar reader = as("nanoReadOnly");
        mayNot(reader.post("/stream/new", reader.formToken()));
    }

    @Test
    void aSessionsPagesPlayWithOneTokenAndNoOtherSessionsDo() {
        Jar jar = as("nanoUser");
        String token = tokenOf(jar);
        assertThat(PAGES).allSatisfy(path -> assertThat(body(jar.get(at(path, OWN)))).contains(token));
        assertThat(tokenOf(as("nanoUser"))).isNotEqualTo(token);
    }

    @Test
    void aSessionsTokenIsMadeAgainWhenHalfOfItIsOver() throws RefusedCallException {
        AtomicReference<Duration> passed = new AtomicReference<>(Duration.ZERO);
        SessionTokens tokens = new SessionTokens(dashboard.part(TokenCreation.class),
                dashboard.part(Explanations.class), dashboard.part(TokenProperties.class),
                dashboard.part(InstantSource.class), () -> passed.get().toNanos());
        Visitor visitor = new Visitor(new Caller(new Actor("user:" + RunningDashboard.mailOf("nanoUser"), "127.0.0.1"),
                Role.USER, Optional.of(OrganisationId.of("5f2c9a04-7d31-4c8e-9b1a-d0e6f3a7c001")),
                Optional.of(UUID.randomUUID())), as("nanoUser").session, Instant.MAX);
        CompactToken first = tokens.of(visitor);
        passed.set(Duration.ofMinutes(29));
        assertThat(tokens.of(visitor)).isEqualTo(first);
        passed.set(Duration.ofMinutes(30));
        assertThat(tokens.of(visitor)).isNotEqualTo(first);
    }

    @Test
    void e4_whatASessionsPagesPlayWithEndsWithTheSession() {
        Jar jar = as("nanoUser");
        String token = tokenOf(jar);
        Jar other = as("nanoUser");
        String others = tokenOf(other);
        String created = dashboard.playbackToken("{\"orgawide\":true,\"revocable\":true}");
        plays(token);
        jar.post("/auth/sign-out", jar.formToken());
        isRevoked(token);
        plays(others);
        plays(created);
        assertThat(tokenOf(other)).isEqualTo(others);
        // Whoever signs in over a session ends that one.
        other.signIn(RunningDashboard.mailOf("nanoReadOnly"), RunningDashboard.PASSWORD, "");
        isRevoked(others);
    }

    @ParameterizedTest
    @ValueSource(strings = {"password", "sessions", "delete", "role"})
    void e4_whatAUsersPagesPlayWithEndsWhenAnAdministratorEndsItsSessions(String step) {
        String email = step + "-ends@demo.test";
        dashboard.user("demo-api-key", email, "nanoUser");
        List<String> tokens = Stream.of(Jar.signedIn(dashboard, email), Jar.signedIn(dashboard, email))
                .map(StreamPagesAttacksIT::tokenOf).toList();
        tokens.forEach(this::plays);
        Jar admin = dashboard.jar("nanoAdmin");
        String bystander = tokenOf(admin);
        Matcher id = Pattern.compile("/organisation/users/([0-9a-f-]{36})\"\\s+aria-label=\"Change " + email)
                .matcher(body(admin.get("/organisation/users?size=150")));
        assertThat(id.find()).isTrue();
        admin.post("/organisation/users/" + id.group(1) + "/" + step, admin.formToken(), "role", "nanoReadOnly");
        tokens.forEach(this::isRevoked);
        plays(bystander);
    }

    private static String tokenOf(Jar jar) {
        Matcher token = Pattern.compile("id=\"token\"[^>]*>([\\w.-]+)<")
                .matcher(body(jar.get(at(PAGES.getFirst(), OWN))));
        assertThat(token.find()).isTrue();
        return token.group(1);
    }

    private void plays(String token) {
        dashboard.client().get().uri("/hls/Demo1-live1/index.m3u8?jwtoken=" + token).exchange().expectStatus().isOk();
    }

    private void isRevoked(String token) {
        dashboard.client().get().uri("/hls/Demo1-live1/index.m3u8?jwtoken=" + token).exchange().expectStatus()
                .isForbidden().expectBody().jsonPath("error").isEqualTo("token_revoked");
    }

    @Test
    void g3_thePlayerMayBeFramedByAnyPageKnowsNoSessionAndNoOtherPageMay() {
        Jar jar = as("nanoUser");
        HttpHeaders player = jar.get("/player/index.html").getResponseHeaders();
        assertThat(player.headerNames()).doesNotContain("X-Frame-Options", "Set-Cookie");
        assertThat(player.getFirst("Content-Security-Policy")).startsWith("default-src 'none'; script-src 'self';")
                .contains("form-action 'none'").doesNotContain("frame-ancestors", "unsafe");
        assertThat(player.getFirst("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(body(jar.get("/player/index.html"))).doesNotContain("_csrf", RunningDashboard.mailOf("nanoUser"))
                .doesNotContainPattern(TOKEN);
        for (String path : PAGES) {
            HttpHeaders page = jar.get(at(path, OWN)).getResponseHeaders();
            assertThat(page.getFirst("X-Frame-Options")).isEqualTo("DENY");
            assertThat(page.getFirst("Content-Security-Policy")).contains("frame-ancestors 'none'");
        }
    }

    @Test
    void withoutThePackageThereIsNoLockAndNoToken() {
        dashboard.user("open-api-key", "open@open.test", "nanoUser");
        Jar jar = Jar.signedIn(dashboard, "open@open.test");
        for (String path : PAGES) {
            String shown = body(jar.get(at(path, OPEN)));
            assertThat(shown).contains("Open1-live1").doesNotContain("eyJ", "id=\"secure\"", "secure-chip",
                    "create-dialog", "jwtoken", "lock.svg");
        }
        assertThat(jar.post("/playout/" + OPEN, jar.formToken(), "target", "organisation").getStatus().value())
                .isEqualTo(403);
    }

    @Test
    void anOperatorSeesTheStreamsOfTheOrganisationThatItWorksForAlone() {
        Jar operator = Jar.signedIn(dashboard, RunningDashboard.OPERATOR);
        assertThat(body(operator.get("/stream/" + RIVAL))).contains("Choose an organisation");
        operator.post("/auth/organisation", operator.formToken(), "organisation",
                "5f2c9a04-7d31-4c8e-9b1a-d0e6f3a7c002");
        assertThat(body(operator.get("/playout/" + RIVAL))).contains("Rival-live1", "create-dialog");
        isUnknownToOperator(operator.get("/playout/" + OWN));
    }

    private static void isUnknownToOperator(EntityExchangeResult<byte[]> answer) {
        assertThat(answer.getStatus().value()).isEqualTo(404);
        assertThat(body(answer)).contains("There is no such stream").doesNotContain("eyJ", "Demo1");
    }

    @Test
    void whatEndsPlayoutsAsksFirstAndIsDoneThen() {
        Jar jar = as("nanoUser");
        String form = jar.formToken();
        String lock = "/stream/" + OWN + "/lock";
        assertThat(body(jar.post(lock, form))).contains("Stop and lock Demo1-other?", "cut off");
        assertThat(body(jar.get("/stream/" + OWN))).contains("state-live");
        assertThat(jar.post(lock, form, "confirmed", "yes").getStatus().value()).isEqualTo(303);
        assertThat(body(jar.get("/stream/" + OWN))).contains("state-locked", "Unlock");
        jar.post("/stream/" + OWN + "/unlock", form);
        assertThat(body(jar.get("/stream/" + OWN))).contains("state-ended");
        assertThat(body(jar.post("/stream/" + OWN + "/delete", form))).contains("Delete Demo1-other?",
                "gone for good");
    }
}
