package dev.playgate.edge;

import java.util.Optional;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LogLineTest {

    @Test
    void plainValuesStandAsTheyAre() {
        assertThat(new LogLine().add("a", "x-1").add("b", Optional.of(2)).add("c", Optional.empty()))
                .hasToString("a=x-1 b=2");
    }

    @Test
    void noValueBreaksOutOfItsPlace() {
        assertThat(new LogLine().add("user", "bob decision=admitted")).hasToString("user=\"bob decision=admitted\"");
        assertThat(new LogLine().add("user", "a\"b\\c")).hasToString("user=\"a\\\"b\\\\c\"");
        assertThat(new LogLine().add("user", "a\r\nb\u0085")).hasToString("user=\"a??b?\"");
        assertThat(new LogLine().add("user", "")).hasToString("user=\"\"");
        assertThat(new LogLine().add("user", "k=v")).hasToString("user=\"k=v\"");
    }
}
