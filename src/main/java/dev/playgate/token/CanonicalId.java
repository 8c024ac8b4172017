package dev.playgate.token;

import java.util.Optional;
import java.util.function.Function;

import dev.playgate.stream.GroupId;
import dev.playgate.stream.OrganisationId;

/** Ids out of claims, which may be anything. */
final class CanonicalId {

    private CanonicalId() {
    }

    static Optional<OrganisationId> organisation(String text) {
        return parse(text, OrganisationId::of);
    }

    static Optional<GroupId> group(String text) {
        return parse(text, GroupId::of);
    }

    private static <T> Optional<T> parse(String text, Function<String, T> parser) {
        try {
            return Optional.of(parser.apply(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
