package dev.playgate.catalog;

import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
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

class CatalogSnapshotTest {

    private static final Instant AS_OF = Instant.parse("2026-07-01T12:00:00Z");
    private static final OrganisationId DEMO = OrganisationId.of("5f2c9a04-7d31-4c8e-9b1a-d0e6f3a7c001");
    private static final OrganisationId RIVAL = OrganisationId.of("5f2c9a04-7d31-4c8e-9b1a-d0e6f3a7c002");
    private static final Organisation ORGANISATION = new Organisation(DEMO, "Demo", "Demo1", Set.of(Feature.SECURE));
    private static final GroupId GROUP = GroupId.of("8d3b6c52-0e4f-4a97-b6d8-2f1c5a9e1001");
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
        assertThat(entries(confirmed)).isEqualTo(entries(snapshot));
        assertThat(confirmed.version()).isEqualTo(snapshot.version());
    }

    @Test
    void aSuccessorLeavesItAsItWas() {
        Set<CatalogEntry> before = entries(snapshot);
        CatalogEditor editor = snapshot.edit();
        before.forEach(entry -> editor.apply(CatalogChange.remove(entry.key())));
        CatalogSnapshot successor = editor.build(2, AS_OF);

        assertThat(entries(snapshot)).isEqualTo(before);
        assertThat(entries(successor)).isEmpty();
        assertThat(successor.stream(NAME)).isEmpty();
        assertThat(successor.group(GROUP)).isEmpty();
        assertThat(successor.guardian(DEMO)).isEqualTo(GuardianRules.NONE);
        assertThat(successor.isRevoked(DEMO, "jti-1")).isFalse();
        assertThat(successor.streamCount()).isZero();
    }

    @Test
    void aGroupHasItsStreamsAsTheyAreNow() {
        Stream second = new Stream(UUID.randomUUID(), new StreamName("Demo1-live2"), GROUP, DEMO, StreamState.CREATED);
        CatalogEditor editor = snapshot.edit();
        editor.apply(CatalogChange.put(new CatalogEntry.OfStream(second)));
        editor.apply(CatalogChange.put(new CatalogEntry.OfStream(stream(StreamState.LOCKED))));

        assertThat(editor.build(2, AS_OF).group(GROUP)).containsExactlyInAnyOrder(second, stream(StreamState.LOCKED));
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

    private static Set<CatalogEntry> entries(CatalogSnapshot snapshot) {
        Set<CatalogEntry> entries = new HashSet<>();
        snapshot.forEachEntry(entries::add);
        return entries;
    }

    private static Stream stream(StreamState state) {
        return new Stream(GROUP.value(), NAME, GROUP, DEMO, state);
    }

    private static CatalogSnapshot snapshot(StreamState state) {
        CatalogEditor editor = CatalogSnapshot.empty(AS_OF).edit();
        editor.apply(CatalogChange.put(new CatalogEntry.OfOrganisation(ORGANISATION)));
        editor.apply(CatalogChange.put(new CatalogEntry.OfStream(stream(state))));
        editor.apply(CatalogChange.put(new CatalogEntry.OfRevocation(DEMO, "jti-1", AS_OF)));
        editor.apply(CatalogChange.put(new CatalogEntry.OfGuardianRule(new GuardianRule(DEMO, UUID.randomUUID(),
                new GuardianRule.Subject.Pages(Optional.empty(), true)))));
        return editor.build(1, AS_OF);
    }
}
