package dev.playgate.edge.h5live;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.playgate.edge.ChannelAnswers;
import dev.playgate.edge.RequestFacts;
import dev.playgate.edge.session.Admissions;
import dev.playgate.edge.session.RunningSession;
import dev.playgate.edge.session.RunningSessions;
import dev.playgate.policy.Decision;
import dev.playgate.policy.Gatekeeper;
import dev.playgate.policy.Grounds;
import dev.playgate.policy.NewViewers;
import dev.playgate.policy.PlayoutRequest;
import dev.playgate.policy.Refusal;
import dev.playgate.policy.SessionTickets;
import dev.playgate.stream.CredentialText;
import dev.playgate.stream.Medium;
import dev.playgate.stream.PlayoutForm;
import dev.playgate.stream.PlayoutTarget;
import dev.playgate.stream.Stream;
import dev.playgate.stream.StreamName;
import dev.playgate.viewer.PageEvidence;
import dev.playgate.viewer.TrustedProxies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyList;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

/** What a session stands on from switch to switch; each token is the list of the streams that it opens. */
class PlayingTest {

    private final Gatekeeper gatekeeper = mock(Gatekeeper.class);
    private final AtomicReference<List<Grounds>> grounds = new AtomicReference<>(List.of());
    private final Playing playing = new Playing(admission(), Runnable::run, request("a", "a"));

    private Admission admission() {
        SessionTickets tickets = mock(SessionTickets.class);
        when(tickets.of(any(), any())).thenReturn(Optional.empty());
        RunningSession session = mock(RunningSession.class);
        doAnswer(call -> {
            grounds.set(call.getArgument(0));
            return 0;
        }).when(session).standOn(anyList());
        RunningSessions sessions = mock(RunningSessions.class);
        when(sessions.begin(anyList(), any())).thenReturn(session);
        when(gatekeeper.decide(any())).thenAnswer(call -> decide(call.getArgument(0)));
        return new Admission(gatekeeper, () -> NewViewers.ALL,
                new RequestFacts(new TrustedProxies(List.of()), List.of()), tickets, sessions,
                new Admissions(Optional::empty, (_, _, _, _, _) -> Optional.empty()), mock(ChannelAnswers.class),
                Clock.systemUTC());
    }

    private static Decision decide(PlayoutRequest request) {
        boolean opens = request.credentials().getFirst().text().contains(request.target().stream().value());
        return opens
                ? new Decision.Admitted(mock(Stream.class), Optional.empty(), Optional.empty(),
                        Optional.empty())
                : new Decision.Refused(Refusal.STREAM_NOT_COVERED, Optional.empty());
    }

    private static PlayoutRequest request(String stream, String token) {
        PlayoutForm form = new PlayoutForm("/live", Optional.of("stream"), Medium.H5LIVE, URI.create("http://o"),
                Optional.of("rtmp://o/x"));
        return new PlayoutRequest(new PlayoutTarget(form, new StreamName(stream), "/live", "", List.of()),
                List.of(new CredentialText(token, CredentialText.Place.QUERY)), new PageEvidence.Missing(),
                Optional.empty(), Instant.EPOCH);
    }

    @BeforeEach
    void begin() {
        playing.begin((Decision.Admitted) decide(request("a", "a")));
    }

    private boolean passes(long number, String stream, Optional<String> token) {
        SwitchId id = new SwitchId(Optional.of(number), Optional.empty(), Optional.empty());
        return playing.judge(new SwitchMessage(id, Optional.of(Map.of()), stream,
                token)) instanceof Playing.Verdict.Passed;
    }

    private void answered(long number, boolean done) {
        playing.answered(
                new SwitchResult(new SwitchId(Optional.of(number), Optional.empty(), Optional.empty()), done));
    }

    /** As STREAM:TOKEN. */
    private Set<String> standing() {
        return Set.copyOf(grounds.get().stream().map(Grounds::request)
                .map(request -> request.target().stream() + ":" + request.credentials().getFirst().text()).toList());
    }

    @Test
    @DisplayName("B8 until the origin has switched, the session stands on both streams")
    void untilTheOriginHasSwitchedTheSessionStandsOnBoth() {
        assertThat(passes(1, "b", Optional.of("b"))).isTrue();
        assertThat(standing()).containsExactlyInAnyOrder("a:a", "b:b");
        answered(7, true);
        assertThat(standing()).containsExactlyInAnyOrder("a:a", "b:b");
        answered(1, true);
        assertThat(standing()).containsExactly("b:b");
    }

    @Test
    void aSwitchThatTheOriginDoesNotMakeLeavesTheSessionAsItWas() {
        assertThat(passes(1, "b", Optional.of("b"))).isTrue();
        answered(1, false);
        assertThat(standing()).containsExactly("a:a");
        assertThat(passes(2, "b", Optional.empty())).as("with the token in force").isFalse();
    }

    @Test
    void aTokenThatOpensTheStreamInPlayTooIsTheSessionsAtOnce() {
        assertThat(passes(1, "b", Optional.of("ab"))).isTrue();
        assertThat(standing()).containsExactlyInAnyOrder("a:ab", "b:ab");
        answered(1, false);
        assertThat(standing()).containsExactly("a:ab");
        assertThat(passes(2, "b", Optional.empty())).as("with the token in force").isTrue();
    }

    @Test
    void aRefusedSwitchChangesNothing() {
        assertThat(passes(1, "b", Optional.empty())).isFalse();
        assertThat(passes(2, "no name", Optional.of("ab"))).isFalse();
        assertThat(playing.isSwitching()).isFalse();
        assertThat(standing()).isEmpty();
    }

    @Test
    void switchesUnderWayAreBounded() {
        for (int i = 0; i < 4; i++) {
            assertThat(passes(i, "a", Optional.empty())).isTrue();
        }
        assertThat(passes(5, "a", Optional.empty())).isFalse();
        answered(2, true);
        assertThat(passes(6, "a", Optional.empty())).isTrue();
    }
}
