package dev.playgate.policy;

import java.util.Optional;

import dev.playgate.stream.Stream;

/** Whether the stream's state admits viewers (product section 1). */
record StateCheck() implements Check {

    static final String NAME = "state";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<Refusal> judge(Case facts) {
        return facts.stream().flatMap(StateCheck::judge);
    }

    static Optional<Refusal> judge(Stream stream) {
        return switch (stream.state()) {
            case CREATED, LIVE, ENDED -> Optional.empty();
            case LOCKED -> Optional.of(Refusal.STREAM_LOCKED);
            case DELETED -> Optional.of(Refusal.STREAM_UNKNOWN);
        };
    }
}
