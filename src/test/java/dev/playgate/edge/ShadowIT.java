package dev.playgate.edge;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import dev.playgate.catalog.CatalogChange;
import dev.playgate.catalog.CatalogEntry;
import dev.playgate.catalog.Feature;
import dev.playgate.catalog.Organisation;
import dev.playgate.stream.GroupId;
import dev.playgate.stream.OrganisationId;
import dev.playgate.stream.Stream;
import dev.playgate.stream.StreamName;
import dev.playgate.stream.StreamState;

import static org.assertj.core.api.Assertions.assertThat;

/** What a viewer sees of an organisation in shadow, and what an organisation finds behind a viewer's error. */
@ParameterizedClass
@EnumSource(MediaPath.class)
class ShadowIT {

    private static final String BODY = RawOrigin.head("200 OK", "Content-Length: 2") + "ok";

    private final RunningEdge edge;

    ShadowIT(MediaPath path) {
        edge = path.edge();
    }

    @BeforeEach
    void anOrganisationIsInShadow() {
        OrganisationId id = new OrganisationId(UUID.fromString("5f2c9a04-7d31-4c8e-9b1a-d0e6f3a7c009"));
        edge.change(CatalogChange.put(new CatalogEntry.OfOrganisation(
                new Organisation(id, "Shade", "Shade", Set.of(Feature.SECURE), true, Optional.empty()))));
        stream(id, "Shade-live1", StreamState.LIVE);
        stream(id, "Shade-locked", StreamState.LOCKED);
    }

    private void stream(OrganisationId organisation, String name, StreamState state) {
        UUID group = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
        edge.change(CatalogChange.put(new CatalogEntry.OfStream(
                new Stream(group, new StreamName(name), new GroupId(group), organisation, state))));
    }

    @Test
    void whatWouldBeRefusedIsServedAndSaysWhy() {
        RawAnswer answer = edge.ask("GET", "/hls/Shade-live1/" + edge.origin().answering(BODY));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("X-Playgate-Shadow")).contains("token_missing");
        assertThat(answer.header("Access-Control-Expose-Headers").orElseThrow()).contains("X-Playgate-Shadow");
    }

    @Test
    void nothingElseIsSaidToBeInShadow() {
        assertThat(edge.get(RunningEdge.HLS + edge.origin().answering(BODY)).header("X-Playgate-Shadow")).isEmpty();
        RawAnswer locked = edge.ask("GET", "/hls/Shade-locked/a");
        assertThat(locked.status()).isEqualTo(403);
        assertThat(locked.header("X-Playgate-Shadow")).isEmpty();
    }

    @Test
    void whyAViewerWasRefusedIsFoundByTheRequestIdThatItSaw() {
        String id = edge.ask("GET", RunningEdge.HLS + "a").header("X-Request-Id").orElseThrow();
        RawAnswer found = edge.ask("GET", "/api/v1/decisions/" + id, "X-BINTU-APIKEY: demo-api-key");
        assertThat(found.status()).isEqualTo(200);
        assertThat(found.text()).contains("\"reason\":\"token_missing\",\"stream\":\"Demo1-live1\"");
        assertThat(edge.ask("GET", "/api/v1/decisions/" + id, "X-BINTU-APIKEY: rival-api-key").status())
                .isEqualTo(404);
    }

    @Test
    void whyTheOriginFailedIsFoundAsWell() {
        String id = edge.get(RunningEdge.DEAD + "a").header("X-Request-Id").orElseThrow();
        assertThat(edge.ask("GET", "/api/v1/decisions/" + id, "X-BINTU-APIKEY: demo-api-key").text())
                .contains("\"decision\":\"unavailable\",\"reason\":\"origin_unreachable\"");
    }
}
