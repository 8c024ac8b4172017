package dev.playgate.policy;

import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.playgate.stream.Stream;
import dev.playgate.stream.StreamState;

import static org.assertj.core.api.Assertions.assertThat;

class StateCheckTest {

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {"CREATED, -", "LIVE, -", "ENDED, -", "LOCKED, STREAM_LOCKED",
            "DELETED, STREAM_UNKNOWN"})
    void onlyLockedAndDeletedStreamsAreClosed(StreamState state, @Nullable Refusal refusal) {
        Stream live = SampleCatalog.LIVE1;
        assertThat(StateCheck.judge(new Stream(live.id(), live.name(), live.group(), live.organisation(), state)))
                .isEqualTo(Optional.ofNullable(refusal));
    }

    @Test
    void theStreamOfTheRequestIsJudged() {
        Playout playout = new Playout().catalog(content -> content.state(SampleCatalog.LIVE2, StreamState.LOCKED));
        assertThat(new StateCheck().judge(playout.facts())).isEmpty();
        assertThat(new StateCheck().judge(playout.stream("Demo1-live2").facts())).contains(Refusal.STREAM_LOCKED);
        assertThat(new StateCheck().judge(playout.stream("Demo1-none1").facts())).isEmpty();
    }
}
