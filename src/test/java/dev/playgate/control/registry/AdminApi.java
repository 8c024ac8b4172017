package dev.playgate.control.registry;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.springframework.http.HttpMethod;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.server.WebFilter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.playgate.catalog.CatalogSnapshot;
import dev.playgate.control.account.InvitationController;
import dev.playgate.control.account.Invitations;
import dev.playgate.control.account.OperatorController;
import dev.playgate.control.account.Passwords;
import dev.playgate.control.account.SessionController;
import dev.playgate.control.account.SignIn;
import dev.playgate.control.account.UserController;
import dev.playgate.control.account.Users;
import dev.playgate.control.api.ApiCalls;
import dev.playgate.control.api.ApiController;
import dev.playgate.control.api.OtherCallsController;
import dev.playgate.stream.OrganisationId;
import dev.playgate.viewer.TrustedProxies;

/**
 * The calls about people, organisations and keys over a registry with two organisations, Alpha and Beta. Alpha has a
 * user of each role, the installation an operator; each is called by the bintu token that {@link #tokenOf} says.
 */
public final class AdminApi implements AutoCloseable {

    public static final Instant START = Instant.parse("2026-07-01T12:00:00Z");
    public static final OrganisationId ALPHA = OrganisationId.of("00000000-0000-4000-8000-00000000000a");
    public static final OrganisationId BETA = OrganisationId.of("00000000-0000-4000-8000-00000000000b");
    /** Everybody's. */
    public static final String PASSWORD = "correct horse battery";
    public static final Duration LIFETIME = Duration.ofHours(1);
    /** How long a session of a playback token may run. */
    public static final Duration PLAYOUT = Duration.ofHours(12);

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Passwords PASSWORDS = new Passwords();
    private static final String PASSWORD_HASH = new Argon2PasswordEncoder(16, 32, 1, 19 * 1024, 2).encode(PASSWORD);

    private final TestRegistry registry;
    private final TokenKeyFetch fetch;
    private final TokenKeyRefresh refresh;
    private final WebTestClient client;
    private Instant now = START;
    private String peer = "203.0.113.1";

    private AdminApi(boolean allowPlainHttp) {
        InstantSource time = () -> now;
        registry = TestRegistry.of(SampleTexts.VALID, time);
        Database database = registry.database();
        SessionStore sessions = new SessionStore(database, PLAYOUT);
        AccountStore accounts = new AccountStore(database, sessions);
        ApiKeyStore apiKeys = new ApiKeyStore(database, Runnable::run);
        TokenKeyStore tokenKeys = new TokenKeyStore(database);
        fetch = new TokenKeyFetch(new TokenKeyProperties(allowPlainHttp));
        refresh = new TokenKeyRefresh(tokenKeys, fetch);
        ApiCalls calls = new ApiCalls(apiKeys, accounts, new TrustedProxies(List.of()), time);
        List<ApiController> controllers = List.of(
                new SessionController(calls, new SignIn(accounts, sessions, PASSWORDS, LIFETIME, time)),
                new InvitationController(calls, new Invitations(new InvitationStore(database), PASSWORDS, time)),
                new UserController(calls, new Users(accounts, PASSWORDS)),
                new OperatorController(calls, accounts, PASSWORDS),
                new OrganisationController(calls, new OrganisationStore(database),
                        new OrganisationSettings(new OrganisationStore(database)),
                        new Packages(new OrganisationStore(database)), tokenKeys),
                new TokenKeyController(calls, tokenKeys, fetch), new ApiKeyController(calls, new ApiKeys(apiKeys)),
                new AuditController(calls, new AuditLog(new AuditStore(database))),
                new RegistryController(calls, new RegistryImport(database, SampleKeys.REFUSED)));
        WebFilter fromPeer = (exchange, chain) -> chain.filter(exchange.mutate()
                .request(request -> request.remoteAddress(new InetSocketAddress(peer, 40_000))).build());
        List<Object> all = new ArrayList<>(controllers);
        all.add(new OtherCallsController(controllers));
        client = WebTestClient.bindToController(all.toArray()).webFilter(fromPeer)
                .configureClient().responseTimeout(Duration.ofMinutes(1))
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(1 << 20)).build();
        for (String role : List.of("nanoAdmin", "nanoUser", "nanoReadOnly")) {
            accounts.makeUser(ALPHA, new EmailAddress(role + "@alpha.test"), role, PASSWORD_HASH, Actor.PROCESS);
            open(accounts, sessions, role + "@alpha.test", tokenOf(role));
        }
        accounts.makeOperator(new EmailAddress("operator@test"), PASSWORD_HASH, Actor.PROCESS);
        open(accounts, sessions, "operator@test", tokenOf("operator"));
    }

    private static void open(AccountStore accounts, SessionStore sessions, String email, String token) {
        AccountStore.Known known = accounts.find(new EmailAddress(email)).orElseThrow();
        sessions.open(known, token, Duration.ofDays(1), Actor.PROCESS);
    }

    public static AdminApi start() {
        return new AdminApi(false);
    }

    /** With {@link TokenKeyProperties#allowPlainHttp}. */
    static AdminApi startWithPlainHttp() {
        return new AdminApi(true);
    }

    /** Of the user of Alpha with that role, or of the operator. */
    public static String tokenOf(String role) {
        return "token-of-" + role;
    }

    public Database database() {
        return registry.database();
    }

    /** What edges know by now. */
    public CatalogSnapshot snapshot() {
        return registry.snapshot(now);
    }

    public void timeIs(Instant time) {
        now = time;
    }

    public void peerIs(String address) {
        peer = address;
    }

    void refreshTokenKeys() {
        refresh.run();
    }

    @Override
    public void close() {
        fetch.close();
    }

    /** Calls as whoever has the bintu token. */
    public Requests withToken(String token) {
        return new Requests("X-BINTU-TOKEN", token);
    }

    /** Calls as the user of Alpha with that role, or as the operator. */
    public Requests as(String role) {
        return withToken(tokenOf(role));
    }

    /** Calls as an organisation's program. */
    public Requests withKey(String apiKey) {
        return new Requests("X-BINTU-APIKEY", apiKey);
    }

    /** Calls as nobody. */
    public Requests asNobody() {
        return new Requests("X-Nothing", "-");
    }

    /** Calls with one credential. */
    public final class Requests {

        private final String header;
        private final String credential;

        private Requests(String header, String credential) {
            this.header = header;
            this.credential = credential;
        }

        public Answer get(String path) {
            return answer(client.get().uri(path).header(header, credential));
        }

        public Answer delete(String path) {
            return answer(client.delete().uri(path).header(header, credential));
        }

        /** Without a body. */
        public Answer post(String path) {
            return answer(client.post().uri(path).header(header, credential));
        }

        public Answer post(String path, String json) {
            return send(HttpMethod.POST, path, json);
        }

        public Answer put(String path, String json) {
            return send(HttpMethod.PUT, path, json);
        }

        public Answer patch(String path, String json) {
            return send(HttpMethod.PATCH, path, json);
        }

        private Answer send(HttpMethod method, String path, String json) {
            return send(method, path, "application/json", json);
        }

        Answer send(HttpMethod method, String path, String type, String body) {
            return answer(client.method(method).uri(path).header(header, credential).header("Content-Type", type)
                    .bodyValue(body));
        }

        private Answer answer(WebTestClient.RequestHeadersSpec<?> request) {
            var result = request.exchange().expectBody().returnResult();
            byte[] body = result.getResponseBody();
            return new Answer(result.getStatus().value(), body == null ? Optional.empty() : Optional.of(body),
                    Optional.ofNullable(result.getResponseHeaders().getFirst("Retry-After")));
        }
    }

    /** What a call was answered with. */
    public record Answer(int status, Optional<byte[]> body, Optional<String> retryAfter) {

        /** Of a call that did what it was asked. */
        public JsonNode data() {
            if (status != 200) {
                throw new AssertionError(toString());
            }
            return json().get("data");
        }

        private JsonNode json() {
            return JSON.readTree(body.orElseThrow());
        }

        /** Such as {@code 204}, {@code 200 {"id":"..."}}, or {@code 400 1000 Parameter required: name}. */
        @Override
        public String toString() {
            if (body.isEmpty()) {
                return Integer.toString(status);
            }
            JsonNode json = json();
            return status + " " + (json.get("success").asBoolean()
                    ? json.get("data").toString()
                    : json.get("errorCode") + " " + json.get("message").asString());
        }
    }
}
