package dev.playgate.policy;

import java.util.Optional;

/** A stream that the registry does not know is never proxied (product section 2). */
record KnownCheck() implements Check {

    @Override
    public String name() {
        return "stream";
    }

    @Override
    public Optional<Refusal> judge(Case facts) {
        return facts.stream().isPresent() ? Optional.empty() : Optional.of(Refusal.STREAM_UNKNOWN);
    }
}
