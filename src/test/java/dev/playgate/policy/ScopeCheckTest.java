package dev.playgate.policy;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ScopeCheckTest {

    private final ScopeCheck check = new ScopeCheck();

    @Test
    void theOrganisationComesBeforeWhatTheTokenNames() {
        Playout playout = new Playout().token(t -> t.organisation(SampleCatalog.RIVAL));
        assertThat(check.judge(playout.facts())).contains(Refusal.ORGANISATION_MISMATCH);
        assertThat(check.judge(playout.stream("Rival-live1").facts())).contains(Refusal.STREAM_NOT_COVERED);
    }

    @Test
    void whatIsNamedIsCovered() {
        assertThat(check.judge(new Playout().facts())).isEmpty();
        assertThat(check.judge(new Playout().stream("Demo1-other").facts())).contains(Refusal.STREAM_NOT_COVERED);
        assertThat(check.judge(new Playout().enter().facts())).isEmpty();
        assertThat(check.judge(new Playout().enter().stream("Demo1-other").facts()))
                .contains(Refusal.STREAM_NOT_COVERED);
    }

    @Test
    void ofAnUnknownStreamItHasNothingToSay() {
        assertThat(check.judge(new Playout().stream("Demo1-none1").facts())).isEmpty();
    }
}
