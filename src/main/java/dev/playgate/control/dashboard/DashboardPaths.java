package dev.playgate.control.dashboard;

import java.util.List;
import java.util.Optional;

import org.springframework.http.server.PathContainer;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** What of the server's paths is the dashboard's: nothing else passes its filters, media and the API least of all. */
final class DashboardPaths {

    static final String ASSETS = "/dashboard/**";
    static final String AUTH = "/auth";
    static final String BELOW_AUTH = "/auth/**";

    static final String STREAMS = "/stream";
    static final String NEW_STREAM = "/stream/new";
    static final String INSTRUCTIONS = "/stream/new/{id}";
    static final String STREAM = "/stream/{id}";
    static final String SNIPPETS = "/stream/{id}/code-snippets";
    static final String LOCK = "/stream/{id}/lock";
    static final String UNLOCK = "/stream/{id}/unlock";
    static final String DELETE = "/stream/{id}/delete";
    static final String PLAYOUT = "/playout/{id}";
    static final String NEWEST_WEBCASTER = "/webcaster";
    static final String WEBCASTER = "/webcaster/{id}";
    static final String OVERVIEW = "/organisation/overview";
    static final String LEVELS = "/organisation/levels";
    static final String PLAYER_KEY = "/organisation/player-key";
    static final String WEBHOOK = "/organisation/webhook";
    static final String TEST_WEBHOOK = "/organisation/webhook/test";
    static final String REMOVE_WEBHOOK = "/organisation/webhook/remove";
    static final String USERS = "/organisation/users";
    static final String GUARDIAN = "/guardian";
    static final String GUARDIAN_PAGES = "/guardian/pages";
    static final String GUARDIAN_SESSIONS = "/guardian/sessions";
    static final String GUARDIAN_TOKENS = "/guardian/tokens";
    static final String GUARDIAN_REVOCATIONS = "/guardian/revocations";
    static final String AUDIT = "/audit";
    static final String TOKEN = "/secure/token";
    static final String DECODE = "/secure/token/decode";

    /** Where somebody comes to who has signed in and asked for no page. */
    static final String START = "/";

    private static final List<PathPattern> ALL = patterns(START, AUTH, BELOW_AUTH, ASSETS, TOKEN, DECODE, STREAMS,
            STREAM, INSTRUCTIONS, SNIPPETS, LOCK, UNLOCK, DELETE, PLAYOUT, NEWEST_WEBCASTER, WEBCASTER,
            OVERVIEW, "/organisation/keys/**", "/organisation/bintu-token", "/organisation/packages/*", LEVELS,
            PLAYER_KEY, WEBHOOK, TEST_WEBHOOK, REMOVE_WEBHOOK,
            USERS + "/**",
            "/organisation/invitations/**", AUDIT, GUARDIAN, "/guardian/addresses/*",
            GUARDIAN_PAGES + "/**", GUARDIAN_SESSIONS, GUARDIAN_TOKENS + "/**",
            GUARDIAN_REVOCATIONS + "/**");
    private static final List<PathPattern> FORMS_ONLY = patterns("/auth/*", LOCK, UNLOCK, DELETE, "/organisation/keys",
            "/organisation/bintu-token", PLAYER_KEY, TEST_WEBHOOK, "/organisation/invitations");

    private DashboardPaths() {
    }

    private static List<PathPattern> patterns(String... patterns) {
        return List.of(patterns).stream().map(PathPatternParser.defaultInstance::parse).toList();
    }

    static boolean has(ServerWebExchange exchange) {
        return matches(ALL, exchange.getRequest().getPath().pathWithinApplication());
    }

    /**
     * A page of the dashboard, of what a request says is one (security G3: no open redirect). The text of the answer's
     * {@code Location} is the path as it matched.
     */
    static Optional<String> page(String text) {
        boolean isPath = text.startsWith("/") && !text.startsWith("//")
                && text.chars().allMatch(c -> c > ' ' && c < 0x7f && "\\?#%;@:".indexOf(c) < 0);
        if (!isPath) {
            return Optional.empty();
        }
        PathContainer path = PathContainer.parsePath(text);
        return matches(ALL, path) && !matches(FORMS_ONLY, path) ? Optional.of(text) : Optional.empty();
    }

    private static boolean matches(List<PathPattern> patterns, PathContainer path) {
        return patterns.stream().anyMatch(pattern -> pattern.matches(path));
    }
}
