package dev.playgate.policy;

import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

import dev.playgate.catalog.CatalogSnapshot;
import dev.playgate.catalog.RevocationRule;

/**
 * A revoked token opens nothing, nor does what was made from it; by {@code jti} and organisation (security A7), or by
 * what a rule of the organisation names.
 */
record RevocationCheck() implements Check {

    @Override
    public String name() {
        return "revocation";
    }

    @Override
    public Optional<Refusal> judge(Case facts) {
        Right right = facts.right();
        return answer(isRevoked(right, facts.catalog())
                || isHit(facts, facts.catalog().revocationRules(right.organisation())));
    }

    /** Of a token that is not being used: by a rule that names streams only where it is for no others. */
    static Optional<Refusal> judge(Right right, CatalogSnapshot catalog, Instant now) {
        return answer(isRevoked(right, catalog)
                || isHit(right, catalog.revocationRules(right.organisation()), now));
    }

    private static boolean isRevoked(Right right, CatalogSnapshot catalog) {
        return catalog.isRevoked(right.organisation(), right.jti());
    }

    private static boolean isHit(Case facts, Collection<RevocationRule> rules) {
        if (rules.isEmpty()) {
            return false;
        }
        for (RevocationRule rule : rules) {
            if (RevocationRules.isOf(rule, facts.right(), facts.request().now())
                    && RevocationRules.isAt(rule, facts.stream())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isHit(Right right, Collection<RevocationRule> rules, Instant now) {
        for (RevocationRule rule : rules) {
            boolean everywhere = switch (right) {
                case Right.OfToken(var token) -> RevocationRules.spans(rule, token.claims().scope());
                case Right.OfTicket _ -> RevocationRules.namesNoPlace(rule);
            };
            if (everywhere && RevocationRules.isOf(rule, right, now)) {
                return true;
            }
        }
        return false;
    }

    private static Optional<Refusal> answer(boolean revoked) {
        return revoked ? Optional.of(Refusal.TOKEN_REVOKED) : Optional.empty();
    }
}
