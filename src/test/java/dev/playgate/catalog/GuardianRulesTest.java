package dev.playgate.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import dev.playgate.catalog.GuardianRules.DeniedAddress;
import dev.playgate.viewer.DomainPattern;
import dev.playgate.viewer.IpAddress;
import dev.playgate.viewer.IpRange;

import static org.assertj.core.api.Assertions.assertThat;

/** Product section 7. */
class GuardianRulesTest {

    private static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");
    private static final IpAddress ADDRESS = IpAddress.parse("203.0.113.7").orElseThrow();

    @Test
    void noneDeniesNothing() {
        assertThat(GuardianRules.NONE.deniesAddress(ADDRESS, NOW)).isFalse();
        assertThat(GuardianRules.NONE.deniesPage("www.demo.example")).isFalse();
    }

    @Test
    void anAddressRuleHoldsBeforeItsEnd() {
        GuardianRules rules = addresses(new DeniedAddress(range("203.0.113.0/24"), Optional.of(NOW)));
        assertThat(rules.deniesAddress(ADDRESS, NOW.minusNanos(1))).isTrue();
        assertThat(rules.deniesAddress(ADDRESS, NOW)).isFalse();
        assertThat(rules.deniesAddress(ADDRESS, NOW.plusNanos(1))).isFalse();
    }

    @Test
    void withoutAnEndItHoldsUntilItIsRemoved() {
        assertThat(addresses(new DeniedAddress(range("203.0.113.7"), Optional.empty())).deniesAddress(ADDRESS,
                Instant.MAX)).isTrue();
    }

    @Test
    void anyRuleThatHoldsDenies() {
        GuardianRules rules = addresses(new DeniedAddress(range("203.0.113.7"), Optional.of(NOW)),
                new DeniedAddress(range("2001:db8::/32"), Optional.empty()),
                new DeniedAddress(range("203.0.113.0/28"), Optional.empty()));
        assertThat(rules.deniesAddress(ADDRESS, NOW)).isTrue();
        assertThat(rules.deniesAddress(IpAddress.parse("2001:db8::1").orElseThrow(), NOW)).isTrue();
        assertThat(rules.deniesAddress(IpAddress.parse("203.0.113.16").orElseThrow(), NOW)).isFalse();
    }

    @Test
    void aDenyListDeniesWhatItNames() {
        GuardianRules rules = new GuardianRules(List.of(), patterns("www.evil.example", "*.worse.example"), List.of(),
                false);
        assertThat(rules.deniesPage("www.evil.example")).isTrue();
        assertThat(rules.deniesPage("a.worse.example")).isTrue();
        assertThat(rules.deniesPage("worse.example")).isFalse();
        assertThat(rules.deniesPage("www.demo.example")).isFalse();
    }

    @Test
    void anAllowListDeniesWhatItDoesNotName() {
        GuardianRules rules = new GuardianRules(List.of(), List.of(), patterns("www.demo.example", "*.demo.example"),
                true);
        assertThat(rules.deniesPage("www.demo.example")).isFalse();
        assertThat(rules.deniesPage("a.demo.example")).isFalse();
        assertThat(rules.deniesPage("demo.example")).isTrue();
    }

    @Test
    void anAllowRuleByItselfAllowsNothingThatWasDenied() {
        GuardianRules rules = new GuardianRules(List.of(), List.of(), patterns("www.demo.example"), false);
        assertThat(rules.deniesPage("www.elsewhere.example")).isFalse();
    }

    @Test
    void aDenyRuleWinsOverAnAllowRule() {
        GuardianRules rules = new GuardianRules(List.of(), patterns("bad.demo.example"), patterns("*.demo.example"),
                true);
        assertThat(rules.deniesPage("bad.demo.example")).isTrue();
        assertThat(rules.deniesPage("good.demo.example")).isFalse();
    }

    private static GuardianRules addresses(DeniedAddress... denied) {
        return new GuardianRules(List.of(denied), List.of(), List.of(), false);
    }

    private static IpRange range(String text) {
        return IpRange.parse(text).orElseThrow();
    }

    private static List<DomainPattern> patterns(String... texts) {
        return Stream.of(texts).map(text -> DomainPattern.parse(text).orElseThrow()).toList();
    }
}
