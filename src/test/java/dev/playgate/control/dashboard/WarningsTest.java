package dev.playgate.control.dashboard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import dev.playgate.catalog.CatalogSnapshot;
import dev.playgate.catalog.Feature;
import dev.playgate.catalog.Organisation;
import dev.playgate.policy.PolicySettings;
import dev.playgate.stream.OrganisationId;
import dev.playgate.token.KeyMaterialException;
import dev.playgate.token.SigningKeyFile;
import dev.playgate.token.SigningKeys;
import dev.playgate.token.TokenAlgorithm;

import static org.assertj.core.api.Assertions.assertThat;

class WarningsTest {

    private static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");
    private static final Duration STALENESS = Duration.ofMinutes(5);
    private static final PolicySettings SETTINGS = new PolicySettings(Duration.ZERO, false, STALENESS,
            Duration.ofHours(12));

    @TempDir
    private Path folder = Path.of("");

    private static Organisation organisation(boolean secure, boolean shadow) {
        return new Organisation(new OrganisationId(new UUID(0, 1)), "Demo", "Demo1",
                secure ? Set.of(Feature.SECURE) : Set.of(), shadow, Optional.empty());
    }

    private ObjectNode generated(String name) throws IOException {
        Path file = folder.resolve(name);
        SigningKeyFile.generateIfMissing(file);
        return (ObjectNode) JsonMapper.shared().readTree(Files.readString(file));
    }

    private static Warnings with(Optional<CatalogSnapshot> catalog, ObjectNode keys) throws KeyMaterialException {
        SigningKeys parsed = SigningKeys.parse(keys.toString(), TokenAlgorithm.RS256);
        return new Warnings(() -> catalog, SETTINGS, () -> parsed);
    }

    @Test
    void whereAllIsWellThereIsNone() throws IOException, KeyMaterialException {
        Warnings warnings = with(Optional.of(CatalogSnapshot.empty(NOW.minus(STALENESS))), generated("one"));
        assertThat(warnings.of(organisation(true, false), NOW)).isEmpty();
        assertThat(warnings.of(organisation(false, true), NOW)).isEmpty();
    }

    @Test
    void shadowModeIsSaid() throws IOException, KeyMaterialException {
        Warnings warnings = with(Optional.of(CatalogSnapshot.empty(NOW)), generated("one"));
        assertThat(warnings.of(organisation(true, true), NOW)).singleElement().asString().startsWith("Shadow mode");
    }

    @Test
    void aCatalogThatIsStaleOrMissingIsSaid() throws IOException, KeyMaterialException {
        for (Optional<CatalogSnapshot> catalog : Set.of(Optional.<CatalogSnapshot>empty(),
                Optional.of(CatalogSnapshot.empty(NOW.minus(STALENESS).minusMillis(1))))) {
            assertThat(with(catalog, generated("one")).of(organisation(true, false), NOW)).singleElement().asString()
                    .startsWith("The catalog of this process is stale");
        }
    }

    @Test
    void aKeyBehindThatWhichIssuesIsAboutToBeRemoved() throws IOException, KeyMaterialException {
        ObjectNode keys = generated("new");
        ObjectNode old = generated("old");
        ((ArrayNode) keys.required("keys")).add(old.at("/keys/0"));
        assertThat(with(Optional.of(CatalogSnapshot.empty(NOW)), keys).of(organisation(true, false), NOW))
                .singleElement().asString().contains("The key " + old.at("/keys/0/kid").stringValue() + " of");
    }
}
