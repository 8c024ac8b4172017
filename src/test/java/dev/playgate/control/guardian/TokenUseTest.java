package dev.playgate.control.guardian;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import dev.playgate.policy.KnownSession;
import dev.playgate.stream.GroupId;
import dev.playgate.stream.OrganisationId;
import dev.playgate.stream.Stream;
import dev.playgate.stream.StreamName;
import dev.playgate.stream.StreamState;
import dev.playgate.token.Ticket;
import dev.playgate.viewer.IpAddress;

import static org.assertj.core.api.Assertions.assertThat;

class TokenUseTest {

    private static final SuspicionProperties LIMITS = new SuspicionProperties(5, 10, Duration.ofHours(8));
    private static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");
    private static final UUID GROUP = UUID.fromString("8d3b6c52-0e4f-4a97-b6d8-2f1c5a9e1001");
    private static final Stream STREAM = new Stream(GROUP, new StreamName("Demo1-live1"), new GroupId(GROUP),
            OrganisationId.of("5f2c9a04-7d31-4c8e-9b1a-d0e6f3a7c001"), StreamState.LIVE);

    private static KnownSession session(int addresses, boolean page, Duration age, int connections) {
        Set<IpAddress> seen = IntStream.range(0, addresses)
                .mapToObj(last -> IpAddress.parse("192.0.2." + last).orElseThrow()).collect(Collectors.toSet());
        return new KnownSession(1, STREAM, "one", Ticket.Traits.NONE, seen, page, NOW.minus(age), NOW.plusSeconds(60),
                connections);
    }

    private static Set<Suspicion> suspicions(KnownSession... sessions) {
        List<TokenUse> uses = TokenUse.of(List.of(sessions));
        assertThat(uses).hasSize(1);
        return uses.getFirst().suspicions(LIMITS, NOW);
    }

    @Test
    void aTokenBelowEveryLimitIsNotSuspicious() {
        assertThat(suspicions(session(4, true, Duration.ofHours(8).minusSeconds(1), 9))).isEmpty();
    }

    @Test
    void asManyAddressesAsTheLimitAreMany() {
        assertThat(suspicions(session(5, true, Duration.ZERO, 1))).containsExactly(Suspicion.MANY_ADDRESSES);
    }

    @Test
    void anAddressThatTwoSessionsShareIsOne() {
        assertThat(suspicions(session(4, true, Duration.ZERO, 0), session(4, true, Duration.ZERO, 0))).isEmpty();
    }

    @Test
    void asManySessionsAsTheLimitAreMany() {
        assertThat(suspicions(session(1, true, Duration.ZERO, 9), session(1, true, Duration.ZERO, 0)))
                .containsExactly(Suspicion.MANY_SESSIONS);
    }

    @Test
    void oneSessionWithoutAPageIsEnough() {
        assertThat(suspicions(session(1, true, Duration.ZERO, 1), session(1, false, Duration.ZERO, 1)))
                .containsExactly(Suspicion.NO_REFERRER);
    }

    @Test
    void playIsLongFromTheLimitOnByTheOldestSession() {
        assertThat(suspicions(session(1, true, Duration.ofHours(8), 1), session(1, true, Duration.ZERO, 1)))
                .containsExactly(Suspicion.LONG_PLAY);
    }

    @Test
    void sessionsOfOtherTokensAreCountedApart() {
        KnownSession other = session(4, true, Duration.ZERO, 9);
        List<TokenUse> uses = TokenUse.of(List.of(session(4, true, Duration.ZERO, 9), new KnownSession(2, STREAM,
                "another", other.traits(), other.addresses(), true, NOW, other.end(), 9)));
        assertThat(uses).extracting(TokenUse::jti).containsExactlyInAnyOrder("one", "another");
        assertThat(uses).allSatisfy(use -> assertThat(use.suspicions(LIMITS, NOW)).isEmpty());
    }
}
