package dev.playgate.policy;

import java.time.Duration;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.playgate.stream.CredentialText.Place;
import dev.playgate.stream.StreamState;

import static org.assertj.core.api.Assertions.assertThat;

/** Who may play at all: packages, the registry, the order of questions, and what is down. */
class GatekeeperTest {

    @Test
    void aValidTokenOpensItsStream() {
        Decision.Admitted admitted = new Playout().assertAdmitted();

        assertThat(admitted.stream()).isEqualTo(SampleCatalog.LIVE1);
        assertThat(admitted.right()).map(Right::jti).contains(TokenDraft.JTI);
        assertThat(admitted.matchedAddress()).isEmpty();
        assertThat(admitted.opensSession()).isTrue();
    }

    @Test
    void theBarePlayoutUrlPlaysNothing() {
        Playout playout = new Playout().credentials();
        playout.assertRefused(Refusal.TOKEN_MISSING);
        assertThat(playout.decide().right()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Place.class)
    void anEmptyCredentialIsNone(Place place) {
        new Playout().credential("", place).assertRefused(Refusal.TOKEN_MISSING);
    }

    @ParameterizedTest
    @EnumSource(Place.class)
    void aTokenCountsWhereverItStands(Place place) {
        new Playout().credential(new TokenDraft().sign(), place).assertAdmitted();
    }

    @Test
    void withoutThePackageSecurePlayoutsAreOpen() {
        Decision.Admitted admitted = new Playout().stream("Open1-live1").credentials().assertAdmitted();

        assertThat(admitted.stream()).isEqualTo(SampleCatalog.OPEN_LIVE1);
        assertThat(admitted.right()).isEmpty();
        assertThat(admitted.matchedAddress()).isEmpty();
        assertThat(admitted.opensSession()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a.b.c", "nonsense"})
    void anOpenPlayoutDoesNotLookAtItsCredential(String credential) {
        assertThat(new Playout().stream("Open1-live1").credential(credential, Place.QUERY).assertAdmitted().right())
                .isEmpty();
        assertThat(new Playout().stream("Open1-live1").noKeys().assertAdmitted().right()).isEmpty();
    }

    @Test
    void anOpenPlayoutOfALockedStreamIsRefused() {
        new Playout().stream("Open1-live1").credentials()
                .catalog(content -> content.state(SampleCatalog.OPEN_LIVE1, StreamState.LOCKED))
                .assertRefused(Refusal.STREAM_LOCKED);
    }

    @Test
    void aStreamWhoseOrganisationTheRegistryDoesNotKnowIsNotOpen() {
        new Playout().credentials()
                .catalog(content -> content.removeOrganisation(SampleCatalog.DEMO))
                .assertRefused(Refusal.TOKEN_MISSING);
    }

    @Test
    void anUnknownStreamIs404OnlyAfterTheTokenHeld() {
        Playout unknown = new Playout().stream("Demo1-none1");
        unknown.assertRefused(Refusal.STREAM_UNKNOWN);
        assertThat(unknown.decide().right()).map(Right::jti).contains(TokenDraft.JTI);

        unknown.credentials().assertRefused(Refusal.TOKEN_MISSING);
        unknown.credential("a.b.c", Place.QUERY).assertRefused(Refusal.TOKEN_MALFORMED);
        unknown.credential("nonsense", Place.QUERY).assertRefused(Refusal.TICKET_INVALID);
        unknown.token(t -> t.expiresAt(Playout.NOW)).assertRefused(Refusal.TOKEN_EXPIRED);
        unknown.token(t -> t.domain(Playout.PAGE)).assertRefused(Refusal.DOMAIN_MISSING);
        unknown.token(t -> t.addresses("192.0.2.1")).assertRefused(Refusal.ADDRESS_MISMATCH);
    }

    @Test
    void aDeletedStreamIsAsIfItHadNeverBeen() {
        Playout deleted = new Playout()
                .catalog(content -> content.state(SampleCatalog.LIVE1, StreamState.DELETED)
                        .state(SampleCatalog.OPEN_LIVE1, StreamState.DELETED));
        deleted.assertRefused(Refusal.STREAM_UNKNOWN);
        deleted.token(t -> t.organisation(SampleCatalog.RIVAL).organisationWide())
                .assertRefused(Refusal.STREAM_UNKNOWN);
        deleted.credentials().assertRefused(Refusal.TOKEN_MISSING);
        deleted.stream("Open1-live1").assertRefused(Refusal.TOKEN_MISSING);
    }

    @Test
    void withoutARegistryNothingIsDecided() {
        Playout playout = new Playout().noCatalog();
        playout.assertUnavailable(Outage.CATALOG_MISSING);
        playout.credentials().assertUnavailable(Outage.CATALOG_MISSING);
        playout.stream("Open1-live1").assertUnavailable(Outage.CATALOG_MISSING);
        assertThat(playout.decide().right()).isEmpty();
    }

    @Test
    void withoutKeysNothingIsKnownOfATokenOrATicket() {
        new Playout().noKeys().assertUnavailable(Outage.KEYS_MISSING);
        new Playout().enter().noKeys().assertUnavailable(Outage.KEYS_MISSING);
        new Playout().credential("a.b.c", Place.QUERY).noKeys().assertUnavailable(Outage.KEYS_MISSING);
        new Playout().credentials().noKeys().assertRefused(Refusal.TOKEN_MISSING);
    }

    @Test
    void aStaleRegistryOpensNoNewSession() {
        Playout playout = new Playout().token(t -> t.expiresIn(Duration.ofDays(14)));
        Playout stale = playout.at(Duration.ofHours(24).plusNanos(1));
        stale.assertUnavailable(Outage.CATALOG_STALE);
        assertThat(stale.decide().right()).map(Right::jti).contains(TokenDraft.JTI);

        playout.at(Duration.ofHours(24)).assertAdmitted();
    }

    @Test
    void underAStaleRegistryRunningSessionsGoOn() {
        new Playout().enter().catalog(content -> content.asOf(Playout.NOW.minus(Duration.ofDays(3)))).assertAdmitted();
    }

    /** It has no session that could be told from a new one. */
    @Test
    void underAStaleRegistryOpenPlayoutsGoOn() {
        new Playout().stream("Open1-live1").credentials().at(Duration.ofDays(3)).assertAdmitted();
    }

    @Test
    void underAStaleRegistryARefusalIsStillOne() {
        new Playout().catalog(content -> content.asOf(Playout.NOW.minus(Duration.ofDays(3))))
                .stream("Demo1-other").assertRefused(Refusal.STREAM_NOT_COVERED);
    }

    @Test
    @DisplayName("A8 a token of another organisation opens nothing here, whatever it names")
    void a8_anotherOrganisationsToken() {
        Playout rival = new Playout();
        rival.token(t -> t.organisation(SampleCatalog.RIVAL).streams("Demo1-live1"))
                .assertRefused(Refusal.ORGANISATION_MISMATCH);
        rival.token(t -> t.organisation(SampleCatalog.RIVAL).group(SampleCatalog.LIVE1.group()))
                .assertRefused(Refusal.ORGANISATION_MISMATCH);
        rival.token(t -> t.organisation(SampleCatalog.RIVAL).organisationWide())
                .assertRefused(Refusal.ORGANISATION_MISMATCH);
    }

    @Test
    @DisplayName("A8 an organisation's own key opens its own streams and no others")
    void a8_ownKeys() {
        new Playout().token(TokenDraft::signedByDemo).assertAdmitted();
        new Playout().token(t -> t.signedByDemo().organisation(SampleCatalog.RIVAL))
                .assertRefused(Refusal.TOKEN_KEY_UNKNOWN);
        new Playout().token(t -> t.signedBy(TestSigningKeys.RIVALS.issuing()))
                .assertRefused(Refusal.TOKEN_KEY_UNKNOWN);
        new Playout().token(t -> t.signedBy(TestSigningKeys.DEMOS.issuing()))
                .assertRefused(Refusal.TOKEN_ISSUER_REFUSED);
    }

    @Test
    void aTokenOfNoKeyInForceIsRefused() {
        new Playout().token(t -> t.signedBy(TestSigningKeys.STRANGERS.issuing()))
                .assertRefused(Refusal.TOKEN_KEY_UNKNOWN);
    }

    @Test
    void aLockedStreamIsClosedToItsTokens() {
        new Playout().catalog(content -> content.state(SampleCatalog.LIVE1, StreamState.LOCKED))
                .assertRefused(Refusal.STREAM_LOCKED);
    }

    @ParameterizedTest
    @EnumSource(value = StreamState.class, names = {"CREATED", "LIVE", "ENDED"})
    void whetherAStreamIsLiveIsNotForUsToSay(StreamState state) {
        new Playout().catalog(content -> content.state(SampleCatalog.LIVE1, state)).assertAdmitted();
    }
}
