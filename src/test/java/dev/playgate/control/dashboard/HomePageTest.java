package dev.playgate.control.dashboard;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;

import dev.playgate.control.registry.OrganisationStore;
import dev.playgate.control.registry.TestRegistry;

import static org.assertj.core.api.Assertions.assertThat;

class HomePageTest {

    private static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");

    @Test
    void aProcessThatIsNoEdgeSaysWhatItDoesNotKnowInsteadOfZeros() {
        String page = new Pages(new OrganisationStore(TestRegistry.empty(() -> NOW).database())).render(
                MockServerWebExchange.from(MockServerHttpRequest.get("/")), Optional.empty(), "", "home",
                Map.of("organisation", "Demo", "live", 3L, "created", 4L, "warnings", List.of(), "at",
                        ShownTime.of(NOW)));
        assertThat(page).containsPattern("Sessions now</dt>\\s*<dd class=\"hint\">Not known")
                .containsPattern("last hour</h2>\\s*<p>Not known").contains(">3<", ">4<").doesNotContain("None.");
    }
}
