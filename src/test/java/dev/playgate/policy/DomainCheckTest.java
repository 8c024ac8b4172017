package dev.playgate.policy;

import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.playgate.viewer.PageEvidence;

import static org.assertj.core.api.Assertions.assertThat;

class DomainCheckTest {

    @ParameterizedTest(name = "C3 {0}, missing pages allowed: {1}, page {2}: {3}")
    @DisplayName("C3 who has to show a page, and what becomes of the page that is shown")
    @CsvSource(nullValues = "-", textBlock = """
        token without domain,      false, missing,               -
        token without domain,      false, unusable,              -
        token without domain,      false, www.elsewhere.example, -
        token with domain,         false, www.demo.example,      -
        token with domain,         false, www.elsewhere.example, DOMAIN_MISMATCH
        token with domain,         false, unusable,              DOMAIN_MISMATCH
        token with domain,         false, missing,               DOMAIN_MISSING
        token with domain,         true,  www.demo.example,      -
        token with domain,         true,  www.elsewhere.example, DOMAIN_MISMATCH
        token with domain,         true,  unusable,              DOMAIN_MISMATCH
        token with domain,         true,  missing,               -
        token with domainOptional, false, www.demo.example,      -
        token with domainOptional, false, www.elsewhere.example, DOMAIN_MISMATCH
        token with domainOptional, false, unusable,              DOMAIN_MISMATCH
        token with domainOptional, false, missing,               -
        ticket with domain,        false, www.demo.example,      -
        ticket with domain,        false, www.elsewhere.example, DOMAIN_MISMATCH
        ticket with domain,        false, unusable,              DOMAIN_MISMATCH
        ticket with domain,        false, missing,               -
        ticket without domain,     false, www.elsewhere.example, -
        """)
    void c3_table(String right, boolean missingAllowed, String page, @Nullable Refusal refusal) {
        Playout playout = new Playout().page(Playout.PAGE);
        if (!right.contains("without")) {
            playout.token(t -> {
                t.domain(Playout.PAGE);
                if (right.contains("Optional")) {
                    t.domainOptional();
                }
            });
        }
        if (right.startsWith("ticket")) {
            playout.enter();
        }
        assertThat(new DomainCheck(missingAllowed).judge(playout.page(evidence(page)).facts()))
                .isEqualTo(Optional.ofNullable(refusal));
    }

    private static PageEvidence evidence(String page) {
        return switch (page) {
            case "missing" -> new PageEvidence.Missing();
            case "unusable" -> new PageEvidence.Unusable();
            default -> new PageEvidence.Page(page);
        };
    }
}
