package dev.playgate.policy;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class PolicySettingsTest {

    @ParameterizedTest
    @CsvSource({"PT0S, PT1S, PT1S", "PT60S, PT0.000000001S, PT12H", "PT10S, P365D, P30D"})
    void theRanges(Duration leeway, Duration staleness, Duration session) {
        assertThatCode(() -> new PolicySettings(leeway, false, staleness, session)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"PT-0.000000001S, PT1S, PT1S, leeway", "PT60.000000001S, PT1S, PT1S, leeway",
            "PT10S, PT0S, PT1S, maximum-staleness", "PT10S, PT-1S, PT1S, maximum-staleness",
            "PT10S, PT1S, PT0.999999999S, maximum-session", "PT10S, PT1S, PT-1S, maximum-session"})
    void whatIsOutOfItsRangeIsNamed(Duration leeway, Duration staleness, Duration session, String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> new PolicySettings(leeway, false, staleness, session))
                .withMessageStartingWith(name + " is ").withMessageNotContaining(";");
    }

    @Test
    void allFaultsAreNamedAtOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PolicySettings(Duration.ofDays(1), false, Duration.ZERO, Duration.ZERO))
                .withMessageContainingAll("leeway", "maximum-staleness", "maximum-session");
    }
}
