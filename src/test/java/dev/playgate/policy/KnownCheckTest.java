package dev.playgate.policy;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class KnownCheckTest {

    private final KnownCheck check = new KnownCheck();

    @Test
    void aStreamIsKnownOrItIsNot() {
        assertThat(check.judge(new Playout().facts())).isEmpty();
        assertThat(check.judge(new Playout().stream("Demo1-none1").facts())).contains(Refusal.STREAM_UNKNOWN);
    }
}
