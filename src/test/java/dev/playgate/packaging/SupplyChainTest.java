package dev.playgate.packaging;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** What the jar is made of, by its bill of materials. */
class SupplyChainTest {

    private static final Path BILL = Path.of("target/classes/META-INF/sbom/application.cdx.json");

    /** That let the whole be given away under Apache-2.0. Of a part with several, one is enough. */
    private static final Set<String> ALLOWED = Set.of("Apache-2.0", "MIT", "MIT-0", "BSD-2-Clause", "BSD-3-Clause",
            "EPL-2.0", "Bouncy Castle Licence");

    @Test
    void everyPartHasALicenceThatLetsTheWholeBeGivenAway() throws Exception {
        assumeTrue(Files.exists(BILL), "the bill of materials is made only while Maven is online");
        List<JsonNode> parts = JsonMapper.shared().readTree(Files.readString(BILL)).required("components").valueStream()
                .toList();
        assertThat(parts).hasSizeGreaterThan(50).allSatisfy(part -> assertThat(licences(part))
                .as(part.required("name").stringValue()).containsAnyElementsOf(ALLOWED));
    }

    private static List<String> licences(JsonNode part) {
        return part.required("licenses").valueStream()
                .map(entry -> entry.has("expression")
                        ? entry.required("expression").stringValue()
                        : entry.required("license").has("id")
                                ? entry.required("license").required("id").stringValue()
                                : entry.required("license").required("name").stringValue())
                .toList();
    }
}
