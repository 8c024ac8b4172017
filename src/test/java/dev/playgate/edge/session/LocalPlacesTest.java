package dev.playgate.edge.session;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import dev.playgate.policy.SessionLimit;
import dev.playgate.policy.SessionLimit.Holder;
import dev.playgate.policy.SessionPlaces.Place;

import static dev.playgate.edge.session.SampleSessions.DEMO;
import static dev.playgate.edge.session.SampleSessions.NOW;
import static org.assertj.core.api.Assertions.assertThat;

/** How many play at once, of one token and of one user. */
class LocalPlacesTest {

    private static final SessionLimit TOKEN_1 = new SessionLimit(new Holder(DEMO, "token 1"), 2);
    private static final SessionLimit TOKEN_2 = new SessionLimit(new Holder(DEMO, "token 2"), 2);
    private static final SessionLimit USER = new SessionLimit(new Holder(DEMO, "user"), 3);

    private final LocalPlaces places = new LocalPlaces();
    private final List<String> displaced = new ArrayList<>();

    private Optional<Place> take(String player, SessionLimit... limits) {
        return places.take(List.of(limits), player, Instant.MAX, () -> displaced.add(player), NOW);
    }

    private boolean keep(String player, Instant now) {
        return places.take(List.of(TOKEN_1), player, now.plusSeconds(30), () -> {}, now).isPresent();
    }

    @Test
    void asManyPlayAsMay() {
        assertThat(take("a", TOKEN_1)).isPresent();
        Place place = take("b", TOKEN_1).orElseThrow();
        assertThat(take("c", TOKEN_1)).isEmpty();
        assertThat(take("c", TOKEN_2)).isPresent();
        place.free();
        assertThat(take("c", TOKEN_1)).isPresent();
        assertThat(take("d", TOKEN_1)).isEmpty();
    }

    @Test
    void aPlayerThatComesAgainTakesItsPlaceOver() {
        Place first = take("a", TOKEN_1).orElseThrow();
        take("b", TOKEN_1);
        Place second = take("a", TOKEN_1).orElseThrow();
        assertThat(displaced).containsExactly("a");
        first.free();
        assertThat(take("c", TOKEN_1)).as("what was displaced frees nothing").isEmpty();
        second.free();
        assertThat(take("c", TOKEN_1)).isPresent();
    }

    @Test
    void aUserHasPlacesOverAllItsTokens() {
        take("a", TOKEN_1, USER);
        take("b", TOKEN_1, USER);
        take("c", TOKEN_2, USER);
        assertThat(take("d", TOKEN_2, USER)).isEmpty();
        assertThat(take("d", TOKEN_2)).as("nothing was taken where not all could be").isPresent();
    }

    @Test
    void aPlaceThatIsNotKeptLapses() {
        assertThat(keep("a", NOW)).isTrue();
        assertThat(keep("b", NOW.plusSeconds(20))).isTrue();
        assertThat(keep("c", NOW.plusMillis(29_999))).isFalse();
        assertThat(keep("c", NOW.plusSeconds(30))).isTrue();
        assertThat(keep("a", NOW.plusSeconds(31))).isFalse();
    }

    @Test
    void whatIsFreeOrLapsedLeavesNothing() {
        take("a", TOKEN_1, USER).orElseThrow().free();
        assertThat(places.holders()).isZero();
        keep("a", NOW);
        places.take(List.of(TOKEN_2), "b", Instant.MAX, () -> {}, NOW.plus(Duration.ofMinutes(2)));
        assertThat(places.holders()).isEqualTo(1);
    }
}
