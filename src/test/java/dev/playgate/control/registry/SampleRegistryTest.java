package dev.playgate.control.registry;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import dev.playgate.catalog.CatalogSnapshot;
import dev.playgate.catalog.Organisation;
import dev.playgate.stream.Stream;
import dev.playgate.stream.StreamName;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The shipped {@code config/registry.yaml} is what documentation and demonstration rely on. */
class SampleRegistryTest {

    private static final Path FILE = Path.of("config/registry.yaml");

    private final RegistryFile file = RegistryFile.load(FILE, new RegistryReader(SampleKeys.ACCEPTED),
            InstantSource.system(), registry -> {});
    private final CatalogSnapshot snapshot = file.current().orElseThrow();

    @Test
    void itHasThreeOrganisationsOfWhichOneIsOpen() {
        Map<String, Organisation> byName = snapshot.organisations().values().stream()
                .collect(Collectors.toMap(Organisation::name, organisation -> organisation));

        assertThat(byName).containsOnlyKeys("Demo", "Rival", "Open");
        assertThat(byName.get("Demo")).returns("Demo1", Organisation::hash).returns(true, Organisation::isSecure);
        assertThat(byName.get("Rival")).returns("Rival", Organisation::hash).returns(true, Organisation::isSecure);
        assertThat(byName.get("Open")).returns("Open1", Organisation::hash).returns(false, Organisation::isSecure);
    }

    @Test
    void itsStreamsAreThoseThatTheDocumentationNames() {
        assertThat(snapshot.streams().keySet()).extracting(StreamName::value).containsExactlyInAnyOrder("Demo1-live1",
                "Demo1-live2", "Demo1-other", "Rival-live1", "Open1-live1");
        Stream live1 = stream("Demo1-live1");
        assertThat(live1.id()).as("the passthrough").isEqualTo(live1.group().value());
        assertThat(stream("Demo1-live2").group()).isEqualTo(live1.group());
        assertThat(stream("Demo1-other").group()).isNotEqualTo(live1.group());
    }

    @Test
    void itsApiKeysAreThoseThatTheDocumentationNames() {
        assertThat(organisationOf("demo-api-key")).contains("Demo");
        assertThat(organisationOf("rival-api-key")).contains("Rival");
        assertThat(organisationOf("open-api-key")).contains("Open");
    }

    @Test
    void itIsRefusedOutsideOfADemonstration() {
        RegistryReader strict = new RegistryReader(SampleKeys.REFUSED);

        assertThatThrownBy(() -> RegistryFile.load(FILE, strict, InstantSource.system(), registry -> {}))
                .isInstanceOfSatisfying(InvalidRegistryException.class, e -> assertThat(Set.copyOf(e.faults()))
                        .hasSize(3).allSatisfy(fault -> assertThat(fault).endsWith("which everybody knows")));
    }

    private Stream stream(String name) {
        return snapshot.stream(new StreamName(name)).orElseThrow();
    }

    private Optional<String> organisationOf(String key) {
        return file.organisationOf(key).flatMap(snapshot::organisation).map(Organisation::name);
    }
}
