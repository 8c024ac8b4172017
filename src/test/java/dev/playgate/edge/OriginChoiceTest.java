package dev.playgate.edge;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.playgate.edge.access.RequestTrace;
import dev.playgate.policy.Outage;
import dev.playgate.stream.Medium;
import dev.playgate.stream.PlayoutForm;
import dev.playgate.stream.PlayoutTarget;
import dev.playgate.stream.StreamName;
import dev.playgate.stream.TicketPlace;

import static org.assertj.core.api.Assertions.assertThat;

/** Where the tries of requests go, while some origins answer and some do not. */
class OriginChoiceTest {

    private static final Duration FIRST_BYTE = Duration.ofSeconds(8);
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    private long now;
    private boolean lateItself;

    private static PlayoutForm form(int origins) {
        return new PlayoutForm("/hls/", Optional.empty(), Medium.HLS,
                IntStream.rangeClosed(1, origins).mapToObj(port -> URI.create("http://127.0.0.1:" + port)).toList(),
                Optional.empty(), TicketPlace.QUERY);
    }

    private OriginChoice of(PlayoutForm form) {
        return of(form, 10);
    }

    private OriginChoice of(PlayoutForm form, int connections) {
        return new OriginChoice(List.of(form), new OriginProperties(CONNECT, FIRST_BYTE, Duration.ofSeconds(30),
                connections, Duration.ofSeconds(20)), () -> now, () -> lateItself);
    }

    /** As many as may wait at once, each of which begins a session. */
    private static List<OriginTries> asMany(OriginChoice choice, PlayoutForm form, int most) {
        return Stream.generate(() -> choice.begin(target(form, "Demo1-live1"), true, RequestTrace.NONE)).limit(most)
                .flatMap(Optional::stream).toList();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anOriginIsNotAskedByFewerForWhatTheEdgeWasLateToItself(boolean late) {
        PlayoutForm form = form(1);
        OriginChoice choice = of(form, 1000);
        for (int i = 0; i < 50; i++) {
            List<OriginTries> asked = asMany(choice, form, 200);
            now += Duration.ofMillis(i < 10 ? 110 : 600).toNanos();
            lateItself = late && i >= 10;
            asked.forEach(tries -> tries.answered(200));
        }
        assertThat(asMany(choice, form, 1000).size() == 900).isEqualTo(late);
    }

    private static PlayoutTarget target(PlayoutForm form, String stream) {
        return new PlayoutTarget(form, new StreamName(stream), "/hls/" + stream + "/1.m4s", "", List.of());
    }

    private static PlayoutTarget reload(PlayoutForm form, String file, String query) {
        return new PlayoutTarget(form, new StreamName("Demo1-live1"), "/hls/Demo1-live1/" + file, query, List.of());
    }

    @Test
    void aReloadThatFindsNothingNewInTimeSaysNothingOfTheOrigin() {
        PlayoutForm form = form(2);
        OriginChoice choice = of(form);
        int first = askedFirst(choice, form, "Demo1-live1");
        for (int i = 0; i < 10; i++) {
            OriginTries tries = choice.begin(reload(form, "live.m3u8", "a=1&_HLS_msn=9"), false, RequestTrace.NONE)
                    .orElseThrow();
            assertThat(tries.origin().port()).isEqualTo(first);
            assertThat(tries.limitNanos()).as("it has all the time").isEqualTo(FIRST_BYTE.toNanos());
            now += FIRST_BYTE.toNanos();
            assertThat(tries.failed(Outage.ORIGIN_UNREACHABLE)).isFalse();
        }
        assertThat(choice.resting()).isZero();
    }

    @Test
    void aReloadThatIsNotAnsweredAtAllCountsLikeAllElse() {
        PlayoutForm form = form(2);
        OriginChoice choice = of(form);
        for (int i = 0; i < 3; i++) {
            OriginTries tries = choice.begin(reload(form, "live.m3u8", "_HLS_msn=9"), false, RequestTrace.NONE)
                    .orElseThrow();
            assertThat(tries.failed(Outage.ORIGIN_UNREACHABLE)).as("another is left").isTrue();
            tries.answered(200);
        }
        assertThat(choice.resting()).isEqualTo(1);
    }

    @Test
    void noMoreReloadsWaitThanConnectionsAre() {
        PlayoutForm form = form(1);
        OriginChoice choice = of(form);
        List<OriginTries> waiting = new ArrayList<>();
        for (Optional<OriginTries> next = choice.begin(reload(form, "live.m3u8", "_HLS_msn=9"), false,
                RequestTrace.NONE); next
                        .isPresent(); next = choice.begin(reload(form, "live.m3u8", "_HLS_msn=9"), false,
                                RequestTrace.NONE)) {
            waiting.add(next.get());
        }
        assertThat(waiting).hasSize(OriginLoad.FEWEST);
        waiting.getFirst().abandon();
        assertThat(choice.begin(reload(form, "live.m3u8", "_HLS_msn=9"), false, RequestTrace.NONE)).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"live.m3u8, x_HLS_msn=1", "live.m3u8, a=_HLS_msn=1", "seg.m4s, _HLS_msn=1"})
    void whatIsNoReloadIsCounted(String file, String query) {
        PlayoutForm form = form(2);
        assertThat(of(form).begin(reload(form, file, query), false, RequestTrace.NONE).orElseThrow().limitNanos())
                .isEqualTo(FIRST_BYTE.toNanos() / 2);
    }

    private static int askedFirst(OriginChoice choice, PlayoutForm form, String stream) {
        OriginTries tries = choice.begin(target(form, stream), true, RequestTrace.NONE).orElseThrow();
        tries.abandon();
        return tries.origin().port();
    }

    /** Requests of one stream, each of which the origin fails as long as it is the one. */
    private static void fail(OriginChoice choice, PlayoutForm form, String stream, int origin, int times) {
        for (int i = 0; i < times; i++) {
            OriginTries tries = choice.begin(target(form, stream), true, RequestTrace.NONE).orElseThrow();
            while (tries.origin().port() == origin && tries.failed(Outage.ORIGIN_UNREACHABLE)) {
                // the next
            }
            tries.answered(200);
        }
    }

    @Test
    void aStreamHasOneOriginAndStreamsAreSpread() {
        PlayoutForm form = form(4);
        OriginChoice choice = of(form);
        Map<Integer, Integer> streams = new HashMap<>();
        for (int i = 0; i < 1000; i++) {
            int first = askedFirst(choice, form, "Demo1-s" + i);
            assertThat(askedFirst(choice, form, "Demo1-s" + i)).isEqualTo(first);
            streams.merge(first, 1, Integer::sum);
        }
        assertThat(streams.values()).hasSize(4).allSatisfy(count -> assertThat(count).isBetween(200, 300));
    }

    @Test
    void oneMoreOriginMovesOnlyTheStreamsThatItGets() {
        PlayoutForm three = form(3);
        PlayoutForm four = form(4);
        OriginChoice before = of(three);
        OriginChoice after = of(four);
        assertThat(IntStream.range(0, 1000).mapToObj(i -> "Demo1-s" + i)
                .filter(stream -> askedFirst(after, four, stream) != 4))
                .allSatisfy(stream -> assertThat(askedFirst(after, four, stream))
                        .isEqualTo(askedFirst(before, three, stream)));
    }

    @Test
    void aRequestIsTriedAtEachOriginOnceWithinOneTime() {
        PlayoutForm form = form(3);
        OriginTries tries = of(form).begin(target(form, "Demo1-live1"), true, RequestTrace.NONE).orElseThrow();
        List<Integer> asked = new ArrayList<>();
        Duration waited = Duration.ZERO;
        do {
            asked.add(tries.origin().port());
            waited = waited.plusNanos(tries.limitNanos());
            now += tries.limitNanos();
        } while (tries.failed(Outage.ORIGIN_UNREACHABLE));
        assertThat(asked).containsExactlyInAnyOrder(1, 2, 3);
        assertThat(waited).isEqualTo(FIRST_BYTE);
    }

    @Test
    void theOnlyOriginHasAllOfTheTimeAndIsAskedAlways() {
        PlayoutForm form = form(1);
        OriginChoice choice = of(form);
        for (int i = 0; i < 10; i++) {
            OriginTries tries = choice.begin(target(form, "Demo1-live1"), true, RequestTrace.NONE).orElseThrow();
            assertThat(tries.limitNanos()).isEqualTo(FIRST_BYTE.toNanos());
            assertThat(tries.failed(Outage.ORIGIN_UNREACHABLE)).isFalse();
        }
    }

    @Test
    void whoFailsThreeInARowIsLeftAloneAndAnAnswerBreaksTheRow() {
        PlayoutForm form = form(2);
        OriginChoice choice = of(form);
        int first = askedFirst(choice, form, "Demo1-live1");
        fail(choice, form, "Demo1-live1", first, 2);
        choice.begin(target(form, "Demo1-live1"), true, RequestTrace.NONE).orElseThrow().answered(200);
        fail(choice, form, "Demo1-live1", first, 2);
        assertThat(choice.resting()).isZero();
        fail(choice, form, "Demo1-live1", first, 1);
        assertThat(choice.resting()).isEqualTo(1);
        assertThat(askedFirst(choice, form, "Demo1-live1")).isNotEqualTo(first);
    }

    @Test
    void whereNoneAnswersEachIsAskedAllTheSame() {
        PlayoutForm form = form(2);
        OriginChoice choice = of(form);
        for (int i = 0; i < 5; i++) {
            OriginTries tries = choice.begin(target(form, "Demo1-live1"), true, RequestTrace.NONE).orElseThrow();
            assertThat(tries.failed(Outage.ORIGIN_UNREACHABLE)).isTrue();
            assertThat(tries.failed(Outage.ORIGIN_UNREACHABLE)).isFalse();
        }
        assertThat(choice.resting()).isEqualTo(2);
    }

    @Test
    void afterAPauseOneRequestTriesItWithLittleTimeAndAnAnswerBringsItBack() {
        PlayoutForm form = form(2);
        OriginChoice choice = of(form);
        int first = askedFirst(choice, form, "Demo1-live1");
        fail(choice, form, "Demo1-live1", first, 3);
        now += FIRST_PAUSE.toNanos();
        OriginTries trying = choice.begin(target(form, "Demo1-live1"), true, RequestTrace.NONE).orElseThrow();
        assertThat(trying.origin().port()).isEqualTo(first);
        assertThat(trying.limitNanos()).isEqualTo(CONNECT.toNanos());
        assertThat(askedFirst(choice, form, "Demo1-live1")).isNotEqualTo(first);
        trying.answered(200);
        assertThat(choice.resting()).isZero();
        assertThat(askedFirst(choice, form, "Demo1-live1")).isEqualTo(first);
    }

    @Test
    void whoFailsWhenItIsTriedIsLeftAloneTwiceAsLong() {
        PlayoutForm form = form(2);
        OriginChoice choice = of(form);
        int first = askedFirst(choice, form, "Demo1-live1");
        fail(choice, form, "Demo1-live1", first, 3);
        now += FIRST_PAUSE.toNanos();
        fail(choice, form, "Demo1-live1", first, 1);
        now += FIRST_PAUSE.toNanos();
        assertThat(askedFirst(choice, form, "Demo1-live1")).isNotEqualTo(first);
        now += FIRST_PAUSE.toNanos();
        assertThat(askedFirst(choice, form, "Demo1-live1")).isEqualTo(first);
    }

    @Test
    void aViewerThatLeavesWhileItsRequestTriesLeavesTheTryToTheNext() {
        PlayoutForm form = form(2);
        OriginChoice choice = of(form);
        int first = askedFirst(choice, form, "Demo1-live1");
        fail(choice, form, "Demo1-live1", first, 3);
        now += FIRST_PAUSE.toNanos();
        assertThat(askedFirst(choice, form, "Demo1-live1")).isEqualTo(first);
        assertThat(askedFirst(choice, form, "Demo1-live1")).isEqualTo(first);
    }
}
