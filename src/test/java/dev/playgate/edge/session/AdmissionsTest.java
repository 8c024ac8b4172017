package dev.playgate.edge.session;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;

import dev.playgate.catalog.CatalogChange;
import dev.playgate.catalog.CatalogEditor;
import dev.playgate.catalog.CatalogEntry;
import dev.playgate.catalog.CatalogSnapshot;
import dev.playgate.catalog.Feature;
import dev.playgate.catalog.Organisation;
import dev.playgate.policy.Decision;
import dev.playgate.policy.PlayoutRequest;
import dev.playgate.policy.Right;
import dev.playgate.policy.SessionPlaces.Place;
import dev.playgate.stream.GroupId;
import dev.playgate.stream.Medium;
import dev.playgate.stream.PlayoutForm;
import dev.playgate.stream.PlayoutTarget;
import dev.playgate.stream.Stream;
import dev.playgate.stream.StreamState;
import dev.playgate.token.KeyReference;
import dev.playgate.token.Ticket;
import dev.playgate.viewer.IpAddress;
import dev.playgate.viewer.PageEvidence;

import static dev.playgate.edge.session.SampleSessions.DEMO;
import static dev.playgate.edge.session.SampleSessions.LIVE1;
import static dev.playgate.edge.session.SampleSessions.NOW;
import static org.assertj.core.api.Assertions.assertThat;

/** Who is one player, and what limits bind it. */
class AdmissionsTest {

    private static final GroupId GROUP = GroupId.of("8d3b6c52-0e4f-4a97-b6d8-2f1c5a9e1001");
    private static final PlayoutForm FORM = new PlayoutForm("/hls/", Optional.empty(), Medium.HLS,
            URI.create("http://localhost"), Optional.empty());

    private final LocalPlaces places = new LocalPlaces();
    private final List<String> displaced = new ArrayList<>();
    private Organisation organisation = organisation(Optional.empty(), Optional.empty(), false);
    private final Admissions admissions = new Admissions(() -> Optional.of(catalog()), places);

    private static Organisation organisation(Optional<Integer> perToken, Optional<Integer> perUser, boolean shadow) {
        return new Organisation(DEMO, "Demo", "Demo1", Set.of(Feature.SECURE), shadow, Optional.empty(), perToken,
                perUser);
    }

    private CatalogSnapshot catalog() {
        CatalogEditor editor = CatalogSnapshot.empty(NOW).edit();
        editor.apply(CatalogChange.put(new CatalogEntry.OfOrganisation(organisation)));
        return editor.build(1, NOW);
    }

    private static PlayoutRequest request(String address, String query, Instant now) {
        return new PlayoutRequest(new PlayoutTarget(FORM, LIVE1, "/hls/Demo1-live1/a", query, List.of()), List.of(),
                new PageEvidence.Missing(), IpAddress.parse(address), now);
    }

    private static Decision.Admitted admitted(String jti, long user, int sessions) {
        Ticket ticket = new Ticket(1, DEMO, GROUP, Set.of(), jti, new KeyReference("k", Optional.empty()),
                Optional.empty(), Optional.empty(), new Ticket.Traits(Optional.empty(), user, 0, sessions), NOW,
                NOW.plus(Duration.ofHours(1)));
        return new Decision.Admitted(new Stream(GROUP.value(), LIVE1, GROUP, DEMO, StreamState.LIVE),
                Optional.of(new Right.OfTicket(ticket)), Optional.empty(), Optional.empty());
    }

    private Optional<Place> enter(String address, String query, Decision.Admitted admitted) {
        return admissions.enter(request(address, query, NOW), admitted, () -> displaced.add(query));
    }

    @Test
    void withoutALimitNothingIsCounted() {
        for (int i = 0; i < 100; i++) {
            assertThat(enter("192.0.2.1", "pid=1", admitted("a", 7, 0))).isPresent();
        }
        assertThat(places.holders()).isZero();
        assertThat(displaced).isEmpty();
    }

    @Test
    void theSmallerOfTheTokensAndTheOrganisationsLimitCounts() {
        organisation = organisation(Optional.of(2), Optional.empty(), false);
        for (String jti : List.of("says nothing", "says more")) {
            Decision.Admitted admitted = admitted(jti, 0, jti.equals("says more") ? 3 : 0);
            assertThat(enter("192.0.2.1", "", admitted)).isPresent();
            assertThat(enter("192.0.2.1", "", admitted)).isPresent();
            assertThat(enter("192.0.2.1", "", admitted)).isEmpty();
        }
        assertThat(enter("192.0.2.1", "", admitted("says less", 0, 1))).isPresent();
        assertThat(enter("192.0.2.1", "", admitted("says less", 0, 1))).isEmpty();
    }

    @Test
    void aUserIsCountedOverItsTokens() {
        organisation = organisation(Optional.empty(), Optional.of(2), false);
        assertThat(enter("192.0.2.1", "", admitted("a", 7, 0))).isPresent();
        Place place = enter("192.0.2.1", "", admitted("b", 7, 0)).orElseThrow();
        assertThat(enter("192.0.2.1", "", admitted("c", 7, 0))).isEmpty();
        assertThat(enter("192.0.2.1", "", admitted("c", 8, 0))).as("another user").isPresent();
        assertThat(enter("192.0.2.1", "", admitted("c", 0, 0))).as("no user").isPresent();
        place.free();
        assertThat(enter("192.0.2.1", "", admitted("c", 7, 0))).isPresent();
    }

    @Test
    void aPlayerThatConnectsAgainCountsOnceAndDisplacesItself() {
        Decision.Admitted admitted = admitted("a", 0, 1);
        assertThat(enter("192.0.2.1", "cid=1&pid=5", admitted)).isPresent();
        assertThat(enter("192.0.2.1", "cid=2&pid=5", admitted)).isPresent();
        assertThat(displaced).containsExactly("cid=1&pid=5");
        assertThat(enter("192.0.2.2", "cid=3&pid=5", admitted)).as("the same pid elsewhere").isEmpty();
        assertThat(enter("192.0.2.1", "cid=4&pid=6", admitted)).isEmpty();
    }

    @Test
    void whoFetchesPieceByPieceKeepsItsPlaceByThat() {
        Decision.Admitted admitted = admitted("a", 0, 1);
        assertThat(admissions.keep(request("192.0.2.1", "pid=5", NOW), admitted)).isTrue();
        assertThat(admissions.keep(request("192.0.2.1", "", NOW.plusSeconds(20)), admitted)).isTrue();
        assertThat(admissions.keep(request("192.0.2.2", "", NOW.plusSeconds(49)), admitted)).isFalse();
        assertThat(admissions.keep(request("192.0.2.2", "", NOW.plusSeconds(50)), admitted)).isTrue();
    }

    @Test
    void inShadowNothingIsLimited() {
        organisation = organisation(Optional.of(1), Optional.of(1), true);
        assertThat(enter("192.0.2.1", "", admitted("a", 7, 1))).isPresent();
        assertThat(enter("192.0.2.1", "", admitted("a", 7, 1))).isPresent();
    }
}
