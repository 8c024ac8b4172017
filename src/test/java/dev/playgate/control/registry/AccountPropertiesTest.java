package dev.playgate.control.registry;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class AccountPropertiesTest {

    @Test
    void allFaultsAreNamedAtOnce() {
        assertThatIllegalArgumentException().isThrownBy(() -> new AccountProperties(Duration.ofSeconds(59), "root"))
                .withMessage("session-lifetime is not between 1 minute and 7 days; first-operator is not "
                        + EmailAddress.EXPECTED);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AccountProperties(Duration.ofDays(7).plusMillis(1), "root@localhost"))
                .withMessage("session-lifetime is not between 1 minute and 7 days");
    }

    @Test
    void anAddressIsInLowerCase() {
        assertThat(new AccountProperties(Duration.ofMinutes(1), "Root@LocalHost").firstOperator())
                .isEqualTo("root@localhost");
        assertThat(new EmailAddress("I@" + "x".repeat(252))).hasToString("i@" + "x".repeat(252));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "@", "a@", "@b", "a", "a@b@c", "a b@c", "a@b\n", "a@\u0000b", "\u00e4@b", "a@b\u200b"})
    void whatIsNoAddressIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new EmailAddress(text))
                .withMessage("not " + EmailAddress.EXPECTED);
        assertThatIllegalArgumentException().isThrownBy(() -> new EmailAddress("a@" + "x".repeat(253)));
    }
}
