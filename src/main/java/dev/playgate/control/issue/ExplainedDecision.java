package dev.playgate.control.issue;

import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;

import dev.playgate.policy.Decision;
import dev.playgate.policy.Explanation;
import dev.playgate.policy.Reason;
import dev.playgate.policy.Right;

// @formatter:off
/** A decision, and what every check says. */
@Schema(name = "Explanation")
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record ExplainedDecision(
        @Schema(allowableValues = {"admitted", "refused", "unavailable"})
        String decision,

        @Schema(description = "Why it is not admitted: the error that the viewer's answer has.")
        Optional<String> reason,

        @Schema(description = "Why it would not be admitted, were the package secure not only in shadow.")
        Optional<String> shadow,

        @Schema(description = "In the order in which they are made; the first that refuses decides.")
        List<CheckResult> checks,

        @Schema(description = "Of a genuine token.")
        Optional<TokenClaims> claims) {

    /** What one check says. */
    @Schema(name = "Check")
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record CheckResult(
            String check,

            @Schema(allowableValues = {"pass", "refuse", "unavailable", "shadow", "skipped"})
            String verdict,

            Optional<String> reason) {}
    // @formatter:on

    public ExplainedDecision {
        checks = List.copyOf(checks);
    }

    static ExplainedDecision of(Explanation explanation) {
        List<CheckResult> checks = explanation.findings().stream().map(finding -> new CheckResult(finding.check(),
                finding.outcome().wireName(), finding.reason().map(Reason::wireName))).toList();
        Optional<TokenClaims> claims = explanation.right().flatMap(right -> switch (right) {
            case Right.OfToken(var token) -> Optional.of(TokenClaims.of(token.claims()));
            case Right.OfTicket _ -> Optional.empty();
        });
        return switch (explanation.decision()) {
            case Decision.Admitted admitted -> new ExplainedDecision("admitted", Optional.empty(),
                    admitted.shadowed().map(shadowed -> shadowed.reason().wireName()), checks, claims);
            case Decision.Refused(var reason, _) -> new ExplainedDecision("refused", Optional.of(reason.wireName()),
                    Optional.empty(), checks, claims);
            case Decision.Unavailable(var reason, _, _) -> new ExplainedDecision("unavailable",
                    Optional.of(reason.wireName()), Optional.empty(), checks, claims);
        };
    }
}
