package dev.playgate.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.playgate.catalog.Label;
import dev.playgate.catalog.RevocationRule;
import dev.playgate.stream.GroupId;
import dev.playgate.stream.OrganisationId;
import dev.playgate.stream.StreamName;

import static org.assertj.core.api.Assertions.assertThat;

class RevocationCheckTest {

    private static final Instant LATER = Playout.NOW.plusSeconds(1);

    private final RevocationCheck check = new RevocationCheck();

    /** What is judged: a token, or the ticket that was made from it. */
    enum Kind {
        TOKEN, TICKET;

        Playout playout() {
            Playout playout = new Playout().token(t -> t.user("viewer-1").tag("one"));
            return this == TICKET ? playout.enter() : playout;
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A7 what counts is the jti and the organisation, of tokens and of what was made from them")
    void a7_jtiAndOrganisation(Kind kind) {
        Playout playout = kind.playout();
        assertThat(check.judge(playout.facts())).isEmpty();
        playout.catalog(content -> content.revoke(SampleCatalog.RIVAL, TokenDraft.JTI));
        assertThat(check.judge(playout.facts())).isEmpty();
        playout.catalog(content -> content.revoke(SampleCatalog.DEMO, "jti-2"));
        assertThat(check.judge(playout.facts())).isEmpty();
        playout.catalog(content -> content.revoke(SampleCatalog.DEMO, TokenDraft.JTI));
        assertThat(check.judge(playout.facts())).contains(Refusal.TOKEN_REVOKED);
    }

    @ParameterizedTest
    @EnumSource
    void aRuleHitsWhereAllThatItNamesIsTrue(Kind kind) {
        assertHit(true, kind, rule().build());
        assertHit(true, kind, rule().user("viewer-1").build());
        assertHit(false, kind, rule().user("viewer-2").build());
        assertHit(true, kind, rule().tag("one").build());
        assertHit(false, kind, rule().tag("two").build());
        assertHit(false, kind, rule().tag("viewer-1").build());
        assertHit(true, kind, rule().user("viewer-1").tag("one").build());
        assertHit(false, kind, rule().user("viewer-1").tag("two").build());
        assertHit(false, kind, rule().of(SampleCatalog.RIVAL).build());
    }

    @ParameterizedTest
    @EnumSource
    void aRuleForStreamsOrAGroupHitsWhereTheTokenIsUsedForThem(Kind kind) {
        assertHit(true, kind, rule().streams("Demo1-live1", "Demo1-other").build());
        assertHit(false, kind, rule().streams("Demo1-live2").build());
        assertHit(true, kind, rule().group(SampleCatalog.LIVE1.group()).build());
        assertHit(false, kind, rule().group(SampleCatalog.OTHER.group()).build());
        assertHit(true, kind, rule().streams("Demo1-live1").group(SampleCatalog.LIVE1.group()).build());
        assertHit(false, kind, rule().streams("Demo1-live1").group(SampleCatalog.OTHER.group()).build());
    }

    @ParameterizedTest
    @EnumSource
    void aRuleHitsWhatWasIssuedBefore(Kind kind) {
        assertHit(true, kind, rule().issuedBefore(TokenDraft.ISSUED.plusSeconds(1)).build());
        assertHit(false, kind, rule().issuedBefore(TokenDraft.ISSUED).build());
    }

    @ParameterizedTest
    @EnumSource
    void aRuleHitsUntilItsEnd(Kind kind) {
        assertHit(true, kind, rule().until(Playout.NOW.plusMillis(1)).build());
        assertHit(false, kind, rule().until(Playout.NOW).build());
    }

    @Test
    void aTokenThatDoesNotSayWhenItWasIssuedWasIssuedBefore() {
        Playout playout = new Playout().token(TokenDraft::withoutBegin);
        playout.catalog(content -> content.revoke(rule().issuedBefore(Instant.EPOCH).build()));
        playout.assertRefused(Refusal.TOKEN_REVOKED);
        Playout running = new Playout().token(TokenDraft::withoutBegin).enter();
        running.catalog(content -> content.revoke(rule().issuedBefore(Instant.EPOCH).build()));
        running.assertRefused(Refusal.TOKEN_REVOKED);
    }

    @Test
    void aUserIsNotAnothersOfTheSameName() {
        assertThat(Label.ofUser(SampleCatalog.DEMO, "a").digest())
                .isNotEqualTo(Label.ofUser(SampleCatalog.RIVAL, "a").digest())
                .isNotEqualTo(Label.ofTag(SampleCatalog.DEMO, "a").digest())
                .isNotEqualTo(Label.ofUser(SampleCatalog.DEMO, "b").digest());
    }

    @Test
    void ofATokenByItselfARuleForStreamsHitsOnlyWhatIsForNoOthers() {
        assertInForce(true, rule().streams("Demo1-live1").build(), t -> t.streams("Demo1-live1", "Demo1-live2"));
        assertInForce(false, rule().streams("Demo1-live1", "Demo1-live2").build(),
                t -> t.streams("Demo1-live1", "Demo1-live2"));
        assertInForce(true, rule().streams("Demo1-live1").build(), _ -> {});
        assertInForce(false, rule().group(SampleCatalog.LIVE1.group()).build(), _ -> {});
        assertInForce(true, rule().group(SampleCatalog.OTHER.group()).build(), _ -> {});
        assertInForce(true, rule().group(SampleCatalog.LIVE1.group()).build(), TokenDraft::organisationWide);
        assertInForce(false, rule().build(), TokenDraft::organisationWide);
        assertInForce(true, rule().user("viewer-1").build(), _ -> {});
        assertInForce(false, rule().user("viewer-1").build(), t -> t.user("viewer-1"));
    }

    private void assertHit(boolean hit, Kind kind, RevocationRule rule) {
        Playout playout = kind.playout().catalog(content -> content.revoke(rule));
        assertThat(check.judge(playout.facts())).isEqualTo(hit ? Optional.of(Refusal.TOKEN_REVOKED) : Optional.empty());
    }

    private static void assertInForce(boolean inForce, RevocationRule rule,
            Consumer<TokenDraft> change) {
        TokenDraft draft = new TokenDraft();
        change.accept(draft);
        TokenJudgement judgement = new Playout().catalog(content -> content.revoke(rule)).gatekeeper()
                .judge(draft.sign(), Optional.empty(), Playout.NOW.plus(Duration.ofSeconds(1)));
        assertThat(judgement instanceof TokenJudgement.InForce).isEqualTo(inForce);
    }

    private static RuleDraft rule() {
        return new RuleDraft();
    }

    /** A rule that revokes everything of Demo; each test narrows it. */
    private static final class RuleDraft {

        private OrganisationId organisation = SampleCatalog.DEMO;
        private Optional<Label> user = Optional.empty();
        private Optional<Label> tag = Optional.empty();
        private Set<StreamName> streams = Set.of();
        private Optional<GroupId> group = Optional.empty();
        private Instant issuedBefore = LATER;
        private Optional<Instant> until = Optional.empty();

        RuleDraft of(OrganisationId id) {
            organisation = id;
            return this;
        }

        RuleDraft user(String text) {
            user = Optional.of(Label.ofUser(organisation, text));
            return this;
        }

        RuleDraft tag(String text) {
            tag = Optional.of(Label.ofTag(organisation, text));
            return this;
        }

        RuleDraft streams(String... names) {
            streams = Set.copyOf(Stream.of(names).map(StreamName::new).toList());
            return this;
        }

        RuleDraft group(GroupId id) {
            group = Optional.of(id);
            return this;
        }

        RuleDraft issuedBefore(Instant time) {
            issuedBefore = time;
            return this;
        }

        RuleDraft until(Instant time) {
            until = Optional.of(time);
            return this;
        }

        RevocationRule build() {
            return new RevocationRule(organisation, UUID.randomUUID(), user, tag, streams, group, issuedBefore, until);
        }
    }
}
