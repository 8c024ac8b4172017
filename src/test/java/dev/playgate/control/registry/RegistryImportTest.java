package dev.playgate.control.registry;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import dev.playgate.catalog.CatalogEntry;
import dev.playgate.catalog.CatalogSnapshot;
import dev.playgate.catalog.Feature;
import dev.playgate.catalog.GuardianRules;
import dev.playgate.catalog.Organisation;
import dev.playgate.catalog.OwnKeys;
import dev.playgate.stream.GroupId;
import dev.playgate.stream.OrganisationId;
import dev.playgate.stream.Stream;
import dev.playgate.stream.StreamName;
import dev.playgate.stream.StreamState;
import dev.playgate.viewer.IpAddress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** A registry file, applied. */
class RegistryImportTest {

    private static final OrganisationId ALPHA = OrganisationId.of("00000000-0000-4000-8000-00000000000a");
    private static final OrganisationId BETA = OrganisationId.of("00000000-0000-4000-8000-00000000000b");
    private static final Instant NOW = Instant.parse("2026-07-01T00:00:00Z");

    @Test
    void organisationsAndStreamsAreReadAsTheyStand() {
        CatalogSnapshot snapshot = TestRegistry.of(SampleTexts.VALID, () -> NOW).snapshot(NOW);

        assertThat(snapshot.organisationCount()).isEqualTo(2);
        assertThat(snapshot.organisation(ALPHA).orElseThrow()).returns("Alpha", Organisation::name)
                .returns("Alpha", Organisation::hash)
                .returns(Set.of(Feature.SECURE, Feature.VOD), Organisation::features)
                .returns(false, Organisation::shadow);
        assertThat(snapshot.organisation(BETA)).contains(new Organisation(BETA, "Beta", "12345", Set.of()));
        assertThat(snapshot.streamCount()).isEqualTo(4);
        GroupId group = GroupId.of("00000000-0000-4000-8000-0000000000a1");
        assertThat(snapshot.stream(new StreamName("Alpha-one"))).contains(
                new Stream(group.value(), new StreamName("Alpha-one"), group, ALPHA, StreamState.LIVE));
        assertThat(snapshot.stream(new StreamName("Alpha-two")).orElseThrow())
                .returns(group, Stream::group)
                .returns(StreamState.CREATED, Stream::state)
                .returns("00000000-0000-4000-8000-0000000000a2", stream -> stream.id().toString());
        assertThat(snapshot.stream(new StreamName("Alpha-solo")).orElseThrow().state()).isEqualTo(StreamState.LOCKED);
    }

    @Test
    void revocationsAndGuardianRulesAreReadAsTheyStand() {
        CatalogSnapshot snapshot = TestRegistry.of(SampleTexts.VALID, () -> NOW).snapshot(NOW);

        assertThat(snapshot.isRevoked(ALPHA, "revoked-2")).isTrue();
        assertThat(snapshot.isRevoked(BETA, "revoked-2")).isFalse();
        GuardianRules guardian = snapshot.guardian(ALPHA);
        Instant end = Instant.parse("2030-01-01T00:00:00Z");
        IpAddress denied = IpAddress.parse("203.0.113.9").orElseThrow();
        assertThat(guardian.deniesAddress(denied, end.minusSeconds(1))).isTrue();
        assertThat(guardian.deniesAddress(denied, end)).isFalse();
        assertThat(guardian.deniesAddress(IpAddress.parse("2001:db8::1").orElseThrow(), end)).isTrue();
        assertThat(guardian.deniesPage("www.alpha.example.com")).isFalse();
        assertThat(guardian.deniesPage("elsewhere.example.com")).isTrue();
        assertThat(guardian.deniesPage("www.evil.example.com")).isTrue();
        assertThat(snapshot.guardian(BETA)).isEqualTo(GuardianRules.NONE);
    }

    @Test
    void ownKeysAreThoseOfTheFileWithTheirIssuer() {
        OwnKeys own = TestRegistry.of(SampleTexts.VALID, () -> NOW).snapshot(NOW).organisation(ALPHA).orElseThrow()
                .ownKeys().orElseThrow();

        assertThat(own.issuer()).contains("https://tokens.alpha.example.com");
        assertThat(own.jwkSet()).contains("alpha-1");
    }

    @Test
    void apiKeysNameTheirOrganisation() {
        ApiKeyStore keys = new ApiKeyStore(TestRegistry.of(SampleTexts.VALID, () -> NOW).database());

        assertThat(keys.find("alpha-key")).map(ApiKeyStore.Known::organisation).contains(ALPHA);
        assertThat(keys.find("alpha-spare-key")).map(ApiKeyStore.Known::name).contains("spare");
        assertThat(keys.find("beta-key")).map(ApiKeyStore.Known::organisation).contains(BETA);
        assertThat(List.of("", "alpha-ke", "Alpha-key", ApiKeyHash.of("alpha-key").hex()))
                .allSatisfy(key -> assertThat(keys.find(key)).isEmpty());
    }

    @Test
    void whatIsAppliedAgainChangesNothing() {
        TestRegistry registry = TestRegistry.of(SampleTexts.VALID, () -> NOW);
        Set<CatalogEntry> once = entries(registry.snapshot(NOW));
        registry.apply(SampleTexts.VALID);

        assertThat(entries(registry.snapshot(NOW))).isEqualTo(once);
    }

    @Test
    void whatClashesWithTheRegistryChangesNothing() {
        TestRegistry registry = TestRegistry.of(SampleTexts.VALID, () -> NOW);
        Set<CatalogEntry> before = entries(registry.snapshot(NOW));
        String clash = SampleTexts.spoiled("00000000000a", "00000000000c").replace("state: locked", "state: live");

        assertThat(catchThrowableOfType(InvalidRegistryException.class, () -> registry.apply(clash)).faults())
                .containsExactly("organisations[0]: its name or its hash is another organisation's");
        assertThat(entries(registry.snapshot(NOW))).isEqualTo(before);
    }

    private static Set<CatalogEntry> entries(CatalogSnapshot snapshot) {
        Set<CatalogEntry> entries = new HashSet<>();
        snapshot.forEachEntry(entries::add);
        return entries;
    }
}
