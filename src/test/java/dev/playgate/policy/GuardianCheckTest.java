package dev.playgate.policy;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.playgate.catalog.GuardianRules;
import dev.playgate.catalog.GuardianRules.DeniedAddress;
import dev.playgate.viewer.DomainPattern;
import dev.playgate.viewer.IpRange;
import dev.playgate.viewer.PageEvidence;

import static org.assertj.core.api.Assertions.assertThat;

class GuardianCheckTest {

    private static final List<DeniedAddress> NOBODY = List.of();
    private static final List<DeniedAddress> VIEWER = List
            .of(new DeniedAddress(IpRange.parse(Playout.ADDRESS).orElseThrow(), Optional.empty()));
    private static final DomainPattern EVIL = DomainPattern.parse("www.evil.example").orElseThrow();
    private static final DomainPattern OWN = DomainPattern.parse(Playout.PAGE).orElseThrow();

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
        deny list,  www.evil.example,  true,  GUARDIAN_PAGE_DENIED
        deny list,  www.evil.example,  false, GUARDIAN_PAGE_DENIED
        deny list,  www.other.example, true,  -
        deny list,  missing,           true,  -
        deny list,  unusable,          true,  -
        deny list,  unusable,          false, -
        allow list, www.demo.example,  true,  -
        allow list, www.demo.example,  false, -
        allow list, www.other.example, true,  GUARDIAN_PAGE_DENIED
        allow list, www.other.example, false, GUARDIAN_PAGE_DENIED
        allow list, missing,           true,  GUARDIAN_PAGE_DENIED
        allow list, missing,           false, -
        allow list, unusable,          true,  GUARDIAN_PAGE_DENIED
        allow list, unusable,          false, GUARDIAN_PAGE_DENIED
        """)
    void pages(String list, String page, boolean entry, @Nullable Refusal refusal) {
        GuardianRules rules = list.startsWith("deny")
                ? new GuardianRules(NOBODY, List.of(EVIL), List.of(), false)
                : new GuardianRules(NOBODY, List.of(), List.of(OWN), true);
        PlayoutRequest request = new Playout().page(evidence(page)).request();
        assertThat(GuardianCheck.judge(rules, request, entry)).isEqualTo(Optional.ofNullable(refusal));
    }

    @Test
    void aDeniedAddressIsDeniedWhateverItsPage() {
        GuardianRules rules = new GuardianRules(VIEWER, List.of(), List.of(OWN), true);
        Playout playout = new Playout().page(Playout.PAGE);
        assertThat(GuardianCheck.judge(rules, playout.request(), true)).contains(Refusal.GUARDIAN_ADDRESS_DENIED);
        assertThat(GuardianCheck.judge(rules, playout.address("192.0.2.1").request(), true)).isEmpty();
        assertThat(GuardianCheck.judge(rules, playout.noAddress().request(), true)).isEmpty();
    }

    @Test
    void theRulesAreThoseOfTheRightsOrganisation() {
        Playout playout = new Playout()
                .catalog(content -> content.guardian(SampleCatalog.DEMO,
                        new GuardianRules(NOBODY, List.of(), List.of(OWN), true)));
        assertThat(new GuardianCheck().judge(playout.facts())).contains(Refusal.GUARDIAN_PAGE_DENIED);
        assertThat(new GuardianCheck().judge(
                playout.page(Playout.PAGE).enter().page(new PageEvidence.Missing()).facts())).isEmpty();
        assertThat(new GuardianCheck().judge(playout.token(t -> t.organisation(SampleCatalog.RIVAL)).facts()))
                .isEmpty();
    }

    private static PageEvidence evidence(String page) {
        return switch (page) {
            case "missing" -> new PageEvidence.Missing();
            case "unusable" -> new PageEvidence.Unusable();
            default -> new PageEvidence.Page(page);
        };
    }
}
