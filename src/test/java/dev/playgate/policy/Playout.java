package dev.playgate.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import com.github.benmanes.caffeine.cache.Ticker;

import dev.playgate.catalog.CatalogSnapshot;
import dev.playgate.stream.CredentialText;
import dev.playgate.stream.CredentialText.Place;
import dev.playgate.stream.PlayoutTarget;
import dev.playgate.stream.StreamName;
import dev.playgate.token.IssuerKeys;
import dev.playgate.token.KeyMaterialException;
import dev.playgate.token.KeyRing;
import dev.playgate.token.KeySource;
import dev.playgate.token.ProofCache;
import dev.playgate.token.ProofCacheSettings;
import dev.playgate.token.SigningKeys;
import dev.playgate.token.TicketSeal;
import dev.playgate.token.TicketSecrets;
import dev.playgate.viewer.IpAddress;
import dev.playgate.viewer.PageEvidence;

import static org.assertj.core.api.Assertions.assertThat;

/** A viewer with a valid token who asks for {@code Demo1-live1}, and all that decides; each test spoils one thing. */
final class Playout {

    static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");
    static final String PAGE = "www.demo.example";
    static final String ADDRESS = "203.0.113.7";
    static final PolicySettings SETTINGS = new PolicySettings(Duration.ofSeconds(10), false, Duration.ofHours(24),
            Duration.ofHours(12));

    private static final TicketSecrets SECRETS = secrets();

    private final TicketSeal seal = new TicketSeal(() -> SECRETS);
    private final KeyRing ring = new KeyRing();
    private final KnownSessions sessions = new KnownSessions(this::catalog, _ -> List.of(),
            Ticker.disabledTicker());
    private final SampleCatalog content = new SampleCatalog();
    private Optional<CatalogSnapshot> snapshot = Optional.of(content.snapshot());
    private ProofCache proofs = new ProofCache(ProofCacheSettings.DEFAULT, ring::noteUnknownKid,
            Ticker.disabledTicker());
    private PolicySettings settings = SETTINGS;
    private NewViewers newViewers = NewViewers.ALL;
    private PlayoutTarget target = Targets.path(SampleCatalog.LIVE1.name());
    private List<CredentialText> credentials = List.of();
    private PageEvidence page = new PageEvidence.Missing();
    private Optional<IpAddress> address = IpAddress.parse(ADDRESS);
    private Instant now = NOW;

    Playout() {
        platformKeys(TestSigningKeys.PLATFORM);
        ring.replaceOrganisationKeys(Map.of(
                SampleCatalog.DEMO, new IssuerKeys(TokenDraft.DEMOS_ISSUER, TestSigningKeys.DEMOS.publicHalves()),
                SampleCatalog.RIVAL, new IssuerKeys(TokenDraft.ISSUER, TestSigningKeys.RIVALS.publicHalves())));
        token(_ -> {});
    }

    private static TicketSecrets secrets() {
        try {
            return TicketSecrets.parse("1:" + "A".repeat(43));
        } catch (KeyMaterialException e) {
            throw new AssertionError(e);
        }
    }

    /** Exactly these, from now on. */
    Playout platformKeys(SigningKeys keys) {
        ring.replacePlatformKeys(KeySource.SIGNING, new IssuerKeys(TokenDraft.ISSUER, keys.publicHalves()));
        return this;
    }

    Playout noKeys() {
        ring.removePlatformKeys(KeySource.SIGNING);
        ring.replaceOrganisationKeys(Map.of());
        return this;
    }

    Playout noOrganisationKeys() {
        ring.replaceOrganisationKeys(Map.of());
        return this;
    }

    /** A cache of proofs with other bounds, and empty. */
    Playout proofs(ProofCacheSettings bounds) {
        proofs = new ProofCache(bounds, ring::noteUnknownKid, Ticker.disabledTicker());
        return this;
    }

    /** Which of those who begin to play may come in. */
    Playout newViewers(NewViewers which) {
        newViewers = which;
        return this;
    }

    Playout noCatalog() {
        snapshot = Optional.empty();
        return this;
    }

    Playout catalog(Consumer<SampleCatalog> change) {
        change.accept(content);
        snapshot = Optional.of(content.snapshot());
        return this;
    }

    Playout settings(PolicySettings other) {
        settings = other;
        return this;
    }

    /** Another token in its place, in the query. */
    Playout token(Consumer<TokenDraft> change) {
        TokenDraft draft = new TokenDraft();
        change.accept(draft);
        return credential(draft.sign(), Place.QUERY);
    }

    /** The session's ticket in place of the token that this entered with. */
    Playout enter() {
        return credential(ticket(), Place.QUERY);
    }

    /** The ticket of a session that this enters. */
    String ticket() {
        if (decide() instanceof Decision.Admitted admitted
                && admitted.right().orElseThrow() instanceof Right.OfToken token) {
            return seal
                    .seal(new SessionTickets(() -> snapshot, settings, sessions).begin(admitted, token, request()));
        }
        throw new AssertionError("not entered with a token: " + decide());
    }

    Playout credential(String text, Place place) {
        return credentials(new CredentialText(text, place));
    }

    Playout credentials(CredentialText... all) {
        credentials = List.of(all);
        return this;
    }

    Playout stream(String name) {
        return target(Targets.path(new StreamName(name)));
    }

    Playout target(PlayoutTarget other) {
        target = other;
        return this;
    }

    Playout page(String host) {
        return page(new PageEvidence.Page(host));
    }

    Playout page(PageEvidence evidence) {
        page = evidence;
        return this;
    }

    Playout address(String literal) {
        address = Optional.of(IpAddress.parse(literal).orElseThrow());
        return this;
    }

    Playout noAddress() {
        address = Optional.empty();
        return this;
    }

    Playout now(Instant time) {
        now = time;
        return this;
    }

    Playout at(Duration later) {
        return now(NOW.plus(later));
    }

    private Optional<CatalogSnapshot> catalog() {
        return snapshot;
    }

    KnownSessions sessions() {
        return sessions;
    }

    PlayoutRequest request() {
        return new PlayoutRequest(target, credentials, page, address, now);
    }

    Gatekeeper gatekeeper() {
        return new Gatekeeper(() -> snapshot, ring, proofs, seal, settings);
    }

    Decision decide() {
        return gatekeeper().decide(request(), newViewers);
    }

    /** What a check is asked with: the right as it was proved, however the rest stands. */
    Case facts() {
        Verdict verdict = new CredentialProof(proofs, seal)
                .of(Credentials.choose(credentials), ring.current(), new Asker(address, now));
        return new Case(request(), content.snapshot(), ring.current(), content.snapshot().stream(target.stream()),
                ((Verdict.Genuine) verdict).right());
    }

    Decision.Admitted assertAdmitted() {
        Decision decision = decide();
        assertThat(decision).isInstanceOf(Decision.Admitted.class);
        return (Decision.Admitted) decision;
    }

    void assertRefused(Refusal reason) {
        assertThat(decide()).isInstanceOfSatisfying(Decision.Refused.class,
                refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    void assertUnavailable(Outage reason) {
        assertThat(decide()).isInstanceOfSatisfying(Decision.Unavailable.class, unavailable -> {
            assertThat(unavailable.reason()).isEqualTo(reason);
            assertThat(unavailable.retryAfter()).isPositive();
        });
    }
}
