package dev.playgate.control.issue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import com.github.benmanes.caffeine.cache.Ticker;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.server.WebFilter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.playgate.catalog.CatalogSnapshot;
import dev.playgate.control.api.ApiCalls;
import dev.playgate.control.api.OtherCallsController;
import dev.playgate.control.registry.AccountStore;
import dev.playgate.control.registry.ApiKeyStore;
import dev.playgate.control.registry.TestRegistry;
import dev.playgate.policy.Gatekeeper;
import dev.playgate.policy.PolicySettings;
import dev.playgate.stream.OrganisationId;
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
import dev.playgate.token.TokenAlgorithm;
import dev.playgate.token.TokenSigner;
import dev.playgate.token.TokenVerifier;
import dev.playgate.viewer.IpRange;
import dev.playgate.viewer.TrustedProxies;

import static org.assertj.core.api.Assertions.assertThat;

/** The token API over real parts: real keys, the real decision, and a registry that a test may change. */
final class TokenApi {

    static final String ISSUER = "https://playgate.example.com";
    static final Instant START = Instant.parse("2026-07-01T12:00:00.750Z");
    static final long NOW = START.getEpochSecond();
    static final OrganisationId DEMO = OrganisationId.of("5f2c9a04-7d31-4c8e-9b1a-d0e6f3a7c001");
    static final String LIVE_GROUP = "8d3b6c52-0e4f-4a97-b6d8-2f1c5a9e1001";

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final SigningKeys KEYS = newKeys();
    private static final Map<String, TestRegistry> REGISTRIES = new ConcurrentHashMap<>();

    private final KeyRing keyRing = new KeyRing();
    private final TokenController controller;
    private final WebTestClient client;
    private Instant now = START;
    private Optional<CatalogSnapshot> snapshot;
    private InetSocketAddress peer = new InetSocketAddress("203.0.113.1", 40_000);

    private TokenApi(String registryText) {
        TestRegistry registry = registry(registryText);
        this.snapshot = Optional.of(registry.snapshot(START));
        keyRing.replacePlatformKeys(KeySource.SIGNING, new IssuerKeys(ISSUER, KEYS.publicHalves()));
        TicketSeal noTickets = new TicketSeal(() -> {
            throw new IllegalStateException("the API opens no tickets");
        });
        Gatekeeper gatekeeper = new Gatekeeper(() -> snapshot, keyRing,
                new ProofCache(ProofCacheSettings.DEFAULT, keyRing::noteUnknownKid, Ticker.systemTicker()), noTickets,
                new PolicySettings(Duration.ZERO, false, Duration.ofHours(24), Duration.ofHours(12)));
        TokenProperties limits = new TokenProperties(Duration.ofDays(14), Duration.ofDays(365), Duration.ofHours(24));
        InstantSource time = () -> now;
        ApiCalls calls = new ApiCalls(new ApiKeyStore(registry.database()), new AccountStore(registry.database()),
                new TrustedProxies(List.of(IpRange.parse("10.0.0.0/8").orElseThrow())), time);
        this.controller = new TokenController(calls, () -> snapshot, new IssuePolicy(limits),
                new TokenIssuer(ISSUER, () -> KEYS, new TokenSigner()), gatekeeper, time);
        WebFilter fromPeer = (exchange, chain) -> chain
                .filter(exchange.mutate().request(request -> request.remoteAddress(peer)).build());
        this.client = WebTestClient
                .bindToController(controller, new OtherCallsController(List.of(controller)), publishedKeys())
                .webFilter(fromPeer).build();
    }

    /** Nobody writes to them, so that tests with the same text share one. */
    private static TestRegistry registry(String text) {
        return REGISTRIES.computeIfAbsent(text, yaml -> TestRegistry.of(yaml, () -> START));
    }

    /** Over the sample registry. */
    static TokenApi sample() {
        return of(sampleRegistry());
    }

    static TokenApi of(String registryText) {
        return new TokenApi(registryText);
    }

    static String sampleRegistry() {
        try {
            return Files.readString(Path.of("config/registry.yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    TokenController controller() {
        return controller;
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
}
