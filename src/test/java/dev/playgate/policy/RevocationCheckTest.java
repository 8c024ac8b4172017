package dev.playgate.policy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RevocationCheckTest {

    private final RevocationCheck check = new RevocationCheck();

    @Test
    @DisplayName("A7 what counts is the jti and the organisation, of tokens and of what was made from them")
    void a7_jtiAndOrganisation() {
        for (Playout playout : new Playout[]{new Playout(), new Playout().enter()}) {
            assertThat(check.judge(playout.facts())).isEmpty();
            playout.catalog(content -> content.revoke(SampleCatalog.RIVAL, TokenDraft.JTI));
            assertThat(check.judge(playout.facts())).isEmpty();
            playout.catalog(content -> content.revoke(SampleCatalog.DEMO, "jti-2"));
            assertThat(check.judge(playout.facts())).isEmpty();
            playout.catalog(content -> content.revoke(SampleCatalog.DEMO, TokenDraft.JTI));
            assertThat(check.judge(playout.facts())).contains(Refusal.TOKEN_REVOKED);
        }
    }
}
