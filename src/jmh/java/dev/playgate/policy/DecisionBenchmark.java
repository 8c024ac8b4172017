package dev.playgate.policy;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import com.github.benmanes.caffeine.cache.Ticker;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import dev.playgate.catalog.CatalogSnapshot;
import dev.playgate.catalog.Feature;
import dev.playgate.catalog.Organisation;
import dev.playgate.stream.CredentialText;
import dev.playgate.stream.GroupId;
import dev.playgate.stream.Medium;
import dev.playgate.stream.ParsedTarget;
import dev.playgate.stream.PlayoutForm;
import dev.playgate.stream.PlayoutTarget;
import dev.playgate.stream.Stream;
import dev.playgate.stream.StreamName;
import dev.playgate.stream.StreamState;
import dev.playgate.stream.TargetParser;
import dev.playgate.token.CompactToken;
import dev.playgate.token.IssuerKeys;
import dev.playgate.token.KeyRing;
import dev.playgate.token.KeySource;
import dev.playgate.token.Proof;
import dev.playgate.token.ProofCache;
import dev.playgate.token.ProofCacheSettings;
import dev.playgate.token.TestTokens;
import dev.playgate.token.TicketSeal;
import dev.playgate.token.TicketSecrets;
import dev.playgate.token.TokenVerifier;
import dev.playgate.viewer.IpAddress;
import dev.playgate.viewer.PageEvidence;

/** What the edge's own work costs for one request, without any I/O. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DecisionBenchmark {

    private static final GroupId GROUP = new GroupId(UUID.fromString("8d3b6c52-0e4f-4a97-b6d8-2f1c5a9e1001"));
    private static final StreamName NAME = new StreamName("Demo1-live1");

    private final TestTokens.Builder token = TestTokens.valid().without("orgawide").with("streams",
            "[\"Demo1-live1\",\"Demo1-live2\"]");
    private final CompactToken compact = token.token();
    private final String tokenTarget = "/hls/Demo1-live1/4711.m4s?jwtoken=" + compact.text();
    private final TargetParser parser = new TargetParser(List.of(new PlayoutForm("/hls/", Optional.empty(), Medium.HLS,
            URI.create("http://127.0.0.1:8090"), Optional.empty())), List.of("jwtoken", "ticket"));
    private final KeyRing ring = new KeyRing();
    private final TokenVerifier verifier = new TokenVerifier();
    private final Gatekeeper gatekeeper;
    private final PlayoutRequest withToken;
    private final PlayoutRequest withTicket;

    public DecisionBenchmark() {
        ring.replacePlatformKeys(KeySource.SIGNING,
                new IssuerKeys(TestTokens.ISSUER, List.of(TestTokens.RSA.admitted())));
        CatalogSnapshot catalog = new CatalogSnapshot(1, TestTokens.NOW,
                Map.of(TestTokens.DEMO, new Organisation(TestTokens.DEMO, "Demo", "Demo1", Set.of(Feature.SECURE))),
                Map.of(NAME, new Stream(GROUP.value(), NAME, GROUP, TestTokens.DEMO, StreamState.LIVE)), Map.of(),
                Map.of());
        PolicySettings settings = new PolicySettings(Duration.ofSeconds(10), false, Duration.ofHours(24),
                Duration.ofHours(12));
        TicketSeal seal = new TicketSeal(DecisionBenchmark::secrets);
        gatekeeper = new Gatekeeper(() -> Optional.of(catalog), ring,
                new ProofCache(ProofCacheSettings.DEFAULT, ring::noteUnknownKid, Ticker.systemTicker()), seal,
                settings);
        withToken = request(tokenTarget);
        Decision.Admitted admitted = (Decision.Admitted) gatekeeper.decide(withToken);
        Right.OfToken right = (Right.OfToken) admitted.right().orElseThrow();
        String ticket = seal.seal(new SessionTickets(() -> Optional.of(catalog), settings).begin(admitted, right,
                withToken.address(), TestTokens.NOW));
        withTicket = request("/hls/Demo1-live1/4711.m4s?ticket=" + ticket);
        if (!(gatekeeper.decide(withTicket) instanceof Decision.Admitted)) {
            throw new IllegalStateException("the ticket does not open");
        }
    }

    private static final TicketSecrets SECRETS = parseSecrets();

    private static TicketSecrets secrets() {
        return SECRETS;
    }

    private static TicketSecrets parseSecrets() {
        try {
            return TicketSecrets.parse("a:" + "A".repeat(42) + "E\n");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private PlayoutRequest request(String target) {
        PlayoutTarget parsed = (PlayoutTarget) parser.parse(target);
        List<CredentialText> credentials = parsed.credentials();
        return new PlayoutRequest(parsed, credentials, new PageEvidence.Missing(), IpAddress.parse("203.0.113.7"),
                TestTokens.NOW);
    }

    @Benchmark
    public Decision decisionWithCachedProof() {
        return gatekeeper.decide(withToken);
    }

    @Benchmark
    public Decision decisionWithTicket() {
        return gatekeeper.decide(withTicket);
    }

    @Benchmark
    public Proof coldProofOfRs256() {
        return verifier.verify(compact, ring.current());
    }

    @Benchmark
    public ParsedTarget targetParsed() {
        return parser.parse(tokenTarget);
    }
}
