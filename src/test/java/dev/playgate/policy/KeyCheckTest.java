package dev.playgate.policy;

import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.playgate.token.KeySet;

import static org.assertj.core.api.Assertions.assertThat;

class KeyCheckTest {

    private final KeyCheck check = new KeyCheck();

    @Test
    void aKeyInForceIsGood() {
        assertThat(check.judge(new Playout().facts())).isEmpty();
        assertThat(check.judge(new Playout().enter().facts())).isEmpty();
    }

    @Test
    @DisplayName("F2 a removed key takes all that it proved with it")
    void f2_aRemovedKey() {
        assertThat(check.judge(withoutKeys(new Playout()))).contains(Refusal.TOKEN_KEY_UNKNOWN);
        assertThat(check.judge(withoutKeys(new Playout().enter()))).contains(Refusal.TOKEN_KEY_UNKNOWN);
    }

    private static Case withoutKeys(Playout playout) {
        Case facts = playout.facts();
        return new Case(facts.request(), facts.catalog(), KeySet.of(2, List.of()), facts.stream(),
                facts.right());
    }
}
