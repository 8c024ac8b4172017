package dev.playgate.control.dashboard;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseCookie;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.BodyInserters;

import static org.assertj.core.api.Assertions.assertThat;

/** Asks for pages as a browser does, as far as cookies and forms go. */
final class Jar {

    static final String SESSION = "playgate-session";

    private static final Pattern FORM_TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final String FORM = "playgate-form";
    private static final String ORGANISATION = "playgate-organisation";

    String session = "";
    String form = "";
    String organisation = "";

    private final RunningDashboard dashboard;

    Jar(RunningDashboard dashboard) {
        this.dashboard = dashboard;
    }

    static Jar signedIn(RunningDashboard dashboard, String email) {
        Jar jar = new Jar(dashboard);
        jar.signIn(email, RunningDashboard.PASSWORD, "");
        assertThat(jar.isSignedIn()).isTrue();
        return jar;
    }

    /** Asks for exactly this path and query. */
    EntityExchangeResult<byte[]> get(String path) {
        return take(dashboard.client().get().uri(URI.create(dashboard.base() + path)));
    }

    /** Sends a form with these fields, each a name and a value. */
    EntityExchangeResult<byte[]> post(String path, String token, String... fields) {
        BodyInserters.FormInserter<String> body = BodyInserters.fromFormData("_csrf", token);
        for (int i = 0; i < fields.length; i += 2) {
            body = body.with(fields[i], fields[i + 1]);
        }
        return take(dashboard.client().post().uri(path).body(body));
    }

    private EntityExchangeResult<byte[]> take(WebTestClient.RequestHeadersSpec<?> request) {
        if (!session.isEmpty()) {
            request.cookie(SESSION, session);
        }
        if (!form.isEmpty()) {
            request.cookie(FORM, form);
        }
        if (!organisation.isEmpty()) {
            request.cookie(ORGANISATION, organisation);
        }
        EntityExchangeResult<byte[]> answer = request.exchange().expectBody().returnResult();
        session = cookie(answer, SESSION).map(ResponseCookie::getValue).orElse(session);
        organisation = cookie(answer, ORGANISATION).map(ResponseCookie::getValue).orElse(organisation);
        form = cookie(answer, FORM).map(ResponseCookie::getValue).orElse(form);
        return answer;
    }

    String formToken() {
        Matcher token = FORM_TOKEN.matcher(body(get("/auth")));
        assertThat(token.find()).isTrue();
        return token.group(1);
    }

    EntityExchangeResult<byte[]> signIn(String email, String password, String next) {
        return post("/auth/sign-in", formToken(), "email", email, "password", password, "next", next);
    }

    boolean isSignedIn() {
        return body(get("/auth")).contains("Your account");
    }

    static String body(EntityExchangeResult<byte[]> answer) {
        byte @Nullable [] body = answer.getResponseBodyContent();
        return body == null ? "" : new String(body, StandardCharsets.UTF_8);
    }

    static Optional<ResponseCookie> cookie(EntityExchangeResult<byte[]> answer, String name) {
        return Optional.ofNullable(answer.getResponseCookies().getFirst(name));
    }
}
