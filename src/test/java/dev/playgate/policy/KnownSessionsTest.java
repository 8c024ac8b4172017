package dev.playgate.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import dev.playgate.catalog.Label;
import dev.playgate.catalog.RevocationRule;
import dev.playgate.stream.OrganisationId;
import dev.playgate.stream.StreamName;
import dev.playgate.token.Ticket;

import static org.assertj.core.api.Assertions.assertThat;

class KnownSessionsTest {

    private static final long MINUTE_NANOS = 60_000_000_000L;

    private final AtomicLong nanos = new AtomicLong();
    private final SampleCatalog catalog = new SampleCatalog();
    private final List<Grounds> open = new ArrayList<>();
    private final KnownSessions sessions = new KnownSessions(() -> Optional.of(catalog.snapshot()), _ -> open,
            nanos::get);
    private final SessionTickets tickets = new SessionTickets(() -> Optional.of(catalog.snapshot()), Playout.SETTINGS,
            sessions);

    @Test
    void whatARuleNamesIsCounted() {
        begin(new Playout().token(t -> t.user("u1").tag("t1")));
        begin(new Playout().token(t -> t.jti("j2").user("u2").tag("t1")).stream("Demo1-live2"));
        begin(new Playout().token(t -> t.organisation(SampleCatalog.RIVAL).user("u1").organisationWide())
                .stream("Rival-live1"));

        assertThat(count(rule(SampleCatalog.DEMO, Optional.empty(), Set.of()))).isEqualTo(2);
        assertThat(count(rule(SampleCatalog.DEMO, Optional.of("u1"), Set.of()))).isEqualTo(1);
        assertThat(count(rule(SampleCatalog.DEMO, Optional.of("u3"), Set.of()))).isZero();
        assertThat(count(rule(SampleCatalog.DEMO, Optional.empty(), Set.of(SampleCatalog.LIVE2.name())))).isEqualTo(1);
        assertThat(count(rule(SampleCatalog.RIVAL, Optional.empty(), Set.of()))).isEqualTo(1);
        assertThat(count(rule(SampleCatalog.OPEN, Optional.empty(), Set.of()))).isZero();
    }

    @Test
    void anOrganisationsAreThoseOfItsStreamsUntilTheyEnd() {
        begin(new Playout());
        assertThat(sessions.count(SampleCatalog.DEMO, Playout.NOW)).isEqualTo(1);
        assertThat(sessions.count(SampleCatalog.RIVAL, Playout.NOW)).isZero();
        assertThat(sessions.count(SampleCatalog.DEMO, Playout.NOW.plus(Playout.SETTINGS.maximumSession()))).isZero();
    }

    @Test
    void thoseOfAnOrganisationAreListedByStreamWithTheirTokens() {
        begin(new Playout().token(t -> t.jti("j2")).stream("Demo1-live2"));
        begin(new Playout().token(t -> t.jti("j1")));
        assertThat(sessions.list(SampleCatalog.DEMO, Playout.NOW)).extracting(KnownSession::jti)
                .containsExactly("j1", "j2");
        assertThat(sessions.list(SampleCatalog.RIVAL, Playout.NOW)).isEmpty();
        assertThat(sessions.list(SampleCatalog.DEMO, Playout.NOW.plus(Playout.SETTINGS.maximumSession()))).isEmpty();
    }

    @Test
    void aSessionIsOneHoweverOftenItIsSeen() {
        begin(new Playout());
        begin(new Playout());
        assertThat(all(Playout.NOW)).isEqualTo(1);
    }

    @Test
    void oneWhoseTokenIsRevokedIsNoneAtOnce() {
        begin(new Playout().token(t -> t.jti("j1")));
        begin(new Playout().token(t -> t.jti("j2")));
        catalog.revoke(SampleCatalog.DEMO, "j1");
        assertThat(sessions.list(SampleCatalog.DEMO, Playout.NOW)).extracting(KnownSession::jti).containsExactly("j2");
        assertThat(sessions.count(SampleCatalog.DEMO, Playout.NOW)).isEqualTo(1);
    }

    @Test
    void oneThatARuleEndedIsNoneAtOnce() {
        begin(new Playout().token(t -> t.jti("j1").user("u1")));
        begin(new Playout().token(t -> t.jti("j2").user("u2")));
        catalog.revoke(rule(SampleCatalog.DEMO, Optional.of("u1"), Set.of()));
        assertThat(sessions.list(SampleCatalog.DEMO, Playout.NOW)).extracting(KnownSession::jti).containsExactly("j2");
        assertThat(sessions.count(SampleCatalog.DEMO, Playout.NOW)).isEqualTo(1);
    }

    @Test
    void itIsRememberedWhenAndWhereItWasSeenAndWhetherItShowedAPage() {
        Ticket ticket = begin(new Playout().page(Playout.PAGE));
        goOn(ticket, new Playout().address("198.51.100.9").at(Duration.ofMinutes(8)));
        KnownSession session = only();
        assertThat(session.since()).isEqualTo(Playout.NOW);
        assertThat(session.page()).isTrue();
        assertThat(session.addresses()).extracting(Object::toString).containsExactlyInAnyOrder(Playout.ADDRESS,
                "198.51.100.9");
    }

    @Test
    void addressesOfOneIpv6NetworkAreOne() {
        Ticket ticket = begin(new Playout().address("2001:db8::1"));
        goOn(ticket, new Playout().address("2001:db8::2"));
        assertThat(only().addresses()).hasSize(1);
        goOn(ticket, new Playout().address("2001:db8:0:1::2"));
        assertThat(only().addresses()).hasSize(2);
    }

    @Test
    void ofATicketThatIsPassedAroundSomeAddressesAreEnough() {
        Ticket ticket = begin(new Playout());
        for (int i = 0; i < 2 * KnownSession.MAXIMUM_ADDRESSES; i++) {
            goOn(ticket, new Playout().address("198.51.100." + i));
        }
        assertThat(only().addresses()).hasSize(KnownSession.MAXIMUM_ADDRESSES);
    }

    @Test
    void whatIsOpenIsKnownForAsLongAsItIsAndCountsEach() {
        Playout playout = new Playout();
        Grounds grounds = new Grounds(playout.request(), Optional.of(begin(playout)));
        open.addAll(List.of(grounds, grounds));
        assertThat(sessions.count(SampleCatalog.DEMO, Playout.NOW)).isEqualTo(2);
        nanos.addAndGet(60 * MINUTE_NANOS);
        KnownSession session = only();
        assertThat(session.connections()).isEqualTo(2);
        assertThat(session.since()).isEqualTo(Playout.NOW);
        open.clear();
        assertThat(sessions.count(SampleCatalog.DEMO, Playout.NOW)).isZero();
    }

    @Test
    void itIsKnownForTenMinutesAfterItWasSeenAtLast() {
        Ticket ticket = begin(new Playout());
        nanos.addAndGet(9 * MINUTE_NANOS);
        goOn(ticket, new Playout());
        nanos.addAndGet(9 * MINUTE_NANOS);
        assertThat(all(Playout.NOW)).isEqualTo(1);
        nanos.addAndGet(MINUTE_NANOS);
        assertThat(all(Playout.NOW)).isZero();
    }

    @Test
    void atItsEndItIsNoMore() {
        begin(new Playout());
        Instant end = Playout.NOW.plus(Playout.SETTINGS.maximumSession());
        assertThat(all(end.minusMillis(1))).isEqualTo(1);
        assertThat(all(end)).isZero();
    }

    private Ticket begin(Playout playout) {
        Decision.Admitted admitted = playout.assertAdmitted();
        return tickets.begin(admitted, (Right.OfToken) admitted.right().orElseThrow(), playout.request());
    }

    private void goOn(Ticket ticket, Playout playout) {
        Decision.Admitted admitted = playout.assertAdmitted();
        assertThat(tickets.goOn(admitted, new Right.OfTicket(ticket), playout.request())).isEqualTo(ticket);
    }

    private KnownSession only() {
        List<KnownSession> list = sessions.list(SampleCatalog.DEMO, Playout.NOW);
        assertThat(list).hasSize(1);
        return list.getFirst();
    }

    private long count(RevocationRule rule) {
        return sessions.countHit(rule, Playout.NOW);
    }

    private long all(Instant now) {
        return sessions.countHit(rule(SampleCatalog.DEMO, Optional.empty(), Set.of()), now);
    }

    private static RevocationRule rule(OrganisationId organisation, Optional<String> user, Set<StreamName> streams) {
        return new RevocationRule(organisation, UUID.randomUUID(), user.map(text -> Label.ofUser(organisation, text)),
                Optional.empty(), streams, Optional.empty(), Playout.NOW, Optional.empty());
    }
}
