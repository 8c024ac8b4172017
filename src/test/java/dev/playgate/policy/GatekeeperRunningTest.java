package dev.playgate.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import com.github.benmanes.caffeine.cache.Ticker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import dev.playgate.catalog.GuardianRules;
import dev.playgate.catalog.GuardianRules.DeniedAddress;
import dev.playgate.catalog.RevocationRule;
import dev.playgate.stream.StreamState;
import dev.playgate.token.Ticket;
import dev.playgate.viewer.DomainPattern;
import dev.playgate.viewer.IpRange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Security E4: what ends a session that runs, and what does not. */
class GatekeeperRunningTest {

    private static final GuardianRules DENY_ALL = new GuardianRules(
            List.of(new DeniedAddress(IpRange.parse("0.0.0.0/0").orElseThrow(), Optional.empty())), List.of(),
            List.of(), false);
    private static final GuardianRules DENY_PAGE = new GuardianRules(List.of(),
            List.of(DomainPattern.parse(Playout.PAGE).orElseThrow()), List.of(), false);

    /** What it stands on since it was let through. */
    private static Grounds begin(Playout playout) {
        PlayoutRequest request = playout.request();
        return new Grounds(request, new SessionTickets(Optional::empty, Playout.SETTINGS,
                new KnownSessions(Optional::empty, _ -> List.of(), Ticker.disabledTicker()))
                .of(playout.assertAdmitted(), request));
    }

    private static Optional<Refusal> judge(Playout playout, Grounds grounds, Duration later) {
        return playout.gatekeeper().judgeRunning(grounds, Playout.NOW.plus(later));
    }

    private static Playout entered() {
        return new Playout().page(Playout.PAGE);
    }

    private static Playout open() {
        return new Playout().page(Playout.PAGE).stream("Open1-live1").credentials();
    }

    @ParameterizedTest(name = "E4 {0}")
    @MethodSource("changes")
    void e4_aSessionEndsWhenItsRightDoes(String name, Consumer<SampleCatalog> change, Refusal refusal) {
        Playout playout = entered();
        Grounds grounds = begin(playout);
        assertThat(judge(playout, grounds, Duration.ZERO)).isEmpty();
        assertThat(judge(playout.catalog(change), grounds, Duration.ZERO)).contains(refusal);
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                of("revoked", content -> content.revoke(SampleCatalog.DEMO, TokenDraft.JTI), Refusal.TOKEN_REVOKED),
                of("revoked with all others", content -> content.revoke(ruleOfAll()), Refusal.TOKEN_REVOKED),
                of("locked", content -> content.state(SampleCatalog.LIVE1, StreamState.LOCKED), Refusal.STREAM_LOCKED),
                of("deleted", content -> content.state(SampleCatalog.LIVE1, StreamState.DELETED),
                        Refusal.STREAM_UNKNOWN),
                of("removed", content -> content.remove(SampleCatalog.LIVE1), Refusal.STREAM_UNKNOWN),
                of("organisation removed", content -> content.removeOrganisation(SampleCatalog.DEMO),
                        Refusal.STREAM_UNKNOWN),
                of("secure disabled", content -> content.secure(SampleCatalog.DEMO, false), Refusal.SECURE_DISABLED),
                of("address denied", content -> content.guardian(SampleCatalog.DEMO, DENY_ALL),
                        Refusal.GUARDIAN_ADDRESS_DENIED),
                of("page denied", content -> content.guardian(SampleCatalog.DEMO, DENY_PAGE),
                        Refusal.GUARDIAN_PAGE_DENIED));
    }

    private static Arguments of(String name, Consumer<SampleCatalog> change, Refusal refusal) {
        return arguments(name, change, refusal);
    }

    private static RevocationRule ruleOfAll() {
        return new RevocationRule(SampleCatalog.DEMO, new UUID(0, 1), Optional.empty(), Optional.empty(), Set.of(),
                Optional.empty(), Playout.NOW, Optional.empty());
    }

    @ParameterizedTest(name = "E4 an open playout: {0}")
    @MethodSource("changesOfOpen")
    void e4_anOpenPlayoutEndsWhenItIsNoLongerOpen(String name, Consumer<SampleCatalog> change, Refusal refusal) {
        Playout playout = open();
        Grounds grounds = begin(playout);
        assertThat(grounds.ticket()).isEmpty();
        assertThat(judge(playout, grounds, Duration.ofDays(30))).isEmpty();
        assertThat(judge(playout.catalog(change), grounds, Duration.ZERO)).contains(refusal);
    }

    static Stream<Arguments> changesOfOpen() {
        return Stream.of(
                of("secure enabled", content -> content.secure(SampleCatalog.OPEN, true), Refusal.TOKEN_MISSING),
                of("locked", content -> content.state(SampleCatalog.OPEN_LIVE1, StreamState.LOCKED),
                        Refusal.STREAM_LOCKED),
                of("removed", content -> content.remove(SampleCatalog.OPEN_LIVE1), Refusal.STREAM_UNKNOWN),
                of("organisation removed", content -> content.removeOrganisation(SampleCatalog.OPEN),
                        Refusal.STREAM_UNKNOWN),
                of("address denied", content -> content.guardian(SampleCatalog.OPEN, DENY_ALL),
                        Refusal.GUARDIAN_ADDRESS_DENIED),
                of("page denied", content -> content.guardian(SampleCatalog.OPEN, DENY_PAGE),
                        Refusal.GUARDIAN_PAGE_DENIED));
    }

    @ParameterizedTest(name = "E4 {0}")
    @MethodSource("keys")
    void e4_aSessionEndsWithItsKey(String name, Consumer<TokenDraft> token, UnaryOperator<Playout> change) {
        Playout playout = entered().token(token);
        Grounds grounds = begin(playout);
        assertThat(judge(change.apply(playout), grounds, Duration.ZERO)).contains(Refusal.TOKEN_KEY_UNKNOWN);
    }

    static Stream<Arguments> keys() {
        Consumer<TokenDraft> platforms = _ -> {};
        Consumer<TokenDraft> demos = TokenDraft::signedByDemo;
        UnaryOperator<Playout> rotated = playout -> playout.platformKeys(TestSigningKeys.NEXT);
        UnaryOperator<Playout> ownRemoved = Playout::noOrganisationKeys;
        return Stream.of(arguments("the platform's", platforms, rotated),
                arguments("the organisation's own", demos, ownRemoved));
    }

    @Test
    void e4_aSessionEndsAtExpWithForceDisconnectAndGoesOnWithout() {
        Duration lifetime = Duration.between(Playout.NOW, TokenDraft.EXPIRES);
        Playout forced = entered().token(TokenDraft::forceDisconnect);
        Grounds grounds = begin(forced);
        assertThat(judge(forced, grounds, lifetime.minusMillis(1))).isEmpty();
        assertThat(judge(forced, grounds, lifetime)).contains(Refusal.TICKET_EXPIRED);
        assertThat(judge(entered(), begin(entered()), lifetime)).isEmpty();
    }

    @Test
    void aSessionEndsAtTheLongestTimeInAnyCase() {
        Playout playout = entered().token(t -> t.expiresIn(Duration.ofDays(7)));
        Grounds grounds = begin(playout);
        Instant end = grounds.ticket().map(Ticket::end).orElseThrow();
        assertThat(playout.gatekeeper().judgeRunning(grounds, end.minusMillis(1))).isEmpty();
        assertThat(playout.gatekeeper().judgeRunning(grounds, end)).contains(Refusal.TICKET_EXPIRED);
    }

    @Test
    void whatIsOnlyNotedEndsNothing() {
        Playout playout = entered();
        Grounds grounds = begin(playout);
        playout.catalog(content -> content.shadow(SampleCatalog.DEMO).revoke(SampleCatalog.DEMO, TokenDraft.JTI));
        assertThat(judge(playout, grounds, Duration.ZERO)).isEmpty();
        playout.catalog(content -> content.guardian(SampleCatalog.DEMO, DENY_ALL));
        assertThat(judge(playout, grounds, Duration.ZERO)).contains(Refusal.GUARDIAN_ADDRESS_DENIED);
    }

    @Test
    void whatIsNotItsBusinessEndsNothing() {
        Playout playout = entered();
        Grounds grounds = begin(playout);
        playout.catalog(content -> content.revoke(SampleCatalog.RIVAL, TokenDraft.JTI)
                .state(SampleCatalog.LIVE2, StreamState.LOCKED).guardian(SampleCatalog.RIVAL, DENY_ALL));
        assertThat(judge(playout, grounds, Duration.ZERO)).isEmpty();
    }

    @Test
    void underAStaleRegistryOrNoneASessionGoesOn() {
        Playout playout = entered();
        Grounds grounds = begin(playout);
        playout.catalog(content -> content.asOf(Playout.NOW.minus(Duration.ofDays(30))));
        assertThat(judge(playout, grounds, Duration.ZERO)).isEmpty();
        assertThat(judge(playout.noCatalog(), grounds, Duration.ofDays(30))).isEmpty();
    }
}
