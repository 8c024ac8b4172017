package dev.playgate.policy;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import dev.playgate.catalog.GuardianRules;
import dev.playgate.catalog.GuardianRules.DeniedAddress;
import dev.playgate.stream.StreamState;
import dev.playgate.viewer.IpRange;

import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Security F1, F2: a proof is cached, a decision never is. What changes is in force for the next request. */
class GatekeeperFreshnessTest {

    private static final GuardianRules DENY_ALL = new GuardianRules(
            List.of(new DeniedAddress(IpRange.parse("0.0.0.0/0").orElseThrow(), Optional.empty())), List.of(),
            List.of(), false);

    @ParameterizedTest(name = "F1 {0} after the proof")
    @MethodSource("changes")
    void f1_whatChangesIsJudgedAlthoughTheProofIsCached(String name, Consumer<SampleCatalog> change,
            Consumer<SampleCatalog> back, Refusal refusal) {
        Playout playout = new Playout();
        playout.assertAdmitted();
        playout.catalog(change).assertRefused(refusal);
        playout.catalog(back).assertAdmitted();
    }

    @ParameterizedTest(name = "F1 {0} while the session runs")
    @MethodSource("changes")
    void f1_whatChangesEndsRunningSessions(String name, Consumer<SampleCatalog> change, Consumer<SampleCatalog> back,
            Refusal refusal) {
        Playout playout = new Playout().enter();
        playout.assertAdmitted();
        playout.catalog(change).assertRefused(refusal);
        playout.catalog(back).assertAdmitted();
    }

    static Stream<Arguments> changes() {
        Consumer<SampleCatalog> nothingRevoked = content -> content.revoke(SampleCatalog.DEMO, "another");
        Consumer<SampleCatalog> live = content -> content.add(SampleCatalog.LIVE1);
        return Stream.of(
                arguments("revoked", change(content -> content.revoke(SampleCatalog.DEMO, TokenDraft.JTI)),
                        nothingRevoked, Refusal.TOKEN_REVOKED),
                arguments("locked", change(content -> content.state(SampleCatalog.LIVE1, StreamState.LOCKED)), live,
                        Refusal.STREAM_LOCKED),
                arguments("deleted", change(content -> content.state(SampleCatalog.LIVE1, StreamState.DELETED)), live,
                        Refusal.STREAM_UNKNOWN),
                arguments("removed", change(content -> content.remove(SampleCatalog.LIVE1)), live,
                        Refusal.STREAM_UNKNOWN),
                arguments("denied by Guardian", change(content -> content.guardian(SampleCatalog.DEMO, DENY_ALL)),
                        change(content -> content.guardian(SampleCatalog.DEMO, GuardianRules.NONE)),
                        Refusal.GUARDIAN_ADDRESS_DENIED));
    }

    private static Consumer<SampleCatalog> change(Consumer<SampleCatalog> change) {
        return change;
    }

    @Test
    @DisplayName("A7 a revocation is of a jti and an organisation")
    void a7_revocation() {
        Playout playout = new Playout().catalog(content -> content.revoke(SampleCatalog.RIVAL, TokenDraft.JTI));
        playout.assertAdmitted();
        playout.catalog(content -> content.revoke(SampleCatalog.DEMO, TokenDraft.JTI))
                .assertRefused(Refusal.TOKEN_REVOKED);
        playout.token(t -> t.jti("jti-2")).assertAdmitted();
    }

    @Test
    @DisplayName("A7 another token with the same jti is revoked with it")
    void a7_theJtiAndNotTheText() {
        new Playout().catalog(content -> content.revoke(SampleCatalog.DEMO, TokenDraft.JTI))
                .token(t -> t.expiresAt(TokenDraft.EXPIRES.plusSeconds(1))).assertRefused(Refusal.TOKEN_REVOKED);
    }

    @Test
    @DisplayName("F2 a removed key takes its tokens and its sessions with it; a rotation does not")
    void f2_removedKey() {
        Playout token = new Playout();
        Playout ticket = new Playout().enter();
        for (Playout playout : List.of(token, ticket)) {
            playout.assertAdmitted();
            playout.platformKeys(TestSigningKeys.NEXT).assertRefused(Refusal.TOKEN_KEY_UNKNOWN);
            playout.platformKeys(TestSigningKeys.PLATFORM).assertAdmitted();
        }
    }

    @Test
    @DisplayName("F2 an organisation's own key that is removed takes its tokens and sessions with it")
    void f2_removedOwnKey() {
        for (Playout playout : List.of(new Playout().token(TokenDraft::signedByDemo),
                new Playout().token(TokenDraft::signedByDemo).enter())) {
            playout.assertAdmitted();
            playout.noOrganisationKeys().assertRefused(Refusal.TOKEN_KEY_UNKNOWN);
        }
    }

    @Test
    @DisplayName("F1 the package is judged on every request")
    void f1_package() {
        Playout bare = new Playout().credentials();
        bare.assertRefused(Refusal.TOKEN_MISSING);
        bare.catalog(content -> content.secure(SampleCatalog.DEMO, false)).assertAdmitted();
        bare.catalog(content -> content.secure(SampleCatalog.DEMO, true)).assertRefused(Refusal.TOKEN_MISSING);
    }

    @Test
    @DisplayName("F1 of one token each stream, address, page and instant is judged")
    void f1_everyRequest() {
        Playout playout = new Playout()
                .token(t -> t.streams("Demo1-live1").addresses(Playout.ADDRESS).domain(Playout.PAGE))
                .page(Playout.PAGE);
        playout.assertAdmitted();
        playout.stream("Demo1-live2").assertRefused(Refusal.STREAM_NOT_COVERED);
        playout.stream("Demo1-live1").address("192.0.2.1").assertRefused(Refusal.ADDRESS_MISMATCH);
        playout.address(Playout.ADDRESS).page("www.elsewhere.example").assertRefused(Refusal.DOMAIN_MISMATCH);
        playout.page(Playout.PAGE).now(TokenDraft.EXPIRES).assertRefused(Refusal.TOKEN_EXPIRED);
        playout.now(Playout.NOW).assertAdmitted();
    }
}
