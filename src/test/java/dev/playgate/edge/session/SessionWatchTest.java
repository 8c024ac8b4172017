package dev.playgate.edge.session;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import dev.playgate.catalog.EntryKey;
import dev.playgate.edge.session.SampleSessions.Viewer;
import dev.playgate.policy.Refusal;
import dev.playgate.token.KeySet;

import static dev.playgate.edge.session.SampleSessions.DEMO;
import static dev.playgate.edge.session.SampleSessions.LIVE1;
import static dev.playgate.edge.session.SampleSessions.NOW;
import static dev.playgate.edge.session.SampleSessions.token;
import static org.assertj.core.api.Assertions.assertThat;

/** What makes running sessions be judged again. */
class SessionWatchTest {

    private final SampleSessions sample = new SampleSessions();
    private final AtomicReference<KeySet> keys = new AtomicReference<>(KeySet.of(0, List.of()));
    private final SessionWatch watch = new SessionWatch(sample.sessions, keys::get);

    @Test
    void nothingIsJudgedWhereNothingHasChanged() {
        sample.begin(token("a"));
        watch.look();
        assertThat(sample.judged).isEmpty();
    }

    @Test
    void aChangeIsJudgedOnce() {
        sample.begin(token("a"));
        sample.begin(token("b"));
        watch.changed(Set.of(EntryKey.revocation(DEMO, "a")));
        watch.changed(Set.of(EntryKey.revocation(DEMO, "c")));
        watch.look();
        watch.look();
        assertThat(sample.judged).containsExactly("a");
    }

    @Test
    void allAreJudgedByAnotherCatalog() {
        sample.begin(token("a"));
        watch.replaced();
        watch.look();
        watch.look();
        assertThat(sample.judged).containsExactly("a");
    }

    @Test
    void f2_allAreJudgedByOtherKeys() {
        sample.begin(token("a"));
        keys.set(KeySet.of(1, List.of()));
        watch.look();
        watch.look();
        assertThat(sample.judged).containsExactly("a");
    }

    @Test
    void timeEndsSessionsByItself() {
        Viewer viewer = sample.begin(token("a", LIVE1, NOW.plusSeconds(5)));
        sample.pass(Duration.ofSeconds(5));
        watch.look();
        assertThat(viewer.cuts).containsExactly(Refusal.TICKET_EXPIRED);
    }

    @Test
    void itWatchesByItself() {
        AtomicReference<Refusal> cut = new AtomicReference<>();
        sample.sessions.begin(List.of(token("a")), cut::set);
        sample.fallen.put("a", Refusal.TOKEN_REVOKED);
        try (SessionWatch running = SessionWatch.start(sample.sessions, keys::get)) {
            running.changed(Set.of(EntryKey.revocation(DEMO, "a")));
            Awaitility.await().until(() -> cut.get() != null);
        }
        assertThat(cut.get()).isEqualTo(Refusal.TOKEN_REVOKED);
    }
}
