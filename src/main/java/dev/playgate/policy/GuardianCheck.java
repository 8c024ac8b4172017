package dev.playgate.policy;

import java.util.Optional;

import dev.playgate.catalog.GuardianRules;
import dev.playgate.viewer.PageEvidence;

/** The organisation's deny and allow lists (product section 7). They bind open playouts as well. */
record GuardianCheck() implements Check {

    static final String NAME = "guardian";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<Refusal> judge(Case facts) {
        GuardianRules rules = facts.catalog().guardian(facts.right().organisation());
        return judge(rules, facts.request(), facts.right() instanceof Right.OfToken);
    }

    /** @param entry whether the request begins a session, so that it must show its page to an allow list */
    static Optional<Refusal> judge(GuardianRules rules, PlayoutRequest request, boolean entry) {
        if (request.address().isPresent() && rules.deniesAddress(request.address().get(), request.now())) {
            return Optional.of(Refusal.GUARDIAN_ADDRESS_DENIED);
        }
        boolean denied = switch (request.page()) {
            case PageEvidence.Page(var host) -> rules.deniesPage(host);
            case PageEvidence.Unusable() -> rules.onlyAllowedPages();
            case PageEvidence.Missing() -> rules.onlyAllowedPages() && entry;
        };
        return denied ? Optional.of(Refusal.GUARDIAN_PAGE_DENIED) : Optional.empty();
    }
}
