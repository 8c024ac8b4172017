package dev.playgate.policy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Players, dashboards and alerts depend on these. */
class WireNamesTest {

    @Test
    void namesAreLowerCaseAndDistinct() {
        List<String> names = Stream.concat(Arrays.stream(Refusal.values()).map(Refusal::wireName),
                Arrays.stream(Outage.values()).map(Outage::wireName)).toList();
        assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-z]+(_[a-z]+)*"));
        assertThat(Refusal.TOKEN_EXPIRED.wireName()).isEqualTo("token_expired");
        assertThat(Outage.KEYS_MISSING.wireName()).isEqualTo("keys_missing");
    }
}
