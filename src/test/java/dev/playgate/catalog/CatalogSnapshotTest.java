package dev.playgate.catalog;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.playgate.stream.GroupId;
import dev.playgate.stream.OrganisationId;
import dev.playgate.stream.Stream;
import dev.playgate.stream.StreamName;
import dev.playgate.stream.StreamState;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CatalogSnapshotTest {

    private static final Instant AS_OF = Instant.parse("2026-07-01T12:00:00Z");
    private static final OrganisationId DEMO = OrganisationId.of("5f2c9a04-7d31-4c8e-9b1a-d0e6f3a7c001");
    private static final OrganisationId RIVAL = OrganisationId.of("5f2c9a04-7d31-4c8e-9b1a-d0e6f3a7c002");
    private static final Organisation ORGANISATION = new Organisation(DEMO, "Demo", "Demo1", Set.of(Feature.SECURE));
    private static final StreamName NAME = new StreamName("Demo1-live1");

    private final CatalogSnapshot snapshot = snapshot(StreamState.LIVE);

    @Test
    void itKnowsWhatItHolds() {
        assertThat(snapshot.stream(NAME)).map(Stream::name).contains(NAME);
        assertThat(snapshot.organisation(DEMO)).contains(ORGANISATION);
        assertThat(snapshot.guardian(DEMO).onlyAllowedPages()).isTrue();
    }

    @Test
    void itKnowsNothingElse() {
        assertThat(snapshot.stream(new StreamName("demo1-live1"))).isEmpty();
        assertThat(snapshot.organisation(RIVAL)).isEmpty();
        assertThat(snapshot.guardian(RIVAL)).isEqualTo(GuardianRules.NONE);
    }

    @ParameterizedTest
    @EnumSource(StreamState.class)
    void aDeletedStreamIsAsIfItHadNeverBeen(StreamState state) {
        assertThat(snapshot(state).stream(NAME).isPresent()).isEqualTo(state != StreamState.DELETED);
    }

    @Test
    @DisplayName("A7 revocations are by organisation and jti")
    void a7_revocations() {
        assertThat(snapshot.isRevoked(DEMO, "jti-1")).isTrue();
        assertThat(snapshot.isRevoked(DEMO, "jti-2")).isFalse();
        assertThat(snapshot.isRevoked(RIVAL, "jti-1")).isFalse();
    }

    @Test
    void aConfirmationChangesTheInstantAlone() {
        CatalogSnapshot confirmed = snapshot.confirmedAt(AS_OF.plusSeconds(1));
        assertThat(confirmed.asOf()).isEqualTo(AS_OF.plusSeconds(1));
        assertThat(confirmed.confirmedAt(AS_OF)).isEqualTo(snapshot);
    }

    @Test
    void nobodyChangesItAfterwards() {
        Map<StreamName, Stream> streams = new HashMap<>(snapshot.streams());
        Set<Feature> features = new HashSet<>(Set.of(Feature.SECURE));
        Organisation organisation = new Organisation(DEMO, "Demo", "Demo1", features);
        CatalogSnapshot copy = new CatalogSnapshot(1, AS_OF, Map.of(DEMO, organisation), streams,
                Map.of(), Map.of());
        streams.clear();
        features.clear();
        assertThat(copy.stream(NAME)).isPresent();
        assertThat(copy.organisation(DEMO)).map(Organisation::isSecure).contains(true);
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> copy.streams().clear());
    }

    @Test
    void withoutThePackageSecureAnOrganisationIsOpen() {
        assertThat(ORGANISATION.isSecure()).isTrue();
        assertThat(new Organisation(DEMO, "Demo", "Demo1", Set.of(Feature.VOD, Feature.H5LIVE)).isSecure()).isFalse();
    }

    @Test
    void packagesHaveTheirWireNames() {
        assertThat(Feature.values()).extracting(Feature::wireName).containsExactlyInAnyOrder("secure", "h5live",
                "webcaster", "transcoding", "live-processing", "vod", "metadata");
    }

    private static CatalogSnapshot snapshot(StreamState state) {
        UUID id = UUID.fromString("8d3b6c52-0e4f-4a97-b6d8-2f1c5a9e1001");
        return new CatalogSnapshot(1, AS_OF, Map.of(DEMO, ORGANISATION),
                Map.of(NAME, new Stream(id, NAME, new GroupId(id), DEMO, state)), Map.of(DEMO, Set.of("jti-1")),
                Map.of(DEMO, new GuardianRules(List.of(), List.of(), List.of(), true)));
    }
}
