package dev.playgate.policy;

import java.util.Optional;

import dev.playgate.catalog.CatalogSnapshot;
import dev.playgate.stream.Stream;
import dev.playgate.token.KeySet;

/**
 * A request, and what it is judged from.
 *
 * @param stream empty when the registry does not know it
 */
record Use(PlayoutRequest request, CatalogSnapshot catalog, KeySet keys, Optional<Stream> stream) {

    Case by(Right right) {
        return new Case(request, catalog, keys, stream, right);
    }

    Enforcement enforcement() {
        return Enforcement.of(stream, catalog);
    }

    /** What binds playouts that need no token as well. */
    Optional<Refusal> judgeOpen() {
        return judgeState().or(this::judgeGuardian);
    }

    Optional<Refusal> judgeState() {
        return stream.flatMap(StateCheck::judge);
    }

    /** Of its stream's organisation. */
    Optional<Refusal> judgeGuardian() {
        return stream.flatMap(
                known -> GuardianCheck.judge(catalog.guardian(known.organisation()), request, true));
    }
}
