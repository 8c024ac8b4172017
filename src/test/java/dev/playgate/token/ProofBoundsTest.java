package dev.playgate.token;

import java.time.Duration;
import java.util.stream.IntStream;

import com.github.benmanes.caffeine.cache.Ticker;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static dev.playgate.token.TestTokens.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

@DisplayName("F4 the bounds on proving")
class ProofBoundsTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final FailureLimit limit = new FailureLimit(new ProofCacheSettings(1 << 20, MINUTE, 1 << 16, MINUTE, 15, 2,
            Duration.ofSeconds(10), 3));
    private final VerificationBudget budget = new VerificationBudget(10);

    @Test
    void theBudgetIsSpentToItsEnd() {
        assertThat(budget.spend(6, NOW)).isTrue();
        assertThat(budget.spend(5, NOW)).isFalse();
        assertThat(budget.spend(4, NOW)).isTrue();
        assertThat(budget.spend(1, NOW.plusMillis(999))).isFalse();
        assertThat(budget.spend(10, NOW.plusSeconds(1))).isTrue();
    }

    @Test
    void aClockThatWasReadEarlierSpendsFromTheNewerSecond() {
        assertThat(budget.spend(10, NOW)).isTrue();
        assertThat(budget.spend(1, NOW.minusSeconds(1))).isFalse();
        assertThat(budget.spend(1, NOW)).isFalse();
    }

    @Test
    void failuresOfASource() {
        assertThat(limit.blockedFor("a", NOW)).isEmpty();
        limit.count("a", NOW);
        assertThat(limit.blockedFor("a", NOW)).isEmpty();
        limit.count("a", NOW);
        assertThat(limit.blockedFor("a", NOW.plusSeconds(3))).contains(Duration.ofSeconds(7));
        assertThat(limit.blockedFor("b", NOW)).isEmpty();
        assertThat(limit.blockedFor("a", NOW.plusSeconds(10))).isEmpty();
    }

    @Test
    void aNewWindowCountsFromTheBeginning() {
        limit.count("a", NOW);
        limit.count("a", NOW.plusSeconds(10));
        assertThat(limit.blockedFor("a", NOW.plusSeconds(10))).isEmpty();
        limit.count("a", NOW.plusSeconds(11));
        assertThat(limit.blockedFor("a", NOW.plusSeconds(11))).contains(Duration.ofSeconds(9));
    }

    @Test
    void aClockThatWasReadEarlierCountsInTheNewerWindow() {
        limit.count("a", NOW);
        limit.count("a", NOW.minusMillis(1));
        assertThat(limit.blockedFor("a", NOW)).contains(Duration.ofSeconds(10));
        assertThat(limit.blockedFor("a", NOW.minusSeconds(1))).contains(Duration.ofSeconds(11));
    }

    @Test
    void sourcesAreBounded() {
        IntStream.range(0, 100).forEach(i -> {
            limit.count(i, NOW);
            limit.count(i, NOW);
        });
        assertThat(IntStream.range(0, 100).filter(i -> limit.blockedFor(i, NOW).isPresent()).count()).isEqualTo(3);
    }

    @Test
    void theDefaults() {
        assertThat(ProofCacheSettings.DEFAULT.maxAge()).isEqualTo(Duration.ofMinutes(5));
        assertThat(new ProofCache(ProofCacheSettings.DEFAULT, () -> {}, Ticker.systemTicker())
                .prove(TestTokens.valid().token(), TestTokens.keys(), "source", NOW)).isInstanceOf(Proof.Proved.class);
    }

    @Test
    void theLeastAndTheMost() {
        Duration least = Duration.ofMillis(1);
        assertThat(new ProofCacheSettings(1 << 20, least, 1 << 16, least, 15, 1, least, 1).maxSources()).isEqualTo(1);
        assertThat(new ProofCacheSettings(1 << 20, Duration.ofHours(1), 1 << 16, MINUTE, 15, 1, Duration.ofHours(1), 1)
                .failureMaxAge()).isEqualTo(MINUTE);
    }

    @Test
    void allFaultsOfSettingsAtOnce() {
        Duration tooLong = Duration.ofHours(1).plusMillis(1);
        String faults = "maxBytes is less than 1048576; failureMaxBytes is less than 65536; "
                + "maxAge is not within an hour; failureMaxAge is not within a minute; "
                + "failureWindow is not within an hour; verificationsPerSecond is less than 15; "
                + "failuresPerSource is less than 1; maxSources is less than 1";
        assertThatIllegalArgumentException().isThrownBy(() -> new ProofCacheSettings((1 << 20) - 1, Duration.ZERO,
                (1 << 16) - 1, Duration.ZERO, 14, 0, Duration.ZERO, 0)).withMessage(faults);
        assertThatIllegalArgumentException().isThrownBy(
                () -> new ProofCacheSettings(0, tooLong, 0, MINUTE.plusMillis(1), 0, -1, tooLong, -1))
                .withMessage(faults);
    }
}
