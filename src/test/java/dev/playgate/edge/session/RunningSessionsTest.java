package dev.playgate.edge.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import dev.playgate.catalog.EntryKey;
import dev.playgate.edge.session.SampleSessions.Viewer;
import dev.playgate.policy.Refusal;
import dev.playgate.stream.OrganisationId;

import static dev.playgate.edge.session.SampleSessions.DEMO;
import static dev.playgate.edge.session.SampleSessions.LIVE1;
import static dev.playgate.edge.session.SampleSessions.LIVE2;
import static dev.playgate.edge.session.SampleSessions.NOW;
import static dev.playgate.edge.session.SampleSessions.OPEN;
import static dev.playgate.edge.session.SampleSessions.OPEN_LIVE;
import static dev.playgate.edge.session.SampleSessions.open;
import static dev.playgate.edge.session.SampleSessions.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Sessions end when what they stand on falls, and are left alone by what does not touch them (security E4). */
class RunningSessionsTest {

    private static final Duration HOUR = Duration.ofHours(1);

    private final SampleSessions sample = new SampleSessions();
    private final RunningSessions sessions = sample.sessions;

    static Stream<Arguments> changes() {
        UUID id = UUID.randomUUID();
        OrganisationId stranger = OrganisationId.of("5f2c9a04-7d31-4c8e-9b1a-d0e6f3a7c002");
        return Stream.of(
                arguments(EntryKey.revocation(DEMO, "a"), "a"),
                arguments(EntryKey.revocation(stranger, "a"), ""),
                arguments(EntryKey.stream(LIVE1), "a"),
                arguments(EntryKey.stream(LIVE2), "b"),
                arguments(EntryKey.stream(OPEN_LIVE), "Open1-live1"),
                arguments(EntryKey.organisation(DEMO), "a b"),
                arguments(EntryKey.revocationRule(DEMO, id), "a b"),
                arguments(EntryKey.guardianRule(DEMO, id), "a b"),
                arguments(EntryKey.guardianRule(OPEN, id), "Open1-live1"),
                arguments(EntryKey.organisation(stranger), ""),
                arguments(EntryKey.PLATFORM_KEYS, "Open1-live1 a b"));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void onlyThoseThatAChangeCanTouchAreJudged(EntryKey changed, String judged) {
        sample.begin(token("a"));
        sample.begin(token("b", LIVE2, NOW.plus(HOUR)));
        sample.begin(open(OPEN_LIVE));
        sessions.judgeTouched(Set.of(changed));
        assertThat(sample.judged.stream().sorted().toList())
                .isEqualTo(judged.isEmpty() ? List.of() : List.of(judged.split(" ", -1)));
    }

    @Test
    void manyChangesOfOneOrganisationAreJudgedOnce() {
        sample.begin(token("a"));
        sessions.judgeTouched(Set.of(EntryKey.guardianRule(DEMO, new UUID(0, 1)),
                EntryKey.guardianRule(DEMO, new UUID(0, 2)), EntryKey.organisation(DEMO)));
        assertThat(sample.judged).containsExactly("a");
    }

    @Test
    void e4_whoseRightFallsIsCutOnceAndTheOthersGoOn() {
        Viewer revoked = sample.begin(token("a"));
        Viewer other = sample.begin(token("b"));
        sample.fallen.put("a", Refusal.TOKEN_REVOKED);
        sessions.judgeAll();
        sessions.judgeAll();
        assertThat(revoked.cuts).containsExactly(Refusal.TOKEN_REVOKED);
        assertThat(other.cuts).isEmpty();
        assertThat(sample.logged).containsExactly("a token_revoked");
        assertThat(sessions.count()).isEqualTo(1);
    }

    @Test
    void e4_whatFellBetweenDecisionAndRegistrationIsCutAtOnce() {
        sample.fallen.put("a", Refusal.STREAM_LOCKED);
        assertThat(sample.begin(token("a")).cuts).containsExactly(Refusal.STREAM_LOCKED);
        assertThat(sessions.isEmpty()).isTrue();
    }

    @Test
    void oneOfSeveralGroundsIsEnough() {
        Viewer viewer = sample.begin(token("a"), token("b", LIVE2, NOW.plus(HOUR)));
        sample.fallen.put("b", Refusal.TOKEN_REVOKED);
        sessions.judgeTouched(Set.of(EntryKey.revocation(DEMO, "b")));
        assertThat(viewer.cuts).containsExactly(Refusal.TOKEN_REVOKED);
    }

    @Test
    void aSessionThatMovesIsFoundByWhatItStandsOnNow() {
        Viewer viewer = sample.begin(token("a", LIVE1, NOW.plus(HOUR)));
        viewer.session.standOn(List.of(token("b", LIVE2, NOW.plus(HOUR.multipliedBy(2)))));
        sample.judged.clear();
        sample.fallen.put("a", Refusal.TOKEN_REVOKED);
        sessions.judgeTouched(Set.of(EntryKey.revocation(DEMO, "a"), EntryKey.stream(LIVE1)));
        sample.pass(HOUR);
        sessions.judgeDue();
        assertThat(sample.judged).isEmpty();

        sample.pass(HOUR);
        sessions.judgeDue();
        assertThat(viewer.cuts).containsExactly(Refusal.TICKET_EXPIRED);
    }

    @Test
    void aMoveToWhatDoesNotHoldEndsIt() {
        Viewer viewer = sample.begin(token("a"));
        sample.fallen.put("b", Refusal.TOKEN_REVOKED);
        viewer.session.standOn(List.of(token("b")));
        assertThat(viewer.cuts).containsExactly(Refusal.TOKEN_REVOKED);
    }

    @Test
    void whatIsOverIsNotJudgedAndLeavesNothing() {
        Viewer viewer = sample.begin(token("a"));
        viewer.session.end();
        viewer.session.end();
        viewer.session.standOn(List.of(token("b")));
        sample.fallen.put("b", Refusal.TOKEN_REVOKED);
        sessions.judgeAll();
        sessions.judgeTouched(Set.of(EntryKey.organisation(DEMO)));
        sample.pass(HOUR.multipliedBy(24));
        sessions.judgeDue();
        assertThat(sample.judged).isEmpty();
        assertThat(viewer.cuts).isEmpty();
        assertThat(sessions.isEmpty()).isTrue();
    }

    @Test
    void aStreamThatGoesToAnotherOrganisationIsFoundThere() {
        sample.begin(open(OPEN_LIVE));
        sample.put(SampleSessions.stream(OPEN_LIVE, DEMO));
        sessions.judgeTouched(Set.of(EntryKey.stream(OPEN_LIVE)));
        sample.judged.clear();
        sessions.judgeTouched(Set.of(EntryKey.organisation(OPEN)));
        assertThat(sample.judged).isEmpty();
        sessions.judgeTouched(Set.of(EntryKey.organisation(DEMO)));
        assertThat(sample.judged).containsExactly("Open1-live1");
    }

    @Test
    void e4_eachEndsAtTheSecondOfItsEnd() {
        List<Viewer> viewers = new ArrayList<>();
        for (int second : new int[]{30, 10, 20, 10}) {
            viewers.add(sample.begin(token("t" + second, LIVE1, NOW.plusSeconds(second))));
        }
        sample.pass(Duration.ofMillis(9999));
        sessions.judgeDue();
        assertThat(sample.judged).isEmpty();
        sample.pass(Duration.ofMillis(1));
        sessions.judgeDue();
        assertThat(sample.judged).containsExactly("t10", "t10");
        sample.pass(Duration.ofSeconds(60));
        sessions.judgeDue();
        assertThat(viewers).allSatisfy(viewer -> assertThat(viewer.cuts).containsExactly(Refusal.TICKET_EXPIRED));
        assertThat(sessions.isEmpty()).isTrue();
    }

    @Test
    void aCutThatFailsIsNobodyElsesBusiness() {
        for (int i = 0; i < 3; i++) {
            sessions.begin(List.of(token("bad")), _ -> {
                throw new IllegalStateException("a cut that fails");
            });
        }
        Viewer viewer = sample.begin(token("a"));
        sample.fallen.put("bad", Refusal.TOKEN_REVOKED);
        sample.fallen.put("a", Refusal.TOKEN_REVOKED);
        sessions.judgeAll();
        assertThat(viewer.cuts).containsExactly(Refusal.TOKEN_REVOKED);
        assertThat(sessions.isEmpty()).isTrue();
    }

    @Test
    void aHundredThousandSessionsNeedNoThreadAndNoTaskEach() {
        int threads = Thread.activeCount();
        List<Viewer> viewers = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            viewers.add(new Viewer(sample, token("t" + i, LIVE1, NOW.plusSeconds(3600 + i % 600))));
        }
        assertThat(sessions.count()).isEqualTo(100_000);
        assertThat(Thread.activeCount()).isLessThan(threads + 100);
        sample.judged.clear();
        sessions.judgeTouched(Set.of(EntryKey.revocation(DEMO, "t77")));
        sessions.judgeDue();
        assertThat(sample.judged).containsExactly("t77");
        viewers.forEach(viewer -> viewer.session.end());
        assertThat(sessions.isEmpty()).isTrue();
    }

    @Test
    void e4_noSessionSlipsThroughWhileAllThingsHappenAtOnce() throws InterruptedException {
        AtomicBoolean revoked = new AtomicBoolean();
        AtomicInteger cuts = new AtomicInteger();
        Set<Thread> workers = ConcurrentHashMap.newKeySet();
        CountDownLatch ready = new CountDownLatch(4);
        RunningSessions racing = new RunningSessions(Optional::empty,
                (grounds, _) -> revoked.get() ? Optional.of(Refusal.TOKEN_REVOKED) : Optional.empty(),
                () -> NOW, (_, _) -> {});
        for (int i = 0; i < 4; i++) {
            workers.add(Thread.ofPlatform().start(() -> {
                for (int n = 0; n < 2_000; n++) {
                    if (n == 1_000) {
                        ready.countDown();
                    }
                    RunningSession session = racing.begin(List.of(token("a")), _ -> cuts.incrementAndGet());
                    session.standOn(List.of(token("b")));
                    if (n % 2 == 0) {
                        session.end();
                    }
                }
            }));
        }
        ready.await();
        revoked.set(true);
        racing.judgeTouched(Set.of(EntryKey.revocation(DEMO, "a"), EntryKey.revocation(DEMO, "b")));
        for (Thread worker : workers) {
            worker.join();
        }
        assertThat(racing.isEmpty()).isTrue();
        assertThat(cuts.get()).isGreaterThanOrEqualTo(4 * 500);
    }
}
