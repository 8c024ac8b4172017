package dev.playgate.policy;

import java.util.Optional;

import dev.playgate.viewer.PageEvidence;

/**
 * The page that plays is one the token names (security C). Judged when a session is entered; on its later requests
 * where they show a page at all, since players send none with segments.
 *
 * @param missingAllowed whether a token with a domain opens for a request that shows no page (security C3)
 */
record DomainCheck(boolean missingAllowed) implements Check {

    @Override
    public String name() {
        return "domain";
    }

    @Override
    public Optional<Refusal> judge(Case facts) {
        Right right = facts.right();
        if (right.domain().isEmpty()) {
            return Optional.empty();
        }
        return switch (facts.request().page()) {
            case PageEvidence.Page(var host) -> right.domain().get().matches(host)
                    ? Optional.empty()
                    : Optional.of(Refusal.DOMAIN_MISMATCH);
            case PageEvidence.Unusable() -> Optional.of(Refusal.DOMAIN_MISMATCH);
            case PageEvidence.Missing() -> needsPage(right) ? Optional.of(Refusal.DOMAIN_MISSING) : Optional.empty();
        };
    }

    private boolean needsPage(Right right) {
        return switch (right) {
            case Right.OfTicket _ -> false;
            case Right.OfToken token -> !missingAllowed && !token.claims().domainOptional();
        };
    }
}
