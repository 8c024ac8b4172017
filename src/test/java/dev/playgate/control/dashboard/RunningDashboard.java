package dev.playgate.control.dashboard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.json.JsonMapper;

import dev.playgate.Browser;
import dev.playgate.catalog.Feature;
import dev.playgate.catalog.Organisation;
import dev.playgate.control.registry.AccountStore;
import dev.playgate.control.registry.Actor;
import dev.playgate.control.registry.Database;
import dev.playgate.control.registry.EmailAddress;
import dev.playgate.control.registry.GroupStore;
import dev.playgate.control.registry.NewStream;
import dev.playgate.control.registry.OrganisationStore;
import dev.playgate.control.registry.Rendition;
import dev.playgate.players.RunningDemo;
import dev.playgate.stream.OrganisationId;
import dev.playgate.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** The demo with its dashboard, people of each role, and a browser: one for all tests that ask for it. */
final class RunningDashboard implements AutoCloseable {

    /** Everybody's. */
    static final String PASSWORD = "correct horse battery";
    static final String OPERATOR = "boss@test";
    /** Of an administrator whose organisation has no package. */
    static final String POOR = "admin@poor.test";
    /** Of an administrator whose organisation has many streams. */
    static final String MANY = "admin@many.test";

    /** Of a user of an organisation that has the package webcaster alone, and one stream. */
    static final String CASTER = "user@caster.test";
    /** Of who only looks there. */
    static final String CASTER_READER = "reader@caster.test";

    private static final String API_KEY = "X-BINTU-APIKEY";

    private final RunningDemo demo;
    private final Browser browser;
    private final WebTestClient client;
    private final WhipEndpoint whip = new WhipEndpoint();
    private final OrganisationId many;
    private final Stream casterStream;
    private final Map<String, Jar> jars = new ConcurrentHashMap<>();
    private boolean manyAreThere;

    private RunningDashboard() {
        try {
            demo = RunningDemo.start(Files.createTempDirectory(Files.createDirectories(Path.of("target")), "dash"),
                    "--playgate.ingest.whip=" + whip.template(), "--playgate.webhook.allowed-networks=127.0.0.1");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        browser = Browser.launch();
        client = WebTestClient.bindToServer().baseUrl(demo.base()).responseTimeout(Duration.ofSeconds(30)).build();
        for (String role : new String[]{"nanoAdmin", "nanoUser", "nanoReadOnly"}) {
            user("demo-api-key", mailOf(role), role);
        }
        String hash = new Argon2PasswordEncoder(16, 32, 1, 19 * 1024, 2).encode(PASSWORD);
        AccountStore accounts = demo.part(AccountStore.class);
        accounts.makeOperator(new EmailAddress(OPERATOR), hash, Actor.PROCESS);
        accounts.makeUser(organisation("Poor", "Poor1", Set.of()), new EmailAddress(POOR), "nanoAdmin", hash,
                Actor.PROCESS);
        many = organisation("Many", "Many1", Set.of());
        accounts.makeUser(many, new EmailAddress(MANY), "nanoAdmin", hash, Actor.PROCESS);
        OrganisationId caster = organisation("Caster", "Caste", Set.of(Feature.WEBCASTER));
        accounts.makeUser(caster, new EmailAddress(CASTER), "nanoUser", hash, Actor.PROCESS);
        accounts.makeUser(caster, new EmailAddress(CASTER_READER), "nanoReadOnly", hash, Actor.PROCESS);
        casterStream = demo.part(GroupStore.class)
                .create(caster, List.of(new NewStream(Rendition.UNKNOWN, List.of())), Actor.PROCESS).orElseThrow()
                .streams().getFirst().stream();
    }

    private OrganisationId organisation(String name, String hash, Set<Feature> features) {
        Organisation made = new Organisation(new OrganisationId(UUID.randomUUID()), name, hash, features);
        new OrganisationStore(demo.part(Database.class)).make(made, Actor.PROCESS);
        return made.id();
    }

    /** Three groups of ten, of which one has a tag. */
    void manyStreams() {
        if (manyAreThere) {
            return;
        }
        manyAreThere = true;
        for (String tag : List.of("plain", "odd & <b>", "last")) {
            demo.part(GroupStore.class).create(many,
                    Collections.nCopies(10, new NewStream(Rendition.UNKNOWN, List.of(tag))), Actor.PROCESS);
        }
    }

    /** Gives it to tests. */
    static final class Extension implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType().equals(RunningDashboard.class);
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot().getStore(Namespace.create(RunningDashboard.class))
                    .computeIfAbsent(RunningDashboard.class, _ -> new RunningDashboard(), RunningDashboard.class);
        }
    }

    /** Of Demo's user with that role. */
    static String mailOf(String role) {
        return role + "@demo.test";
    }

    /** Makes a user of the organisation whose API key it is. */
    void user(String apiKey, String email, String role) {
        api(apiKey, "/api/v1/users", "{\"email\":\"%s\",\"password\":\"%s\",\"role\":\"%s\"}".formatted(email,
                PASSWORD, role));
    }

    /** The path of a link that invites to Demo. */
    String invitation(String role) {
        return JsonMapper.shared().readTree(api("demo-api-key", "/api/v1/invitations",
                "{\"role\":\"%s\"}".formatted(role))).required("data").required("path").stringValue();
    }

    /** Of Demo. */
    String playbackToken(String request) {
        return JsonMapper.shared().readTree(api("demo-api-key", "/api/v1/splay", request)).required("data")
                .required("token").stringValue();
    }

    /** The id of a new stream of Demo's. */
    String makeStream() {
        return JsonMapper.shared().readTree(api("demo-api-key", "/api/v1/groups", "{\"streams\":[{}]}"))
                .at("/data/id").stringValue();
    }

    /** Begins a session of Demo's with a token of its own. */
    void play(String request) {
        assertThat(plays(playbackToken(request))).isTrue();
    }

    /** Whether a token begins a session of Demo's. */
    boolean plays(String token) {
        return client.get().uri("/hls/Demo1-live1/index.m3u8?jwtoken=" + token).exchange().expectBody().returnResult()
                .getStatus().is2xxSuccessful();
    }

    /** Somebody of Demo with that role who is signed in: one for all tests, since each sign-in hashes a password. */
    Jar jar(String role) {
        return jarOf(mailOf(role));
    }

    /** Somebody who is signed in, as the other. */
    Jar jarOf(String email) {
        return jars.computeIfAbsent(email, mail -> Jar.signedIn(this, mail));
    }

    /** The operator, that works for the organisation with many streams. */
    Jar operatorOfMany() {
        Jar operator = jarOf(OPERATOR);
        operator.post("/auth/organisation", operator.formToken(), "organisation", many.toString());
        return operator;
    }

    /** Of the first key of the organisation whose API key it is. */
    String idOfKey(String apiKey) {
        return id(apiKey, "/api/v1/keys");
    }

    /** Of the first in a list of Demo's. */
    String id(String path) {
        return id("demo-api-key", path);
    }

    private String id(String apiKey, String path) {
        byte[] answer = client.get().uri(path).header(API_KEY, apiKey).exchange().expectBody()
                .returnResult().getResponseBodyContent();
        return JsonMapper.shared().readTree(answer).at("/data/items/0/id").stringValue();
    }

    private String api(String apiKey, String path, String body) {
        byte[] answer = client.post().uri(path).header(API_KEY, apiKey).header(HttpHeaders.CONTENT_TYPE,
                MediaType.APPLICATION_JSON_VALUE).bodyValue(body).exchange().expectStatus().isOk().expectBody()
                .returnResult().getResponseBodyContent();
        return new String(answer == null ? new byte[0] : answer, StandardCharsets.UTF_8);
    }

    String base() {
        return demo.base();
    }

    /** A part of the running process. */
    <T> T part(Class<T> type) {
        return demo.part(type);
    }

    WebTestClient client() {
        return client;
    }

    Tab tab() {
        return tab(browser);
    }

    /** That runs no script. */
    Tab tabWithoutScripts() {
        return new Tab(browser.newPageWithoutScripts(), demo.base());
    }

    /** In a browser of the test's own. */
    Tab tab(Browser other) {
        return new Tab(other.newPage(), demo.base());
    }

    /** The only stream of {@link #CASTER}'s organisation. */
    Stream casterStream() {
        return casterStream;
    }

    /** To which the dashboard's pages send. */
    WhipEndpoint whip() {
        return whip;
    }

    @Override
    public void close() {
        browser.close();
        demo.close();
        whip.close();
    }
}
