package dev.playgate.policy;

import java.util.Optional;

import dev.playgate.stream.Stream;

/** A token opens only streams of its own organisation, and of these only what it names (product section 3). */
record ScopeCheck() implements Check {

    @Override
    public String name() {
        return "scope";
    }

    @Override
    public Optional<Refusal> judge(Case facts) {
        return facts.stream().flatMap(stream -> judge(facts.right(), stream));
    }

    private static Optional<Refusal> judge(Right right, Stream stream) {
        if (!right.organisation().equals(stream.organisation())) {
            return Optional.of(Refusal.ORGANISATION_MISMATCH);
        }
        return right.covers(stream) ? Optional.empty() : Optional.of(Refusal.STREAM_NOT_COVERED);
    }
}
