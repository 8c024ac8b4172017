package dev.playgate.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import com.github.benmanes.caffeine.cache.Ticker;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.playgate.catalog.Catalog;
import dev.playgate.token.Ticket;
import dev.playgate.viewer.IpRange;

import static org.assertj.core.api.Assertions.assertThat;

/** A ticket opens never more than its token, and only the group that was entered; it has its own end. */
class SessionTicketsTest {

    /** A 144th of the longest session of the fixture. */
    private static final Duration STEP = Duration.ofMinutes(5);
    private static final Catalog CATALOG = () -> Optional.of(new SampleCatalog().snapshot());

    private final Playout playout = new Playout();

    @Test
    void itSaysWhatTheTokenSays() {
        Ticket ticket = begin(playout.token(t -> t.domain(Playout.PAGE).addresses("192.0.2.1", "203.0.113.0/24"))
                .page(Playout.PAGE));
        assertThat(ticket.organisation()).isEqualTo(SampleCatalog.DEMO);
        assertThat(ticket.jti()).isEqualTo(TokenDraft.JTI);
        assertThat(ticket.key().kid()).isEqualTo(TestSigningKeys.PLATFORM.issuing().publicHalf().kid());
        assertThat(ticket.key().owner()).isEmpty();
        assertThat(ticket.domain()).map(Object::toString).contains(Playout.PAGE);
        assertThat(ticket.address()).isEqualTo(IpRange.parse("203.0.113.0/24"));
        assertThat(ticket.group()).isEqualTo(SampleCatalog.LIVE1.group());
    }

    @Test
    void itSaysNothingThatTheTokenDoesNotSay() {
        Ticket ticket = begin(playout);
        assertThat(ticket.domain()).isEmpty();
        assertThat(ticket.address()).isEmpty();
    }

    @Test
    void itNamesTheOrganisationsOwnKey() {
        assertThat(begin(playout.token(TokenDraft::signedByDemo)).key().owner()).contains(SampleCatalog.DEMO);
    }

    @Test
    @DisplayName("B9 for a group or an organisation it opens the entered group")
    void b9_wholeGroup() {
        assertThat(begin(playout).streams()).isEmpty();
        Ticket other = begin(playout.token(TokenDraft::organisationWide).stream("Demo1-other"));
        assertThat(other.streams()).isEmpty();
        assertThat(other.group()).isEqualTo(SampleCatalog.OTHER.group());
    }

    @Test
    @DisplayName("B9 for streams it opens those of them that are of the entered group")
    void b9_streams() {
        playout.token(t -> t.streams("Demo1-live1", "Demo1-live2", "Demo1-other", "Rival-live1", "Demo1-none1"));
        assertThat(begin(playout).streams())
                .isEqualTo(Set.of(SampleCatalog.LIVE1.name(), SampleCatalog.LIVE2.name()));
        assertThat(begin(playout.stream("Demo1-live2")).streams())
                .isEqualTo(Set.of(SampleCatalog.LIVE1.name(), SampleCatalog.LIVE2.name()));
        assertThat(begin(playout.stream("Demo1-other")).streams()).isEqualTo(Set.of(SampleCatalog.OTHER.name()));
    }

    @Test
    @DisplayName("B9 the admitted stream is named even when the registry has just forgotten it")
    void b9_neverEmptyForStreams() {
        playout.token(t -> t.streams("Demo1-live1", "Demo1-live2"));
        assertThat(begin(playout, Optional::empty).streams()).isEqualTo(Set.of(SampleCatalog.LIVE1.name()));
    }

    @Test
    void itEndsAFixedTimeAfterTheProofWhateverExpIs() {
        Instant end = Playout.NOW.plus(Playout.SETTINGS.maximumSession());
        assertThat(begin(playout).end()).isEqualTo(end);
        assertThat(begin(playout.token(t -> t.expiresIn(Duration.ofDays(14)))).end()).isEqualTo(end);
        assertThat(begin(playout.token(t -> t.expiresIn(Duration.ofSeconds(1)))).end()).isEqualTo(end);
        assertThat(begin(playout).provedAt()).isEqualTo(Playout.NOW);
    }

    @Test
    void withForceDisconnectItEndsAtExpIfThatIsEarlier() {
        assertThat(begin(playout.token(TokenDraft::forceDisconnect)).end()).isEqualTo(TokenDraft.EXPIRES);
        assertThat(begin(playout.token(t -> t.forceDisconnect().expiresIn(Duration.ofDays(14)))).end())
                .isEqualTo(Playout.NOW.plus(Playout.SETTINGS.maximumSession()));
    }

    @ParameterizedTest
    @CsvSource({"PT0S, PT0S", "PT0.5S, PT0S", "PT4M59.999S, PT0S", "PT5M, PT5M", "PT9M59S, PT5M"})
    void theProofIsDatedByStepsSoThatOneViewerHasOneTicket(Duration later, Duration proved) {
        Ticket ticket = begin(playout.at(later));
        assertThat(ticket.provedAt()).isEqualTo(Playout.NOW.plus(proved));
        assertThat(ticket).isEqualTo(begin(playout.at(proved)));
    }

    @Test
    void aNewProofIsANewTicket() {
        assertThat(begin(playout)).isNotEqualTo(begin(playout.at(STEP)));
    }

    @Test
    void allRenditionsOfASessionHaveItsTicket() {
        assertThat(begin(playout)).isEqualTo(begin(playout.stream("Demo1-live2")));
    }

    @Test
    void viewersTokensAndOrganisationsHaveSessionsOfTheirOwn() {
        Set<Long> sessions = Set.of(begin(playout).session(), begin(playout.address("192.0.2.1")).session(),
                begin(playout.noAddress()).session(), begin(playout.token(t -> t.jti("jti-2"))).session(),
                begin(playout.token(t -> t.organisation(SampleCatalog.RIVAL).organisationWide())
                        .stream("Rival-live1")).session());
        assertThat(sessions).hasSize(5);
    }

    @ParameterizedTest
    @CsvSource({"PT1S", "PT2S", "PT143S", "PT144S", "PT10M"})
    void howeverShortTheLongestSessionItsTicketIsGoodWhenItIsGiven(Duration maximum) {
        playout.settings(new PolicySettings(Duration.ZERO, false, Duration.ofDays(1), maximum));
        for (int i = 0; i < 300; i++) {
            Instant now = Playout.NOW.plusSeconds(i).plusMillis(999);
            Ticket ticket = begin(playout.now(now), CATALOG, maximum);
            assertThat(ticket.end()).isAfter(now);
            assertThat(ticket.end()).isBeforeOrEqualTo(now.plus(maximum));
        }
    }

    @Test
    void aTicketNeverRenewsATicket() {
        Playout running = playout.enter().at(Duration.ofHours(11));
        Decision.Admitted admitted = running.assertAdmitted();
        assertThat(admitted.opensSession()).isFalse();
        assertThat(admitted.right().orElseThrow()).isInstanceOfSatisfying(Right.OfTicket.class,
                right -> assertThat(right.ticket().end())
                        .isEqualTo(Playout.NOW.plus(Playout.SETTINGS.maximumSession())));
    }

    private static Ticket begin(Playout playout) {
        return begin(playout, CATALOG);
    }

    private static Ticket begin(Playout playout, Catalog catalog) {
        return begin(playout, catalog, Playout.SETTINGS.maximumSession());
    }

    private static Ticket begin(Playout playout, Catalog catalog, Duration maximum) {
        Decision.Admitted admitted = playout.assertAdmitted();
        PolicySettings settings = new PolicySettings(Duration.ZERO, false, Duration.ofDays(1), maximum);
        PlayoutRequest request = playout.request();
        return new SessionTickets(catalog, settings,
                new KnownSessions(Optional::empty, _ -> List.of(), Ticker.disabledTicker()))
                .begin(admitted, (Right.OfToken) admitted.right().orElseThrow(), request);
    }
}
