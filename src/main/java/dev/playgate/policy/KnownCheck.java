package dev.playgate.policy;

import java.util.Optional;

import dev.playgate.catalog.CatalogSnapshot;
import dev.playgate.stream.Stream;

/** A stream that the registry does not know, or whose organisation it does not, is never proxied (product section 2). */
record KnownCheck() implements Check {

    @Override
    public String name() {
        return "stream";
    }

    @Override
    public Optional<Refusal> judge(Case facts) {
        return isKnown(facts.stream(), facts.catalog()) ? Optional.empty() : Optional.of(Refusal.STREAM_UNKNOWN);
    }

    static boolean isKnown(Optional<Stream> stream, CatalogSnapshot catalog) {
        return stream.isPresent() && catalog.organisation(stream.get().organisation()).isPresent();
    }
}
