package dev.playgate.policy;

import java.util.Optional;

import dev.playgate.catalog.CatalogSnapshot;

/** A revoked token opens nothing, nor does what was made from it; by {@code jti} and organisation (security A7). */
record RevocationCheck() implements Check {

    @Override
    public Optional<Refusal> judge(Case facts) {
        return judge(facts.right(), facts.catalog());
    }

    static Optional<Refusal> judge(Right right, CatalogSnapshot catalog) {
        return catalog.isRevoked(right.organisation(), right.jti())
                ? Optional.of(Refusal.TOKEN_REVOKED)
                : Optional.empty();
    }
}
