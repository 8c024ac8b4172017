package dev.playgate.policy;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.playgate.catalog.GuardianRules;
import dev.playgate.catalog.GuardianRules.DeniedAddress;
import dev.playgate.viewer.DomainPattern;
import dev.playgate.viewer.IpRange;
import dev.playgate.viewer.PageEvidence;

import static org.assertj.core.api.Assertions.assertThat;

/** Where the viewer is: page (security C), address (security D), Guardian (product section 7). */
class GatekeeperViewerTest {

    private static final PageEvidence UNUSABLE = new PageEvidence.Unusable();
    private static final GuardianRules DENIES_ADDRESS = new GuardianRules(
            List.of(new DeniedAddress(range("203.0.113.0/24"), Optional.of(Playout.NOW.plusSeconds(60)))), List.of(),
            List.of(), false);
    private static final GuardianRules DENIES_PAGE = new GuardianRules(List.of(), List.of(pattern("*.evil.example")),
            List.of(), false);
    private static final GuardianRules ALLOWS_ONE_PAGE = new GuardianRules(List.of(), List.of(),
            List.of(pattern(Playout.PAGE)), true);

    @ParameterizedTest
    @DisplayName("C2 exact host, or one or more labels below, never the apex")
    @CsvSource({"www.demo.example, www.demo.example, true",
            "www.demo.example, demo.example, false",
            "www.demo.example, a.www.demo.example, false",
            "*.demo.example, www.demo.example, true",
            "*.demo.example, a.b.demo.example, true",
            "*.demo.example, demo.example, false",
            "*.demo.example, notdemo.example, false"})
    void c2_domain(String domain, String page, boolean matches) {
        Playout playout = new Playout().token(t -> t.domain(domain)).page(page);
        if (matches) {
            playout.assertAdmitted();
        } else {
            playout.assertRefused(Refusal.DOMAIN_MISMATCH);
        }
    }

    @Test
    @DisplayName("C3 missing or unusable evidence is a refusal when the token has a domain")
    void c3_evidence() {
        Playout playout = new Playout().token(t -> t.domain(Playout.PAGE));
        playout.assertRefused(Refusal.DOMAIN_MISSING);
        playout.page(UNUSABLE).assertRefused(Refusal.DOMAIN_MISMATCH);
    }

    @Test
    void c3_withoutADomainThePageDoesNotMatter() {
        new Playout().assertAdmitted();
        new Playout().page("www.elsewhere.example").assertAdmitted();
        new Playout().page(UNUSABLE).assertAdmitted();
    }

    @Test
    @DisplayName("C3 the setting and the per-token choice let a missing page pass, and no other")
    void c3_choices() {
        PolicySettings lenient = new PolicySettings(Playout.SETTINGS.leeway(), true,
                Playout.SETTINGS.maximumStaleness(), Playout.SETTINGS.maximumSession());
        for (Playout playout : List.of(new Playout().settings(lenient).token(t -> t.domain(Playout.PAGE)),
                new Playout().token(t -> t.domain(Playout.PAGE).domainOptional()))) {
            playout.assertAdmitted();
            playout.page(Playout.PAGE).assertAdmitted();
            playout.page("www.elsewhere.example").assertRefused(Refusal.DOMAIN_MISMATCH);
            playout.page(UNUSABLE).assertRefused(Refusal.DOMAIN_MISMATCH);
        }
    }

    @Test
    void aRunningSessionIsJudgedByItsPageWhereItShowsOne() {
        Playout playout = new Playout().token(t -> t.domain(Playout.PAGE)).page(Playout.PAGE).enter();
        playout.page(new PageEvidence.Missing()).assertAdmitted();
        playout.page(Playout.PAGE).assertAdmitted();
        playout.page("www.elsewhere.example").assertRefused(Refusal.DOMAIN_MISMATCH);
        playout.page(UNUSABLE).assertRefused(Refusal.DOMAIN_MISMATCH);
    }

    @ParameterizedTest
    @DisplayName("D3 addresses compare as bytes, CIDR in both families")
    @CsvSource({"203.0.113.7, 203.0.113.7, true",
            "203.0.113.7, 203.0.113.8, false",
            "203.0.113.0/24, 203.0.113.255, true",
            "203.0.113.0/24, 203.0.114.0, false",
            "203.0.113.7, ::ffff:203.0.113.7, true",
            "2001:db8::/32, 2001:db8:1::1, true",
            "2001:db8::/32, 2001:db9::1, false",
            "2001:db8::/32, 203.0.113.7, false"})
    void d3_address(String claim, String viewer, boolean matches) {
        Playout playout = new Playout().token(t -> t.addresses(claim)).address(viewer);
        if (matches) {
            assertThat(playout.assertAdmitted().matchedAddress()).contains(range(claim));
        } else {
            playout.assertRefused(Refusal.ADDRESS_MISMATCH);
        }
    }

    @Test
    void theEntryThatHoldsTheAddressIsNamed() {
        assertThat(new Playout().token(t -> t.addresses("192.0.2.0/24", "203.0.113.0/24", "203.0.113.7"))
                .assertAdmitted().matchedAddress()).contains(range("203.0.113.0/24"));
    }

    @Test
    @DisplayName("D2 an address that cannot be read matches nothing")
    void d2_unknownAddress() {
        new Playout().token(t -> t.addresses("0.0.0.0/0", "::/0")).noAddress().assertRefused(Refusal.ADDRESS_MISMATCH);
        new Playout().noAddress().assertAdmitted();
    }

    @Test
    void aSessionStaysWithinTheEntryThatItWasOpenedFrom() {
        Playout playout = new Playout().token(t -> t.addresses("203.0.113.0/28", "192.0.2.0/24")).enter();
        playout.address("203.0.113.9").assertAdmitted();
        playout.address("192.0.2.1").assertRefused(Refusal.ADDRESS_MISMATCH);
        playout.noAddress().assertRefused(Refusal.ADDRESS_MISMATCH);
    }

    @Test
    void withoutAnAddressInTheTokenASessionMayMove() {
        new Playout().enter().address("192.0.2.1").assertAdmitted();
    }

    @Test
    void guardianDeniesAddressesUntilTheRuleEnds() {
        Playout playout = new Playout().catalog(content -> content.guardian(SampleCatalog.DEMO, DENIES_ADDRESS));
        playout.assertRefused(Refusal.GUARDIAN_ADDRESS_DENIED);
        playout.now(Playout.NOW.plusSeconds(60)).assertAdmitted();
        playout.now(Playout.NOW).address("192.0.2.1").assertAdmitted();
    }

    @Test
    void guardianDeniesPages() {
        Playout playout = new Playout().catalog(content -> content.guardian(SampleCatalog.DEMO, DENIES_PAGE));
        playout.page("www.evil.example").assertRefused(Refusal.GUARDIAN_PAGE_DENIED);
        playout.page(Playout.PAGE).assertAdmitted();
        playout.page(new PageEvidence.Missing()).assertAdmitted();
        playout.page(UNUSABLE).assertAdmitted();
    }

    @Test
    void underAnAllowListASessionIsEnteredFromAnAllowedPageOnly() {
        Playout playout = new Playout().catalog(content -> content.guardian(SampleCatalog.DEMO, ALLOWS_ONE_PAGE));
        playout.assertRefused(Refusal.GUARDIAN_PAGE_DENIED);
        playout.page(UNUSABLE).assertRefused(Refusal.GUARDIAN_PAGE_DENIED);
        playout.page("www.elsewhere.example").assertRefused(Refusal.GUARDIAN_PAGE_DENIED);
        playout.page(Playout.PAGE).assertAdmitted();

        playout.enter();
        playout.page(new PageEvidence.Missing()).assertAdmitted();
        playout.page("www.elsewhere.example").assertRefused(Refusal.GUARDIAN_PAGE_DENIED);
        playout.page(UNUSABLE).assertRefused(Refusal.GUARDIAN_PAGE_DENIED);
    }

    @Test
    void guardianBindsOpenPlayoutsAsWell() {
        Playout open = new Playout().stream("Open1-live1").credentials();
        open.catalog(content -> content.guardian(SampleCatalog.OPEN, DENIES_ADDRESS))
                .assertRefused(Refusal.GUARDIAN_ADDRESS_DENIED);
        open.catalog(content -> content.guardian(SampleCatalog.OPEN, ALLOWS_ONE_PAGE))
                .assertRefused(Refusal.GUARDIAN_PAGE_DENIED);
        open.page(Playout.PAGE).assertAdmitted();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Demo1-live1", "Open1-live1"})
    void guardianOfAnotherOrganisationDoesNotMatter(String stream) {
        new Playout().stream(stream).catalog(content -> content.guardian(SampleCatalog.RIVAL, DENIES_ADDRESS))
                .assertAdmitted();
    }

    private static IpRange range(String text) {
        return IpRange.parse(text).orElseThrow();
    }

    private static DomainPattern pattern(String text) {
        return DomainPattern.parse(text).orElseThrow();
    }
}
