package dev.playgate.control.issue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import com.github.benmanes.caffeine.cache.Ticker;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.server.WebFilter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.playgate.catalog.Catalog;
import dev.playgate.catalog.CatalogSnapshot;
import dev.playgate.control.api.ApiCalls;
import dev.playgate.control.api.ApiController;
import dev.playgate.control.api.OtherCallsController;
import dev.playgate.control.registry.AccountStore;
import dev.playgate.control.registry.ApiKeyStore;
import dev.playgate.control.registry.IssuedTokenStore;
import dev.playgate.control.registry.RevocationStore;
import dev.playgate.control.registry.SessionStore;
import dev.playgate.control.registry.TestRegistry;
import dev.playgate.policy.Decision;
import dev.playgate.policy.Gatekeeper;
import dev.playgate.policy.KnownSessions;
import dev.playgate.policy.PastDecision;
import dev.playgate.policy.PlayoutRequest;
import dev.playgate.policy.PolicySettings;
import dev.playgate.policy.SessionTickets;
import dev.playgate.stream.CredentialText;
import dev.playgate.stream.Medium;
import dev.playgate.stream.OrganisationId;
import dev.playgate.stream.PlayoutForm;
import dev.playgate.stream.PlayoutTarget;
import dev.playgate.stream.StreamName;
import dev.playgate.token.CompactToken;
import dev.playgate.token.IssuerKeys;
import dev.playgate.token.KeyMaterialException;
import dev.playgate.token.KeyRing;
import dev.playgate.token.KeySource;
import dev.playgate.token.PlaybackClaims;
import dev.playgate.token.Proof;
import dev.playgate.token.ProofCache;
import dev.playgate.token.ProofCacheSettings;
import dev.playgate.token.SigningKeyFile;
import dev.playgate.token.SigningKeys;
import dev.playgate.token.TicketSeal;
import dev.playgate.token.TicketSecrets;
import dev.playgate.token.TokenAlgorithm;
import dev.playgate.token.TokenSigner;
import dev.playgate.token.TokenVerifier;
import dev.playgate.viewer.IpAddress;
import dev.playgate.viewer.IpRange;
import dev.playgate.viewer.PageEvidence;
import dev.playgate.viewer.TrustedProxies;

import static org.assertj.core.api.Assertions.assertThat;

/** The token API over real parts: real keys, the real decision, and a registry that a test may change. */
final class TokenApi {

    static final String ISSUER = "https://playgate.example.com";
    static final String DEMOS_ISSUER = "https://tokens.demo.example";
    static final Instant START = Instant.parse("2026-07-01T12:00:00.750Z");
    static final long NOW = START.getEpochSecond();
    static final OrganisationId DEMO = OrganisationId.of("5f2c9a04-7d31-4c8e-9b1a-d0e6f3a7c001");
    static final String LIVE_GROUP = "8d3b6c52-0e4f-4a97-b6d8-2f1c5a9e1001";

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final SigningKeys KEYS = newKeys();
    private static final SigningKeys DEMOS_KEYS = newKeys();
    private static final TicketSecrets TICKET_SECRETS = newTicketSecrets();
    private static final PolicySettings POLICY = new PolicySettings(Duration.ZERO, false, Duration.ofHours(24),
            Duration.ofHours(12));
    private static final Map<String, TestRegistry> REGISTRIES = new ConcurrentHashMap<>();

    private final KeyRing keyRing = new KeyRing();
    private final List<ApiController> controllers;
    private final TestRegistry registry;
    private final KnownSessions sessions;
    private final Map<String, PastDecision> decisions = new ConcurrentHashMap<>();
    private final TicketSeal seal = new TicketSeal(() -> TICKET_SECRETS);
    private final Gatekeeper gatekeeper;
    private final Catalog catalog;
    private final WebTestClient client;
    private Instant now = START;
    private Optional<CatalogSnapshot> snapshot;
    private InetSocketAddress peer = new InetSocketAddress("203.0.113.1", 40_000);

    private TokenApi(TestRegistry registry, boolean follows) {
        this.registry = registry;
        this.snapshot = Optional.of(registry.snapshot(START));
        this.catalog = follows ? () -> snapshot.map(_ -> registry.snapshot(now)) : () -> snapshot;
        this.sessions = new KnownSessions(catalog, _ -> List.of(), Ticker.disabledTicker());
        keyRing.replacePlatformKeys(KeySource.SIGNING, new IssuerKeys(ISSUER, KEYS.publicHalves()));
        keyRing.replaceOrganisationKeys(Map.of(DEMO, new IssuerKeys(DEMOS_ISSUER, DEMOS_KEYS.publicHalves())));
        this.gatekeeper = new Gatekeeper(catalog, keyRing,
                new ProofCache(ProofCacheSettings.DEFAULT, keyRing::noteUnknownKid, Ticker.systemTicker()), seal,
                POLICY);
        TokenProperties limits = new TokenProperties(Duration.ofDays(14), Duration.ofDays(365), Duration.ofHours(24));
        InstantSource time = () -> now;
        ApiCalls calls = new ApiCalls(new ApiKeyStore(registry.database()), new AccountStore(registry.database(),
                new SessionStore(registry.database(), POLICY.maximumSession())),
                new TrustedProxies(List.of(IpRange.parse("10.0.0.0/8").orElseThrow())), time);
        IssuedTokenStore issued = new IssuedTokenStore(registry.database());
        RevocationStore revocations = new RevocationStore(registry.database());
        TokenController tokens = new TokenController(calls, new TokenCreation(catalog, new IssuePolicy(limits),
                new TokenIssuer(ISSUER, () -> KEYS, new TokenSigner(), issued), time), gatekeeper, time);
        this.controllers = List.of(tokens,
                new RevocationController(calls, new TokenRevoker(gatekeeper, revocations, POLICY.maximumSession()),
                        new BulkRevoker(catalog, revocations, issued, sessions), revocations, time),
                new ExplainController(calls, catalog, new Explanations(gatekeeper, time),
                        id -> Optional.ofNullable(decisions.get(id))));
        WebFilter fromPeer = (exchange, chain) -> chain
                .filter(exchange.mutate().request(request -> request.remoteAddress(peer)).build());
        List<Object> all = new ArrayList<>(controllers);
        all.add(new OtherCallsController(controllers));
        all.add(publishedKeys());
        this.client = WebTestClient.bindToController(all.toArray()).webFilter(fromPeer).build();
    }

    /** Of what is written to them, those that share one see nothing, so that tests with the same text do. */
    private static TestRegistry registry(String text) {
        return REGISTRIES.computeIfAbsent(text, yaml -> TestRegistry.of(yaml, () -> START));
    }

    /** Over the sample registry. */
    static TokenApi sample() {
        return of(sampleRegistry());
    }

    static TokenApi of(String registryText) {
        return new TokenApi(registry(registryText), false);
    }

    /** Over a registry of its own, whose changes are in force at once. */
    static TokenApi writable() {
        return new TokenApi(TestRegistry.of(sampleRegistry(), () -> START), true);
    }

    static String sampleRegistry() {
        try {
            return Files.readString(Path.of("config/registry.yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<ApiController> controllers() {
        return controllers;
    }

    TestRegistry registry() {
        return registry;
    }

    Gatekeeper gatekeeper() {
        return gatekeeper;
    }

    /** What a viewer's request id finds. */
    Map<String, PastDecision> decisions() {
        return decisions;
    }

    /** A session of the token that begins now. */
    void enter(String token, String stream) {
        PlayoutRequest request = request(token, stream);
        Decision.Admitted admitted = (Decision.Admitted) gatekeeper.decide(request);
        new SessionTickets(catalog, POLICY, sessions).of(admitted, request);
    }

    Decision decide(String token, String stream) {
        return gatekeeper.decide(request(token, stream));
    }

    private PlayoutRequest request(String token, String stream) {
        PlayoutForm form = new PlayoutForm("/hls/", Optional.empty(), Medium.HLS, URI.create("http://localhost"),
                Optional.empty());
        List<CredentialText> credentials = List.of(new CredentialText(token, CredentialText.Place.QUERY));
        PlayoutTarget target = new PlayoutTarget(form, new StreamName(stream), "/hls/" + stream + "/a", "",
                credentials);
        return new PlayoutRequest(target, credentials, new PageEvidence.Missing(), IpAddress.parse("203.0.113.9"),
                now);
    }

    /** A token of the claims, signed by Demo itself. */
    String signedByDemo(PlaybackClaims claims) {
        return new TokenSigner().sign(claims, Optional.empty(), DEMOS_KEYS.issuing()).orElseThrow().text();
    }

    /** A token of the claims, as the platform would have signed it. */
    String signed(PlaybackClaims claims) {
        return new TokenSigner().sign(claims, Optional.empty(), KEYS.issuing()).orElseThrow().text();
    }

    /** A call with the API key of Demo. */
    WebTestClient.ResponseSpec call(HttpMethod method, String uri, String body) {
        return callAs("demo-api-key", method, uri, body);
    }

    /** @param body empty: none */
    WebTestClient.ResponseSpec callAs(String apiKey, HttpMethod method, String uri, String body) {
        WebTestClient.RequestBodySpec request = client.method(method).uri(URI.create(uri)).header("X-BINTU-APIKEY",
                apiKey);
        return body.isEmpty()
                ? request.exchange()
                : request.contentType(MediaType.APPLICATION_JSON).bodyValue(body).exchange();
    }

    JwksController publishedKeys() {
        return new JwksController(() -> KEYS);
    }

    WebTestClient client() {
        return client;
    }

    void timeIs(Instant time) {
        now = time;
    }

    void peerIs(String address) {
        peer = new InetSocketAddress(address, 40_000);
    }

    void registryIs(Optional<String> text) {
        snapshot = text.map(yaml -> registry(yaml).snapshot(now));
    }

    void withoutKeys() {
        keyRing.removePlatformKeys(KeySource.SIGNING);
        keyRing.replaceOrganisationKeys(Map.of());
    }

    /** The answer to a creation with the API key of Demo. */
    WebTestClient.ResponseSpec create(String body) {
        return client.post().uri("/api/v1/splay").header("X-BINTU-APIKEY", "demo-api-key")
                .contentType(MediaType.APPLICATION_JSON).bodyValue(body).exchange();
    }

    WebTestClient.ResponseSpec verify(String body) {
        return client.post().uri("/api/v1/splay/verify").contentType(MediaType.APPLICATION_JSON).bodyValue(body)
                .exchange();
    }

    WebTestClient.ResponseSpec verifyToken(String token) {
        return verify(JSON.writeValueAsString(Map.of("token", token)));
    }

    String created(String body) {
        return token(create(body));
    }

    PlaybackClaims createdClaims(String body) {
        return claims(created(body));
    }

    PlaybackClaims claims(String token) {
        Proof proof = new TokenVerifier().verify(new CompactToken(token), keyRing.current());
        assertThat(proof).isInstanceOf(Proof.Proved.class);
        return ((Proof.Proved) proof).token().claims();
    }

    /** The claims as they stand in the token. */
    static JsonNode payload(String token) {
        return JSON.readTree(payloadText(token));
    }

    static String payloadText(String token) {
        String part = token.substring(token.indexOf('.') + 1, token.lastIndexOf('.'));
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }

    static JsonNode bodyOf(WebTestClient.ResponseSpec answer) {
        byte[] body = answer.expectBody().returnResult().getResponseBodyContent();
        return JSON.readTree(body == null ? new byte[0] : body);
    }

    private static String token(WebTestClient.ResponseSpec answer) {
        JsonNode body = bodyOf(answer.expectStatus().isOk());
        assertThat(body.propertyNames()).containsExactly("success", "data");
        assertThat(body.get("success").asBoolean()).isTrue();
        assertThat(body.get("data").propertyNames()).containsExactly("token");
        return body.get("data").get("token").asString();
    }

    private static SigningKeys newKeys() {
        try {
            Path folder = Files.createTempDirectory("token-api-test");
            Path file = folder.resolve("keys.json");
            SigningKeyFile.generateIfMissing(file);
            SigningKeys keys = SigningKeys.parse(Files.readString(file), TokenAlgorithm.RS256);
            Files.delete(file);
            Files.delete(folder);
            return keys;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (KeyMaterialException e) {
            throw new IllegalStateException(e);
        }
    }

    private static TicketSecrets newTicketSecrets() {
        try {
            return TicketSecrets.parse("1:" + "A".repeat(43));
        } catch (KeyMaterialException e) {
            throw new IllegalStateException(e);
        }
    }
}
