package dev.playgate.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import dev.playgate.policy.Explanation.Finding;
import dev.playgate.policy.Explanation.Outcome;

/** What every check says of a request, not only the first that has something against it. */
final class Findings {

    private static final String CREDENTIAL = "credential";
    private static final String REGISTRY = "registry";

    private Findings() {
    }

    /** @param stale whether the registry was confirmed too long ago to judge the case */
    static List<Finding> of(Use use, Verdict verdict, Decision decision, List<Check> checks, Predicate<Case> stale) {
        return switch (use.enforcement()) {
            case FULL -> enforced(use, verdict, checks, stale);
            case NONE -> open(use, checks);
            case SHADOW -> decision instanceof Decision.Admitted admitted && admitted.shadowed().isEmpty()
                    ? enforced(use, verdict, checks, stale)
                    : shadowed(use, enforced(use, verdict, checks, stale));
        };
    }

    private static List<Finding> enforced(Use use, Verdict verdict, List<Check> checks, Predicate<Case> stale) {
        Optional<Case> facts = verdict instanceof Verdict.Genuine(var right)
                ? Optional.of(use.by(right))
                : Optional.empty();
        List<Finding> findings = new ArrayList<>();
        findings.add(credential(verdict));
        for (Check check : checks) {
            findings.add(facts.map(present -> refusal(check.name(), check.judge(present)))
                    .orElseGet(() -> skipped(check.name())));
        }
        findings.add(facts.map(present -> stale.test(present)
                ? new Finding(REGISTRY, Outcome.UNAVAILABLE, Optional.of(Outage.CATALOG_STALE))
                : passed(REGISTRY)).orElseGet(() -> skipped(REGISTRY)));
        return findings;
    }

    private static Finding credential(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Genuine _ -> passed(CREDENTIAL);
            case Verdict.Bad(var reason) -> refusal(CREDENTIAL, Optional.of(reason));
            case Verdict.Unknown(var reason, _) ->
                new Finding(CREDENTIAL, Outcome.UNAVAILABLE, Optional.of(reason));
        };
    }

    private static List<Finding> open(Use use, List<Check> checks) {
        List<Finding> findings = new ArrayList<>();
        findings.add(Credentials.choose(use.request().credentials()) instanceof Credentials.Choice.Ambiguous
                ? refusal(CREDENTIAL, Optional.of(Refusal.CREDENTIAL_AMBIGUOUS))
                : skipped(CREDENTIAL));
        checks.forEach(check -> findings.add(binding(use, check.name()).orElseGet(() -> skipped(check.name()))));
        findings.add(skipped(REGISTRY));
        return findings;
    }

    /** What would be against it is only noted; what binds open playouts as well is against it. */
    private static List<Finding> shadowed(Use use, List<Finding> enforced) {
        return enforced.stream().map(finding -> binding(use, finding.check()).orElseGet(() -> noted(finding)))
                .toList();
    }

    private static Finding noted(Finding finding) {
        return finding.reason().isPresent()
                ? new Finding(finding.check(), Outcome.SHADOW, finding.reason())
                : finding;
    }

    /** Of the checks that bind playouts without a token. */
    private static Optional<Finding> binding(Use use, String check) {
        return switch (check) {
            case StateCheck.NAME -> Optional.of(refusal(check, use.judgeState()));
            case GuardianCheck.NAME -> Optional.of(refusal(check, use.judgeGuardian()));
            default -> Optional.empty();
        };
    }

    private static Finding refusal(String check, Optional<Refusal> refusal) {
        return refusal.map(reason -> new Finding(check, Outcome.REFUSE, Optional.of(reason)))
                .orElseGet(() -> passed(check));
    }

    private static Finding passed(String check) {
        return new Finding(check, Outcome.PASS, Optional.empty());
    }

    private static Finding skipped(String check) {
        return new Finding(check, Outcome.SKIPPED, Optional.empty());
    }
}
