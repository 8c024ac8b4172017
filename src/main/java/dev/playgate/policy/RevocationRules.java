package dev.playgate.policy;

import java.time.Instant;
import java.util.Optional;

import dev.playgate.catalog.RevocationRule;
import dev.playgate.stream.Stream;
import dev.playgate.token.Scope;

/** What a {@link RevocationRule} hits: where all that it names is true. */
final class RevocationRules {

    private RevocationRules() {
    }

    /** Whether a token is one of those that it names, wherever it is used. */
    static boolean isOf(RevocationRule rule, Revocable token, Instant now) {
        return (rule.until().isEmpty() || now.isBefore(rule.until().get()))
                && (rule.user().isEmpty() || token.hasUser(rule.user().get()))
                && (rule.tag().isEmpty() || token.hasTag(rule.tag().get()))
                && (token.issuedAt().isEmpty() || token.issuedAt().get().isBefore(rule.issuedBefore()));
    }

    /** Whether a use of a token for this stream is one that it names. */
    static boolean isAt(RevocationRule rule, Stream stream) {
        return (rule.streams().isEmpty() || rule.streams().contains(stream.name()))
                && (rule.group().isEmpty() || rule.group().get().equals(stream.group()));
    }

    /** Whether it names every stream that the token is for, so that nothing is left to use it for. */
    static boolean spans(RevocationRule rule, Scope scope) {
        boolean streams = rule.streams().isEmpty()
                || (scope instanceof Scope.Streams(var names) && rule.streams().containsAll(names));
        boolean group = rule.group().isEmpty() || scope.equals(new Scope.Group(rule.group().get()));
        return streams && group;
    }

    static boolean namesNoPlace(RevocationRule rule) {
        return rule.streams().isEmpty() && rule.group().isEmpty();
    }

    /** Of a stream that is not known, only a rule for all of them. */
    static boolean isAt(RevocationRule rule, Optional<Stream> stream) {
        return stream.isPresent() ? isAt(rule, stream.get()) : namesNoPlace(rule);
    }
}
