package dev.playgate.edge;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.slf4j.helpers.NOPLogger;

import dev.playgate.policy.Decision;
import dev.playgate.policy.Outage;
import dev.playgate.policy.PastDecision;
import dev.playgate.policy.PlayoutRequest;
import dev.playgate.policy.Reason;
import dev.playgate.policy.Refusal;
import dev.playgate.stream.GroupId;
import dev.playgate.stream.Medium;
import dev.playgate.stream.OrganisationId;
import dev.playgate.stream.PlayoutForm;
import dev.playgate.stream.PlayoutTarget;
import dev.playgate.stream.Stream;
import dev.playgate.stream.StreamName;
import dev.playgate.stream.StreamState;
import dev.playgate.viewer.IpAddress;
import dev.playgate.viewer.PageEvidence;

import static org.assertj.core.api.Assertions.assertThat;

class DecisionLogTest {

    private static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");
    private static final StreamName NAME = new StreamName("Demo1-live1");
    private static final GroupId GROUP = GroupId.of("8d3b6c52-0e4f-4a97-b6d8-2f1c5a9e1001");
    private static final Stream STREAM = new Stream(GROUP.value(), NAME, GROUP,
            OrganisationId.of("5f2c9a04-7d31-4c8e-9b1a-d0e6f3a7c001"), StreamState.LIVE);
    private static final PlayoutRequest REQUEST = new PlayoutRequest(
            new PlayoutTarget(new PlayoutForm("/hls/", Optional.empty(), Medium.HLS, URI.create("http://localhost"),
                    Optional.empty()), NAME, "/hls/Demo1-live1/a", "", List.of()),
            List.of(), new PageEvidence.Page("www.demo.example"), IpAddress.parse("203.0.113.7"), NOW);

    private final AtomicLong nanos = new AtomicLong();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final RecentDecisions recent = new RecentDecisions(nanos::get);
    private final DecisionLog log = new DecisionLog(
            new DecisionLines(NOPLogger.NOP_LOGGER, nanos::get, new SimpleMeterRegistry()), meters, recent,
            new OpenedSessions(nanos::get));

    @Test
    void whatWasNotServedIsCountedByReasonForAnHour() {
        log.decided(new Decision.Refused(Refusal.TOKEN_EXPIRED, Optional.empty()), REQUEST, "a");
        log.decided(new Decision.Refused(Refusal.TOKEN_EXPIRED, Optional.empty()), REQUEST, "b");
        log.failed(Outage.ORIGIN_TIMEOUT, Optional.of(REQUEST), "c");
        assertThat(recent.count(NAME::equals)).isEqualTo(Map.of(Refusal.TOKEN_EXPIRED, 2L, Outage.ORIGIN_TIMEOUT, 1L));
        assertThat(recent.count(_ -> false)).isEmpty();
        nanos.addAndGet(RecentDecisions.KEPT.toNanos());
        assertThat(recent.count(NAME::equals)).isEmpty();
    }

    @Test
    void whatWouldBeRefusedIsCountedByItsReasonAndNotAsAnOpenPlayout() {
        for (Reason reason : new Reason[]{Refusal.TOKEN_EXPIRED, Outage.KEYS_MISSING}) {
            log.decided(new Decision.Admitted(STREAM, Optional.empty(), Optional.empty(),
                    Optional.of(new Decision.Shadowed(reason, Optional.empty()))), REQUEST, "a");
            assertThat(count("shadowed", reason.wireName())).isEqualTo(1);
        }
        assertThat(count("admitted", "open")).isZero();
        assertThat(recent.find("a")).isEmpty();
    }

    @Test
    void g4_everyReasonHasItsMeterBeforeItOccurs() {
        assertThat(meters.get("playgate.decisions").tag("outcome", "shadowed").counters())
                .hasSize(Refusal.values().length + Outage.values().length);
    }

    @Test
    void whatIsNotServedIsKeptByItsRequest() {
        log.decided(new Decision.Refused(Refusal.TOKEN_MISSING, Optional.empty()), REQUEST, "a");
        log.decided(new Decision.Unavailable(Outage.KEYS_MISSING, Duration.ofSeconds(1), Optional.empty()), REQUEST,
                "b");
        log.failed(Outage.ORIGIN_TIMEOUT, Optional.of(REQUEST), "c");
        log.failed(Outage.INTERNAL_ERROR, Optional.empty(), "d");
        log.refusedUnread(Refusal.REQUEST_MALFORMED, Optional.empty(), "e");
        log.decided(new Decision.Admitted(STREAM, Optional.empty(), Optional.empty(), Optional.empty()), REQUEST, "f");

        assertThat(recent.find("a")).contains(new PastDecision(NOW, NAME, Refusal.TOKEN_MISSING, Optional.empty(),
                IpAddress.parse("203.0.113.7"), Optional.of("www.demo.example")));
        assertThat(recent.find("b")).map(PastDecision::reason).contains(Outage.KEYS_MISSING);
        assertThat(recent.find("c")).map(PastDecision::reason).contains(Outage.ORIGIN_TIMEOUT);
        for (String id : List.of("d", "e", "f")) {
            assertThat(recent.find(id)).isEmpty();
        }
    }

    @Test
    void itIsKeptForAnHour() {
        log.decided(new Decision.Refused(Refusal.TOKEN_MISSING, Optional.empty()), REQUEST, "a");
        nanos.addAndGet(RecentDecisions.KEPT.toNanos() - 1);
        assertThat(recent.find("a")).isPresent();
        nanos.incrementAndGet();
        assertThat(recent.find("a")).isEmpty();
    }

    @Test
    void aFloodOfStrangersLeavesTheOthersWhereTheyAre() {
        for (int i = 0; i <= RecentDecisions.MAXIMUM_OF_STRANGERS; i++) {
            recent.note("stranger" + i, past(NOW, Optional.empty()));
        }
        recent.note("holder", past(NOW, Optional.of(new PastDecision.Holder(STREAM.organisation(), "jti-1",
                Optional.empty()))));
        recent.note("later", past(NOW.plusSeconds(1), Optional.empty()));

        assertThat(recent.find("stranger" + (RecentDecisions.MAXIMUM_OF_STRANGERS - 1))).isPresent();
        assertThat(recent.find("stranger" + RecentDecisions.MAXIMUM_OF_STRANGERS)).isEmpty();
        assertThat(recent.find("holder")).isPresent();
        assertThat(recent.find("later")).isPresent();
    }

    private static PastDecision past(Instant time, Optional<PastDecision.Holder> holder) {
        return new PastDecision(time, NAME, Refusal.TOKEN_SIGNATURE_INVALID, holder, Optional.empty(),
                Optional.empty());
    }

    private double count(String outcome, String reason) {
        return meters.get("playgate.decisions").tag("outcome", outcome).tag("reason", reason).counter().count();
    }
}
