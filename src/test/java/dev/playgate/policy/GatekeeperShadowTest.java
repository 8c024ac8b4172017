package dev.playgate.policy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.playgate.catalog.GuardianRules;
import dev.playgate.catalog.GuardianRules.DeniedAddress;
import dev.playgate.stream.CredentialText;
import dev.playgate.stream.CredentialText.Place;
import dev.playgate.stream.StreamState;
import dev.playgate.viewer.IpRange;

import static org.assertj.core.api.Assertions.assertThat;

/** An organisation that has {@code secure} in shadow is told what would be refused, and nothing of its is. */
class GatekeeperShadowTest {

    private final Playout playout = new Playout().catalog(content -> content.shadow(SampleCatalog.DEMO));

    /** @param reason that it would be refused with */
    record Fault(Reason reason, Consumer<Playout> spoil) {

        @Override
        public String toString() {
            return reason.wireName();
        }
    }

    static List<Fault> faults() {
        return List.of(new Fault(Refusal.TOKEN_MISSING, Playout::credentials),
                new Fault(Refusal.CREDENTIAL_AMBIGUOUS, GatekeeperShadowTest::twoTokens),
                new Fault(Refusal.TOKEN_MALFORMED, playout -> playout.credential("a.b", Place.QUERY)),
                new Fault(Refusal.TICKET_INVALID, playout -> playout.credential("AQEx", Place.QUERY)),
                new Fault(Refusal.TOKEN_KEY_UNKNOWN,
                        playout -> playout.token(t -> t.signedBy(TestSigningKeys.STRANGERS.issuing()))),
                new Fault(Refusal.TOKEN_EXPIRED, playout -> playout.token(t -> t.expiresAt(Playout.NOW))),
                new Fault(Refusal.TOKEN_REVOKED,
                        playout -> playout.catalog(content -> content.revoke(SampleCatalog.DEMO, TokenDraft.JTI))),
                new Fault(Refusal.ORGANISATION_MISMATCH,
                        playout -> playout.token(t -> t.organisation(SampleCatalog.RIVAL).organisationWide())),
                new Fault(Refusal.STREAM_NOT_COVERED, playout -> playout.stream("Demo1-other")),
                new Fault(Refusal.DOMAIN_MISSING, playout -> playout.token(t -> t.domain(Playout.PAGE))),
                new Fault(Refusal.ADDRESS_MISMATCH, playout -> playout.token(t -> t.addresses("192.0.2.1"))),
                new Fault(Outage.KEYS_MISSING, Playout::noKeys),
                new Fault(Outage.CATALOG_STALE,
                        playout -> playout.catalog(content -> content.asOf(Playout.NOW.minus(Duration.ofDays(2))))));
    }

    private static void twoTokens(Playout playout) {
        String token = new TokenDraft().sign();
        playout.credentials(new CredentialText(token, Place.QUERY), new CredentialText(token, Place.HEADER));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void whatWouldBeRefusedIsLetThroughAsAnOpenPlayout(Fault fault) {
        fault.spoil().accept(playout);
        Decision.Admitted admitted = playout.assertAdmitted();
        assertThat(admitted.shadowed()).map(Decision.Shadowed::reason).contains(fault.reason());
        assertThat(admitted.right()).isEmpty();
        assertThat(admitted.matchedAddress()).isEmpty();
        assertThat(admitted.opensSession()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aLockedStreamStaysLocked(Fault fault) {
        fault.spoil().accept(playout);
        playout.catalog(content -> content.state(SampleCatalog.LIVE1, StreamState.LOCKED)
                .state(SampleCatalog.OTHER, StreamState.LOCKED));
        playout.assertRefused(Refusal.STREAM_LOCKED);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void whoGuardianDeniesStaysDenied(Fault fault) {
        fault.spoil().accept(playout);
        playout.catalog(content -> content.guardian(SampleCatalog.DEMO, new GuardianRules(
                List.of(new DeniedAddress(IpRange.parse(Playout.ADDRESS).orElseThrow(), Optional.empty())), List.of(),
                List.of(), false)));
        playout.assertRefused(Refusal.GUARDIAN_ADDRESS_DENIED);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aStreamThatIsNotKnownIsNeverLetThrough(Fault fault) {
        fault.spoil().accept(playout);
        playout.stream("Demo1-none1");
        assertThat(playout.decide()).isNotInstanceOf(Decision.Admitted.class);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void theTokenOfAnOrganisationInShadowSparesNoOther(Fault fault) {
        fault.spoil().accept(playout);
        playout.stream("Rival-live1");
        assertThat(playout.decide() instanceof Decision.Admitted)
                .as("its own token, which is good").isEqualTo(fault.reason() == Refusal.ORGANISATION_MISMATCH);
    }

    @Test
    void aGoodTokenOpensASessionAsEver() {
        Decision.Admitted admitted = playout.assertAdmitted();
        assertThat(admitted.shadowed()).isEmpty();
        assertThat(admitted.opensSession()).isTrue();
        assertThat(playout.enter().assertAdmitted().shadowed()).isEmpty();
    }

    @Test
    void ofATokenThatWasReadItIsKnownWhichItWas() {
        Decision.Admitted admitted = playout.token(t -> t.expiresAt(Playout.NOW)).assertAdmitted();
        assertThat(admitted.shadowed().flatMap(Decision.Shadowed::right)).map(Right::jti).contains(TokenDraft.JTI);
    }
}
