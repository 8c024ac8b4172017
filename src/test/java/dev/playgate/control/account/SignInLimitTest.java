package dev.playgate.control.account;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import dev.playgate.control.registry.EmailAddress;
import dev.playgate.viewer.IpAddress;

import static org.assertj.core.api.Assertions.assertThat;

/** Security G3. */
class SignInLimitTest {

    private static final Instant NOW = Instant.parse("2026-07-01T12:05:00Z");
    private static final EmailAddress ACCOUNT = new EmailAddress("a@test");
    private static final Optional<IpAddress> SOURCE = IpAddress.parse("2001:db8::1");
    private static final Optional<IpAddress> SAME_NETWORK = IpAddress.parse("2001:db8::2");

    private final SignInLimit limit = new SignInLimit();

    @Test
    void fiveTriesOfAnAccountAreHeldUntilTheWindowEnds() {
        for (int i = 0; i < 5; i++) {
            assertThat(limit.begin(ACCOUNT, IpAddress.parse("192.0.2." + i), NOW)).isEmpty();
        }
        assertThat(limit.begin(ACCOUNT, SOURCE, NOW)).contains(Duration.ofMinutes(10));
        assertThat(limit.begin(ACCOUNT, SOURCE, NOW.plus(Duration.ofMinutes(10)))).isEmpty();
    }

    @Test
    void twentyTriesOfANetworkAreHeldWhateverTheAccount() {
        for (int i = 0; i < 20; i++) {
            assertThat(limit.begin(new EmailAddress(i + "@test"), SOURCE, NOW)).isEmpty();
        }
        assertThat(limit.begin(ACCOUNT, SAME_NETWORK, NOW)).isPresent();
        assertThat(limit.begin(ACCOUNT, IpAddress.parse("2001:db8:0:1::1"), NOW)).isEmpty();
    }

    @Test
    void aRightPasswordClearsTheAccountAndCountsNothing() {
        for (int i = 0; i < 100; i++) {
            assertThat(limit.begin(ACCOUNT, SOURCE, NOW)).isEmpty();
            limit.succeeded(ACCOUNT, SOURCE, NOW);
        }
    }

    @Test
    void whatWasTakenBackCountsNothing() {
        for (int i = 0; i < 100; i++) {
            assertThat(limit.begin(ACCOUNT, SOURCE, NOW)).isEmpty();
            limit.takenBack(ACCOUNT, SOURCE, NOW);
        }
    }
}
