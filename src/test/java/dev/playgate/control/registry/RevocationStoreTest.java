package dev.playgate.control.registry;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import dev.playgate.catalog.CatalogSnapshot;
import dev.playgate.catalog.Label;
import dev.playgate.catalog.RevocationRule;
import dev.playgate.control.api.Page;
import dev.playgate.stream.GroupId;
import dev.playgate.stream.OrganisationId;
import dev.playgate.stream.StreamName;
import dev.playgate.token.PlaybackClaims;
import dev.playgate.token.Scope;

import static org.assertj.core.api.Assertions.assertThat;

/** What is revoked, until when, and what an edge hears of it. */
class RevocationStoreTest {

    /** Has keys of its own; Beta has none. */
    private static final OrganisationId ALPHA = OrganisationId.of("00000000-0000-4000-8000-00000000000a");
    private static final OrganisationId BETA = OrganisationId.of("00000000-0000-4000-8000-00000000000b");
    private static final Instant NOW = Instant.parse("2026-07-01T00:00:00Z");
    private static final Duration LIFETIME = Duration.ofDays(365);
    private static final Duration SESSION = Duration.ofHours(12);
    private static final Duration GONE = LIFETIME.plus(SESSION).plus(Duration.ofHours(24));

    private static final Page FIRST = new Page(1, 25);

    private final TestRegistry registry = TestRegistry.of(SampleTexts.VALID, () -> NOW);
    private final RevocationStore store = new RevocationStore(registry.database());

    @Test
    void anEdgeHearsOfWhatIsRevokedAndOfWhatIsLifted() {
        RevocationRule rule = new RevocationRule(ALPHA, UUID.randomUUID(), Optional.of(Label.ofUser(ALPHA, "u")),
                Optional.of(Label.ofTag(ALPHA, "t")), Set.of(new StreamName("Alpha-one")),
                Optional.of(GroupId.of("00000000-0000-4000-8000-0000000000a1")), NOW, Optional.of(NOW.plusSeconds(9)));
        store.revoke(ALPHA, "a/b c", NOW.plusSeconds(5), Actor.PROCESS);
        assertThat(store.add(rule, Actor.PROCESS)).isTrue();
        assertThat(snapshot().isRevoked(ALPHA, "a/b c")).isTrue();
        assertThat(snapshot().isRevoked(BETA, "a/b c")).isFalse();
        assertThat(snapshot().revocationRules(ALPHA)).containsExactly(rule);
        assertThat(store.list(ALPHA, Optional.empty(), FIRST).items())
                .flatExtracting(known -> known.rule().stream().toList())
                .containsExactly(rule);

        assertThat(store.lift(BETA, "a/b c", Actor.PROCESS)).isFalse();
        assertThat(store.lift(BETA, rule.id().toString(), Actor.PROCESS)).isFalse();
        assertThat(snapshot().revocationRules(ALPHA)).containsExactly(rule);
        assertThat(store.lift(ALPHA, "a/b c", Actor.PROCESS)).isTrue();
        assertThat(store.lift(ALPHA, rule.id().toString(), Actor.PROCESS)).isTrue();
        assertThat(snapshot().isRevoked(ALPHA, "a/b c")).isFalse();
        assertThat(snapshot().revocationRules(ALPHA)).isEmpty();
    }

    @Test
    void ofTwoEndsTheLaterCounts() {
        store.revoke(BETA, "j", NOW.plusSeconds(50), Actor.PROCESS);
        store.revoke(BETA, "j", NOW.plusSeconds(5), Actor.PROCESS);
        store.sweep(NOW.plusSeconds(49), LIFETIME, SESSION);
        assertThat(snapshot().isRevoked(BETA, "j")).isTrue();
        store.sweep(NOW.plusSeconds(50), LIFETIME, SESSION);
        assertThat(snapshot().isRevoked(BETA, "j")).isFalse();
    }

    @Test
    void theNewestComeFirstAndPagesFollowEachOther() {
        for (int i = 10; i < 37; i++) {
            store.revoke(BETA, "j" + i, NOW.plusSeconds(5), Actor.PROCESS);
        }
        assertThat(store.list(BETA, Optional.empty(), FIRST).total()).isEqualTo(27);
        assertThat(ids(store.list(BETA, Optional.empty(), FIRST).items())).hasSize(25).startsWith("j10", "j11");
        assertThat(ids(store.list(BETA, Optional.empty(), new Page(2, 25)).items())).containsExactly("j35", "j36");
    }

    @Test
    void whatIsImportedHasNoEnd() {
        assertThat(store.list(ALPHA, Optional.empty(), FIRST).items()).extracting(RevocationStore.Known::id)
                .containsExactly("revoked-1", "revoked-2");
        assertThat(store.list(ALPHA, Optional.empty(), FIRST).items()).allMatch(known -> known.until().isEmpty());
        store.sweep(NOW.plus(Duration.ofDays(10_000)), LIFETIME, SESSION);
        assertThat(store.list(ALPHA, Optional.empty(), FIRST).total()).isEqualTo(2);
    }

    @Test
    void aRuleGoesAtItsEnd() {
        store.add(rule(ALPHA, Optional.of(NOW.plusSeconds(5))), Actor.PROCESS);
        store.sweep(NOW.plusSeconds(4), LIFETIME, SESSION);
        assertThat(snapshot().revocationRules(ALPHA)).hasSize(1);
        store.sweep(NOW.plusSeconds(5), LIFETIME, SESSION);
        assertThat(snapshot().revocationRules(ALPHA)).isEmpty();
    }

    @Test
    void aRuleWithoutAnEndGoesWhenNothingThatItHitsCanBeAlive() {
        store.add(rule(BETA, Optional.empty()), Actor.PROCESS);
        store.sweep(NOW.plus(GONE), LIFETIME, SESSION);
        assertThat(snapshot().revocationRules(BETA)).hasSize(1);
        store.sweep(NOW.plus(GONE).plusSeconds(1), LIFETIME, SESSION);
        assertThat(snapshot().revocationRules(BETA)).isEmpty();
    }

    @Test
    void nobodyKnowsHowLongTheTokensLiveThatAnOrganisationSignsItself() {
        store.add(rule(ALPHA, Optional.empty()), Actor.PROCESS);
        store.sweep(NOW.plus(GONE.multipliedBy(5)), LIFETIME, SESSION);
        assertThat(snapshot().revocationRules(ALPHA)).hasSize(1);
    }

    @Test
    void allThatHasEndedGoesHoweverManyThereAre() {
        registry.database().write(write -> {
            for (int i = 0; i < 2001; i++) {
                RevocationStore.put(write, BETA, "j" + i, NOW);
            }
            return 0;
        });
        store.sweep(NOW, LIFETIME, SESSION);
        assertThat(store.list(BETA, Optional.empty(), FIRST).total()).isZero();
        assertThat(snapshot().revocationCount()).isEqualTo(2);
    }

    @Test
    void aTokenIsForgottenWhenItCanNoLongerBeRevoked() {
        new IssuedTokenStore(registry.database()).record(new PlaybackClaims("i", BETA, "j", Optional.of(NOW),
                Optional.of(NOW), NOW.plusSeconds(60), new Scope.Organisation(), Optional.empty(), false, List.of(),
                Optional.empty(), Optional.empty(), true, false), Actor.PROCESS);
        Instant last = NOW.plusSeconds(60).plus(Duration.ofHours(24));
        store.sweep(last, LIFETIME, SESSION);
        assertThat(issued()).isEqualTo(1);
        store.sweep(last.plusSeconds(1), LIFETIME, SESSION);
        assertThat(issued()).isZero();
    }

    private long issued() {
        return registry.database()
                .read(sql -> sql.sql("SELECT COUNT(*) FROM issued_token").query(Long.class).single());
    }

    private static RevocationRule rule(OrganisationId organisation, Optional<Instant> until) {
        return new RevocationRule(organisation, UUID.randomUUID(), Optional.empty(), Optional.empty(), Set.of(),
                Optional.empty(), NOW, until);
    }

    private static List<String> ids(List<RevocationStore.Known> known) {
        return known.stream().map(RevocationStore.Known::id).toList();
    }

    private CatalogSnapshot snapshot() {
        return registry.snapshot(NOW);
    }
}
