package dev.playgate.control.registry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.StreamSupport;

import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.server.WebFilter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.playgate.catalog.CatalogSnapshot;
import dev.playgate.control.api.ApiCalls;
import dev.playgate.control.api.Role;
import dev.playgate.stream.OrganisationId;
import dev.playgate.stream.StreamName;
import dev.playgate.viewer.TrustedProxies;

/** Calls of the API over a registry of their own, with the sample in it. */
public final class RegistryApi {

    public static final Instant START = Instant.parse("2026-07-01T12:00:00.750Z");
    public static final long NOW = START.getEpochSecond();
    public static final OrganisationId DEMO = OrganisationId.of("5f2c9a04-7d31-4c8e-9b1a-d0e6f3a7c001");
    public static final PublicProperties URLS = new PublicProperties("playout.example.com", true,
            "rtmp://localhost/splay");

    private static final JsonMapper JSON = JsonMapper.shared();

    private final TestRegistry registry;
    private final WebTestClient client;
    private Instant now = START;

    /** Who calls; all but the last two are Demo's. */
    public enum Who {
        ADMIN("X-BINTU-APIKEY", "demo-api-key"), USER("X-BINTU-TOKEN", "token-of-user"), READER("X-BINTU-TOKEN",
                "token-of-reader"), RIVAL("X-BINTU-APIKEY", "rival-api-key"), OPERATOR("X-BINTU-TOKEN",
                        "token-of-operator");

        private final String header;
        private final String credential;

        Who(String header, String credential) {
            this.header = header;
            this.credential = credential;
        }
    }

    /** An answer; the body is missing where there is none. */
    public record Answer(int status, JsonNode body, EntityExchangeResult<byte[]> raw) {

        /** Of an answer that did what it was asked. */
        public JsonNode data() {
            if (status != 200 || !body.path("success").asBoolean()) {
                throw new AssertionError(status + " " + body);
            }
            return body.path("data");
        }

        /** Of a list's items. */
        public List<String> each(String member) {
            return StreamSupport.stream(data().path("items").spliterator(), false)
                    .map(item -> item.path(member).asString()).toList();
        }

        /** Status, code and message of an answer that did nothing. */
        public String refusal() {
            return status + " " + body.path("errorCode") + " " + body.path("message").asString();
        }
    }

    /** @param controllers makes them, of the means to answer calls and of the database */
    public RegistryApi(BiFunction<ApiCalls, RegistryApi, List<?>> controllers) {
        this.registry = TestRegistry.of(sample(), time());
        account("user", Role.USER, Optional.of(DEMO));
        account("reader", Role.READ_ONLY, Optional.of(DEMO));
        account("operator", Role.OPERATOR, Optional.empty());
        ApiCalls calls = new ApiCalls(new ApiKeyStore(database()),
                new AccountStore(database(), new SessionStore(database(), AdminApi.PLAYOUT)),
                new TrustedProxies(List.of()), time());
        WebFilter fromPeer = (exchange, chain) -> chain.filter(exchange.mutate()
                .request(request -> request.remoteAddress(new InetSocketAddress("203.0.113.1", 40_000))).build());
        this.client = WebTestClient.bindToController(controllers.apply(calls, this).toArray()).webFilter(fromPeer)
                .configureClient().responseTimeout(Duration.ofSeconds(30)).build();
    }

    private static String sample() {
        try {
            return Files.readString(Path.of("config/registry.yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void account(String name, Role role, Optional<OrganisationId> organisation) {
        String id = UUID.randomUUID().toString();
        database().write(write -> {
            write.sql().sql("""
                INSERT INTO account (id, organisation, email, password, role, created) VALUES (?, ?, ?, '', ?, 0)
                """).param(id).param(organisation.map(OrganisationId::toString).orElse(null))
                    .param(name + "@example.com").param(role.wireName()).update();
            return write.sql()
                    .sql("INSERT INTO account_session (sha256, account, created, expires) VALUES (?, ?, 0, ?)")
                    .param(ApiKeyHash.of("token-of-" + name).hex()).param(id).param(Long.MAX_VALUE).update();
        });
    }

    public Database database() {
        return registry.database();
    }

    public TestRegistry registry() {
        return registry;
    }

    public InstantSource time() {
        return () -> now;
    }

    public void timeIs(Instant time) {
        now = time;
    }

    /** What edges know. */
    public CatalogSnapshot snapshot() {
        return registry.snapshot(now);
    }

    /** Whether edges know the stream. */
    public boolean isKnown(String name) {
        return snapshot().stream(new StreamName(name)).isPresent();
    }

    /** Of the audit log, what was done to what by whom, in its order. */
    public List<String> audit() {
        return database().read(sql -> sql
                .sql("SELECT actor, action, subject, source FROM audit WHERE organisation = ? ORDER BY at, action")
                .param(DEMO.toString()).query((row, _) -> row.getString("actor") + " " + row.getString("action") + " "
                        + row.getString("subject") + " " + row.getString("source"))
                .list());
    }

    public Answer get(Who who, String uri) {
        return exchange(client.get().uri(URI.create(uri)).header(who.header, who.credential));
    }

    public Answer delete(Who who, String uri) {
        return exchange(client.delete().uri(URI.create(uri)).header(who.header, who.credential));
    }

    public Answer post(Who who, String uri, String body) {
        return call(who, HttpMethod.POST, uri, body);
    }

    public Answer call(Who who, HttpMethod method, String uri, String body) {
        return exchange(client.method(method).uri(URI.create(uri)).header(who.header, who.credential)
                .contentType(MediaType.APPLICATION_JSON).bodyValue(body));
    }

    /** Without credentials. */
    public Answer open(HttpMethod method, String uri) {
        return exchange(client.method(method).uri(URI.create(uri)));
    }

    private static Answer exchange(WebTestClient.RequestHeadersSpec<?> request) {
        EntityExchangeResult<byte[]> result = request.exchange().expectBody().returnResult();
        byte[] body = result.getResponseBodyContent();
        JsonNode json = JSON.readTree(body == null ? new byte[0] : body);
        return new Answer(result.getStatus().value(), json, result);
    }
}
