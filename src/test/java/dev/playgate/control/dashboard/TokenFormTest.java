package dev.playgate.control.dashboard;

import java.time.Instant;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

import dev.playgate.control.api.Parameters;
import dev.playgate.control.api.RefusedCallException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TokenFormTest {

    private static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");

    private final MultiValueMap<String, String> fields = new LinkedMultiValueMap<>();

    TokenFormTest() {
        fields.set("target", "organisation");
    }

    private Parameters parameters() throws RefusedCallException {
        return TokenForm.parameters(new Form(fields), NOW);
    }

    @Test
    void whatIsNotFilledInIsLeftToTheApi() throws RefusedCallException {
        fields.set("groupid", "of another target");
        fields.set("user", "  ");
        fields.set("nbf", "2026-07-02T12:00");
        Parameters parameters = parameters();
        assertThat(parameters.flag("orgawide")).isTrue();
        for (String name : new String[]{"groupid", "streams", "nbf", "exp", "ip", "domain", "user", "tag",
                "revocable", "forceDisconnect"}) {
            assertThat(parameters.has(name)).as(name).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({"90, minutes, 2026-07-01T13:30:00Z", "1, hours, 2026-07-01T13:00:00Z",
            "3, days, 2026-07-04T12:00:00Z", "2, weeks, 2026-07-15T12:00:00Z"})
    void aLifetimeCountsFromNow(String amount, String unit, Instant expires) throws RefusedCallException {
        fields.set("end", "lifetime");
        fields.set("amount", amount);
        fields.set("unit", unit);
        assertThat(parameters().time("exp")).contains(expires);
    }

    @Test
    void aLifetimeCountsFromALaterBeginning() throws RefusedCallException {
        fields.set("start", "date");
        fields.set("nbf", "2026-07-08T18:00");
        fields.set("end", "lifetime");
        fields.set("amount", "4");
        fields.set("unit", "hours");
        assertThat(parameters().time("nbf")).contains(Instant.parse("2026-07-08T18:00:00Z"));
        assertThat(parameters().time("exp")).contains(Instant.parse("2026-07-08T22:00:00Z"));
    }

    @Test
    void namesAndAddressesAreSeparatedByLinesBlanksOrCommas() throws RefusedCallException {
        fields.set("target", "streams");
        fields.set("streams", "A\r\nB, C\n");
        fields.set("ip", "192.0.2.1 2001:db8::/32");
        assertThat(parameters().parsedArray("streams", 9, Optional::of, "")).containsExactly("A", "B", "C");
        assertThat(parameters().parsedArray("ip", 9, Optional::of, "")).containsExactly("192.0.2.1",
                "2001:db8::/32");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        target | nothing    | Parameter required: target
        target | group      | Parameter required: groupid
        target | streams    | Parameter required: streams
        start  | date       | Parameter required: nbf
        end    | date       | Parameter required: exp
        end    | lifetime   | Parameter required: amount
        """)
    void whatIsMissingIsNamed(String field, String value, String message) {
        fields.set(field, value);
        assertThatThrownBy(this::parameters).hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource({"0", "-1", "1.5", "1e3", "9999999", "'١'"})
    void aLifetimeIsAWholeNumber(String amount) {
        fields.set("end", "lifetime");
        fields.set("amount", amount);
        fields.set("unit", "hours");
        assertThatThrownBy(this::parameters).hasMessage("Parameter invalid: amount must be a whole number from 1");
    }

    @Test
    void aFieldThatStandsTwiceIsRefused() {
        fields.add("target", "group");
        assertThatThrownBy(this::parameters).hasMessage("Parameter invalid: target must stand once");
    }
}
