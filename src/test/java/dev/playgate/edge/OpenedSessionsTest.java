package dev.playgate.edge;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import dev.playgate.policy.PlayoutRequest;
import dev.playgate.policy.Right;
import dev.playgate.stream.GroupId;
import dev.playgate.stream.Medium;
import dev.playgate.stream.OrganisationId;
import dev.playgate.stream.PlayoutForm;
import dev.playgate.stream.PlayoutTarget;
import dev.playgate.stream.StreamName;
import dev.playgate.token.KeyReference;
import dev.playgate.token.Ticket;
import dev.playgate.viewer.IpAddress;
import dev.playgate.viewer.PageEvidence;

import static org.assertj.core.api.Assertions.assertThat;

class OpenedSessionsTest {

    private static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");
    private static final PlayoutForm FORM = new PlayoutForm("/hls/", Optional.empty(), Medium.HLS,
            URI.create("http://localhost"), Optional.empty());

    private final AtomicLong nanos = new AtomicLong();
    private final OpenedSessions sessions = new OpenedSessions(nanos::get);

    private boolean opens(String jti, String stream, String address) {
        return sessions.opens(right(jti), request(stream, address));
    }

    private boolean knows(String jti, String stream, String address) {
        return sessions.knows(right(jti), request(stream, address));
    }

    private static Right right(String jti) {
        Ticket ticket = new Ticket(1, OrganisationId.of("5f2c9a04-7d31-4c8e-9b1a-d0e6f3a7c001"),
                GroupId.of("8d3b6c52-0e4f-4a97-b6d8-2f1c5a9e1001"), Set.of(), jti,
                new KeyReference("key", Optional.empty()), Optional.empty(), Optional.empty(),
                new Ticket.Traits(Optional.empty(), 0, 0, 0), NOW, NOW.plusSeconds(60));
        return new Right.OfTicket(ticket);
    }

    private static PlayoutRequest request(String stream, String address) {
        return new PlayoutRequest(
                new PlayoutTarget(FORM, new StreamName(stream), "/hls/" + stream + "/a", "", List.of()), List.of(),
                new PageEvidence.Page("www.demo.example"), IpAddress.parse(address), NOW);
    }

    @Test
    void aSessionIsKnownOnceItIsOpened() {
        assertThat(knows("a", "Demo1-live1", "203.0.113.7")).isFalse();
        assertThat(knows("a", "Demo1-live1", "203.0.113.7")).isFalse();
        opens("a", "Demo1-live1", "203.0.113.7");
        assertThat(knows("a", "Demo1-live1", "203.0.113.7")).isTrue();
        assertThat(knows("a", "Demo1-live1", "203.0.113.8")).isFalse();
    }

    @Test
    void theFirstRequestOpensASessionAndThoseAfterItGoOn() {
        assertThat(opens("a", "Demo1-live1", "203.0.113.7")).isTrue();
        assertThat(opens("a", "Demo1-live1", "203.0.113.7")).isFalse();
    }

    @Test
    void anotherTokenStreamOrAddressIsAnotherSession() {
        opens("a", "Demo1-live1", "203.0.113.7");
        assertThat(opens("b", "Demo1-live1", "203.0.113.7")).isTrue();
        assertThat(opens("a", "Demo1-live2", "203.0.113.7")).isTrue();
        assertThat(opens("a", "Demo1-live1", "203.0.113.8")).isTrue();
    }

    @Test
    void afterAPauseItIsAnotherSession() {
        opens("a", "Demo1-live1", "203.0.113.7");
        nanos.addAndGet(OpenedSessions.PAUSE.toNanos() - 1);
        assertThat(opens("a", "Demo1-live1", "203.0.113.7")).isFalse();
        nanos.addAndGet(OpenedSessions.PAUSE.toNanos() + 1);
        assertThat(opens("a", "Demo1-live1", "203.0.113.7")).isTrue();
    }
}
