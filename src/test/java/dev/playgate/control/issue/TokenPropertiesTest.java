package dev.playgate.control.issue;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TokenPropertiesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        PT0S  | P365D  | PT24H | default-lifetime must be whole seconds from 1 s to 3650 days
        P14D  | P3651D | PT24H | max-lifetime must be whole seconds from 1 s to 3650 days
        P14D  | P365D  | PT1.5S | revocable-max-lifetime must be whole seconds from 1 s to 3650 days
        P366D | P365D  | PT24H | default-lifetime must not be longer than max-lifetime
        P1D   | P1D    | PT25H | revocable-max-lifetime must not be longer than max-lifetime
        """)
    void aLifetimeOutOfItsRangeIsRefused(Duration byDefault, Duration longest, Duration revocable, String fault) {
        assertThatThrownBy(() -> new TokenProperties(byDefault, longest, revocable))
                .isInstanceOf(IllegalArgumentException.class).hasMessage(fault);
    }

    @Test
    void allFaultsAreNamedAtOnce() {
        Duration wrong = Duration.ofSeconds(-1);

        assertThatThrownBy(() -> new TokenProperties(wrong, wrong, wrong)).hasMessageContainingAll("default-lifetime",
                "; max-lifetime", "; revocable-max-lifetime");
    }
}
