package dev.playgate.control.registry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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

    private final TestRegistry registry = TestRegistry.of(text(), InstantSource.system());
    private final CatalogSnapshot snapshot = registry.snapshot(Instant.EPOCH);

    @Test
    void itHasThreeOrganisationsOfWhichOneIsOpen() {
        Map<String, Organisation> byName = new HashMap<>();
        snapshot.forEachOrganisation(organisation -> byName.put(organisation.name(), organisation));

        assertThat(byName).containsOnlyKeys("Demo", "Rival", "Open");
        assertThat(byName.get("Demo")).returns("Demo1", Organisation::hash).returns(true, Organisation::isSecure);
        assertThat(byName.get("Rival")).returns("Rival", Organisation::hash).returns(true, Organisation::isSecure);
        assertThat(byName.get("Open")).returns("Open1", Organisation::hash).returns(false, Organisation::isSecure);
    }

    @Test
    void itsStreamsAreThoseThatTheDocumentationNames() {
        assertThat(snapshot.streamCount()).isEqualTo(5);
        assertThat(stream("Rival-live1").organisation()).isNotEqualTo(stream("Open1-live1").organisation());
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

        assertThatThrownBy(() -> strict.read(text()))
                .isInstanceOfSatisfying(InvalidRegistryException.class, e -> assertThat(Set.copyOf(e.faults()))
                        .hasSize(3).allSatisfy(fault -> assertThat(fault).endsWith("which everybody knows")));
    }

    private Stream stream(String name) {
        return snapshot.stream(new StreamName(name)).orElseThrow();
    }

    private Optional<String> organisationOf(String key) {
        return new ApiKeyStore(registry.database()).find(key)
                .flatMap(known -> snapshot.organisation(known.organisation())).map(Organisation::name);
    }

    private static String text() {
        try {
            return Files.readString(FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
