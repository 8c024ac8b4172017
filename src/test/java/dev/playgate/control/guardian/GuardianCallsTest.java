package dev.playgate.control.guardian;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;

import dev.playgate.catalog.GuardianRule.Subject;
import dev.playgate.catalog.GuardianRules;
import dev.playgate.control.registry.Actor;
import dev.playgate.control.registry.GuardianLine;
import dev.playgate.control.registry.GuardianStore;
import dev.playgate.control.registry.RegistryApi;
import dev.playgate.control.registry.RegistryApi.Answer;
import dev.playgate.control.registry.RegistryApi.Who;
import dev.playgate.stream.OrganisationId;
import dev.playgate.viewer.IpAddress;
import dev.playgate.viewer.IpRange;

import static org.assertj.core.api.Assertions.assertThat;

/** The calls about deny and allow lists, and what edges make of them. */
class GuardianCallsTest {

    private static final String IP = "/guardian/ip";
    private static final String REFERRER = "/guardian/referrer";
    private static final String UNKNOWN = "404 4040 There is no such rule";

    private final RegistryApi api = new RegistryApi((calls, own) -> List
            .of(new GuardianController(calls, new GuardianLists(new GuardianStore(own.database()), own.time()))));
    private final GuardianStore store = new GuardianStore(api.database());

    private GuardianRules atEdges() {
        return api.snapshot().guardian(RegistryApi.DEMO);
    }

    private boolean denies(String address, Duration later) {
        return atEdges().deniesAddress(IpAddress.parse(address).orElseThrow(), RegistryApi.START.plus(later));
    }

    private JsonNode deny(String ip) {
        return api.post(Who.ADMIN, IP, "{\"ip\": \"" + ip + "\", \"type\": \"deny\"}").data();
    }

    private Answer remove(String uri, String body) {
        return api.call(Who.ADMIN, HttpMethod.DELETE, uri, body);
    }

    /** With rules that edges have not been told of. */
    private void fill(int count, Optional<Long> until) {
        api.database().write(write -> {
            for (int i = 0; i < count; i++) {
                write.sql().sql("""
                    INSERT INTO guardian_rule (id, organisation, kind, subject, type, until, created)
                    VALUES (?, ?, 'ip', ?, 'deny', ?, 0)
                    """).param(new UUID(0, i).toString()).param(RegistryApi.DEMO.toString())
                        .param("198.51." + i / 250 + "." + i % 250).param(until.orElse(null)).update();
            }
            return count;
        });
    }

    @Test
    void anAddressIsDeniedFor24Hours() {
        JsonNode rule = api.post(Who.ADMIN, IP, """
            {"ip": "203.0.113.7", "type": "deny", "tag": "restreamer"}""").data();

        assertThat(rule.propertyNames()).containsExactly("id", "ip", "type", "tag", "until", "created");
        assertThat(rule.path("until").asLong()).isEqualTo(RegistryApi.NOW + 86_400);
        assertThat(denies("203.0.113.7", Duration.ZERO)).isTrue();
        assertThat(denies("203.0.113.7", Duration.ofHours(23))).isTrue();
        assertThat(denies("203.0.113.7", Duration.ofHours(24))).isFalse();
        assertThat(denies("203.0.113.8", Duration.ZERO)).isFalse();
        assertThat(api.snapshot().guardian(OrganisationId
                .of("5f2c9a04-7d31-4c8e-9b1a-d0e6f3a7c002"))).isEqualTo(GuardianRules.NONE);
        assertThat(api.audit()).endsWith("key:sample guardian.put 203.0.113.7 203.0.113.1");
    }

    @Test
    void anAddressIsDeniedUntilTheGivenTime() {
        api.post(Who.ADMIN, IP, "{\"ip\": \"203.0.113.7\", \"type\": \"deny\", \"until\": "
                + (RegistryApi.NOW + 90_002) + "}").data();

        assertThat(denies("203.0.113.7", Duration.ofSeconds(90_001))).isTrue();
        assertThat(denies("203.0.113.7", Duration.ofSeconds(90_002))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
            "203.0.113.7/24,           203.0.113.0/24,  203.0.113.255",
            "2001:DB8::1,              2001:db8::1,     2001:db8::1",
            "2001:db8::/32,            2001:db8::/32,   2001:db8:ffff::1",
            "::ffff:203.0.113.7,       203.0.113.7,     203.0.113.7"})
    void d3_bothFamiliesAndRangesAreTakenInTheirCanonicalForm(String written, String canonical, String denied) {
        assertThat(deny(written).path("ip").asString()).isEqualTo(canonical);

        assertThat(denies(denied, Duration.ZERO)).isTrue();
        assertThat(remove(IP, "{\"ip\": \"" + written + "\"}").status()).isEqualTo(204);
        assertThat(denies(denied, Duration.ZERO)).isFalse();
    }

    @Test
    void theSameAddressAgainReplacesItsRule() {
        JsonNode first = deny("203.0.113.7");
        api.timeIs(RegistryApi.START.plusSeconds(10));
        JsonNode second = api.post(Who.ADMIN, IP, """
            {"ip": "203.0.113.7/32", "type": "deny", "tag": "again"}""").data();

        assertThat(second.path("id")).isEqualTo(first.path("id"));
        assertThat(second.path("until").asLong()).isEqualTo(RegistryApi.NOW + 86_410);
        assertThat(api.get(Who.READER, IP).data().path("items")).hasSize(1).containsExactly(second);
        assertThat(atEdges().deniedAddresses()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {REFERRER, "/guardian/referer"})
    void pagesAreDeniedOrAllowedUnderBothSpellings(String uri) {
        JsonNode rule = api.post(Who.ADMIN, uri, """
            {"domain": "*.Pirate.example", "type": "deny", "info": "seen in May"}""").data();

        assertThat(rule.propertyNames()).containsExactly("id", "domain", "type", "info", "created");
        assertThat(rule.path("domain").asString()).isEqualTo("*.pirate.example");
        assertThat(atEdges().deniesPage("www.pirate.example")).isTrue();
        assertThat(atEdges().deniesPage("pirate.example")).isFalse();
        assertThat(api.get(Who.READER, REFERRER).data().path("items")).containsExactly(rule);
        assertThat(api.get(Who.READER, "/guardian/referer").data().path("items")).containsExactly(rule);
        assertThat(remove(uri, "{\"domain\": \"*.pirate.example\"}").status()).isEqualTo(204);
        assertThat(atEdges()).isEqualTo(GuardianRules.NONE);
    }

    @Test
    void allPagesButTheAllowedOnesAreDeniedByTheStar() {
        api.post(Who.ADMIN, REFERRER, "{\"domain\": \"*\", \"type\": \"deny\"}").data();
        api.post(Who.ADMIN, REFERRER, "{\"domain\": \"www.demo.example\", \"type\": \"allow\"}").data();

        assertThat(atEdges().deniesPage("www.demo.example")).isFalse();
        assertThat(atEdges().deniesPage("other.example")).isTrue();
        assertThat(remove(REFERRER, "{\"domain\": \"*\"}").status()).isEqualTo(204);
        assertThat(atEdges().deniesPage("other.example")).isFalse();
    }

    @Test
    void aRuleIsRemovedByItsIdInItsListOnly() {
        String id = deny("203.0.113.7").path("id").asString();

        assertThat(api.delete(Who.ADMIN, REFERRER + "/" + id).refusal()).isEqualTo(UNKNOWN);
        assertThat(api.delete(Who.RIVAL, IP + "/" + id).refusal()).isEqualTo(UNKNOWN);
        assertThat(api.delete(Who.ADMIN, IP + "/none").refusal()).isEqualTo(UNKNOWN);
        assertThat(denies("203.0.113.7", Duration.ZERO)).isTrue();
        assertThat(api.delete(Who.ADMIN, IP + "/" + id).status()).isEqualTo(204);
        assertThat(denies("203.0.113.7", Duration.ZERO)).isFalse();
        assertThat(api.delete(Who.ADMIN, IP + "/" + id).refusal()).isEqualTo(UNKNOWN);
        assertThat(api.audit()).containsOnlyOnce("key:sample guardian.delete 203.0.113.7 203.0.113.1");
    }

    @Test
    void anotherOrganisationsRulesAreUnknown() {
        deny("203.0.113.7");

        assertThat(api.get(Who.RIVAL, IP).data().path("total").asInt()).isZero();
        assertThat(api.call(Who.RIVAL, HttpMethod.DELETE, IP, "{\"ip\": \"203.0.113.7\"}").refusal())
                .isEqualTo(UNKNOWN);
        assertThat(remove(IP, "{\"ip\": \"203.0.113.8\"}").refusal()).isEqualTo(UNKNOWN);
    }

    @Test
    void theListHasPages() {
        for (int i = 0; i < 26; i++) {
            deny("203.0.113." + i);
        }

        assertThat(api.get(Who.READER, IP).each("id")).hasSize(25);
        assertThat(api.get(Who.READER, IP + "?page=2").each("id")).hasSize(1);
        assertThat(api.get(Who.READER, IP).data().path("total").asInt()).isEqualTo(26);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        ?text=RESTREAM                | 203.0.113.7
        ?text=51.100                  | 198.51.100.0/24
        ?state=running                | 203.0.113.7
        ?state=ended                  | 198.51.100.0/24
        ?state=ended&text=restreamer  |
        ?text=r&size=25               | 203.0.113.7
        """)
    void addressesAreListedByStateAndText(String query, @Nullable String found) {
        api.post(Who.ADMIN, IP, "{\"ip\": \"198.51.100.0/24\", \"type\": \"deny\", \"until\": "
                + (RegistryApi.NOW + 10) + "}").data();
        api.post(Who.ADMIN, IP, "{\"ip\": \"203.0.113.7\", \"type\": \"deny\", \"tag\": \"restreamer\"}").data();
        api.timeIs(RegistryApi.START.plusSeconds(10));

        Answer answer = api.get(Who.READER, IP + query);
        assertThat(answer.each("ip")).isEqualTo(Stream.ofNullable(found).toList());
        assertThat(answer.data().path("total").asInt()).isEqualTo(answer.each("ip").size());
    }

    @ParameterizedTest
    @CsvSource({"?type=deny, *.thief.example", "?type=allow, www.demo.example", "?text=THIEF, *.thief.example",
            "?text=partner, www.demo.example", "?type=deny&text=seen, *.thief.example"})
    void pagesAreListedByTypeAndText(String query, String found) {
        api.post(Who.ADMIN, REFERRER, "{\"domain\": \"*.thief.example\", \"type\": \"deny\", \"info\": \"seen\"}")
                .data();
        api.post(Who.ADMIN, REFERRER,
                "{\"domain\": \"www.demo.example\", \"type\": \"allow\", \"info\": \"a partner, seen\"}").data();

        assertThat(api.get(Who.READER, REFERRER + query).each("domain")).containsExactly(found);
    }

    @Test
    void anOrganisationHasAtMost1000RulesOfAKind() {
        fill(1000, Optional.empty());

        assertThat(api.post(Who.ADMIN, IP, "{\"ip\": \"203.0.113.7\", \"type\": \"deny\"}").refusal())
                .isEqualTo("409 4090 There are 1000 rules of this kind; remove one first");
        assertThat(denies("203.0.113.7", Duration.ZERO)).isFalse();
        assertThat(api.post(Who.ADMIN, REFERRER, "{\"domain\": \"a.example\", \"type\": \"deny\"}").status())
                .isEqualTo(200);
        assertThat(api.post(Who.RIVAL, IP, "{\"ip\": \"203.0.113.7\", \"type\": \"deny\"}").status()).isEqualTo(200);
    }

    @Test
    void atTheLimitARuleCanStillBeReplaced() {
        deny("203.0.113.7");
        fill(999, Optional.empty());

        assertThat(deny("203.0.113.7").path("ip").asString()).isEqualTo("203.0.113.7");
    }

    @Test
    void rulesThatHaveEndedAreSweptInBoundedTransactions() {
        fill(500, Optional.of(RegistryApi.NOW + 60));
        store.put(RegistryApi.DEMO, new GuardianLine(new Subject.Address(IpRange.parse("192.0.2.1").orElseThrow(),
                Optional.of(RegistryApi.START.plusSeconds(60))), Optional.empty()), Actor.PROCESS);
        deny("203.0.113.7");
        api.post(Who.ADMIN, REFERRER, "{\"domain\": \"a.example\", \"type\": \"deny\"}").data();

        assertThat(store.sweep(RegistryApi.START.plusSeconds(59))).isZero();
        assertThat(store.sweep(RegistryApi.START.plusSeconds(60))).isEqualTo(501);

        assertThat(atEdges().deniedAddresses()).hasSize(1);
        assertThat(atEdges().deniedPages()).hasSize(1);
        assertThat(api.get(Who.READER, IP).data().path("total").asInt()).isEqualTo(1);
        assertThat(store.sweep(RegistryApi.START.plusSeconds(60))).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"READER", "USER"})
    void onlyAdministratorsWrite(Who who) {
        assertThat(api.post(who, IP, "{\"ip\": \"203.0.113.7\", \"type\": \"deny\"}").status()).isEqualTo(403);
        assertThat(api.post(who, REFERRER, "{\"domain\": \"*\", \"type\": \"deny\"}").status()).isEqualTo(403);
        assertThat(api.call(who, HttpMethod.DELETE, IP, "{\"ip\": \"203.0.113.7\"}").status()).isEqualTo(403);
        assertThat(api.call(who, HttpMethod.DELETE, REFERRER, "{\"domain\": \"*\"}").status()).isEqualTo(403);
        assertThat(api.delete(who, IP + "/1").status()).isEqualTo(403);
        assertThat(api.get(who, IP).status()).isEqualTo(200);
        assertThat(api.get(who, REFERRER).status()).isEqualTo(200);
        assertThat(atEdges()).isEqualTo(GuardianRules.NONE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {}                                                | Parameter required: ip
        {"ip": "203.0.113.7"}                             | Parameter required: type
        {"ip": "203.0.113.7", "type": "allow"}            | Parameter invalid: type must be deny
        {"ip": "203.0.113.7", "type": null}               | Parameter invalid: type must be deny
        {"ip": "viewer.example", "type": "deny"}          | Parameter invalid: ip must be an IPv4 or IPv6 address or a CIDR range
        {"ip": "203.0.113.7/33", "type": "deny"}          | Parameter invalid: ip must be an IPv4 or IPv6 address or a CIDR range
        {"ip": "203.0.113", "type": "deny"}               | Parameter invalid: ip must be an IPv4 or IPv6 address or a CIDR range
        {"ip": "0313.0.113.7", "type": "deny"}            | Parameter invalid: ip must be an IPv4 or IPv6 address or a CIDR range
        {"ip": "fe80::1%eth0", "type": "deny"}            | Parameter invalid: ip must be an IPv4 or IPv6 address or a CIDR range
        {"ip": ["203.0.113.7"], "type": "deny"}           | Parameter invalid: ip must be an IPv4 or IPv6 address or a CIDR range
        {"ip": "203.0.113.7", "type": "deny", "until": 1782907200} | Parameter invalid: until must be in the future
        {"ip": "203.0.113.7", "type": "deny", "until": "tomorrow"} | Parameter invalid: until must be a whole number of UNIX seconds
        {"ip": "203.0.113.7", "type": "deny", "until": 1782999999000} | Parameter invalid: until must be in seconds, not in milliseconds
        {"ip": "203.0.113.7", "type": "deny", "tag": 1}   | Parameter invalid: tag must be a string of at most 256 characters without control characters
        {"ip": "203.0.113.7", "type": "deny", "tag": "a\\nb"} | Parameter invalid: tag must be a string of at most 256 characters without control characters
        {"ip": "203.0.113.7", "type": "deny", "info": "a"} | Parameter unknown: info
        """)
    void badInputAboutAddressesIsNamedAndChangesNothing(String body, String answer) {
        assertThat(api.post(Who.ADMIN, IP, body).refusal()).isEqualTo("400 1000 " + answer);
        assertThat(atEdges()).isEqualTo(GuardianRules.NONE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {}                                         | Parameter required: domain
        {"domain": "a.example"}                    | Parameter required: type
        {"domain": "a.example", "type": "block"}   | Parameter invalid: type must be deny or allow
        {"domain": "*", "type": "allow"}           | Parameter invalid: type must be deny where domain is *
        {"domain": "co.uk", "type": "deny"}        | Parameter invalid: domain must be a host, *. and a host, or *
        {"domain": "https://a.example", "type": "deny"} | Parameter invalid: domain must be a host, *. and a host, or *
        {"domain": "a.example/b", "type": "deny"}  | Parameter invalid: domain must be a host, *. and a host, or *
        {"domain": "**", "type": "deny"}           | Parameter invalid: domain must be a host, *. and a host, or *
        {"domain": "", "type": "deny"}             | Parameter invalid: domain must be a host, *. and a host, or *
        {"domain": "a.example", "type": "deny", "until": 1782999999} | Parameter unknown: until
        """)
    void badInputAboutPagesIsNamedAndChangesNothing(String body, String answer) {
        assertThat(api.post(Who.ADMIN, REFERRER, body).refusal()).isEqualTo("400 1000 " + answer);
        assertThat(atEdges()).isEqualTo(GuardianRules.NONE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        /guardian/ip       | {}                                   | Parameter required: ip
        /guardian/ip       | {"ip": "x"}                          | Parameter invalid: ip must be an IPv4 or IPv6 address or a CIDR range
        /guardian/ip       | {"ip": "203.0.113.7", "type": "deny"} | Parameter unknown: type
        /guardian/referrer | {}                                   | Parameter required: domain
        /guardian/referer  | {"domain": 1}                        | Parameter invalid: domain must be a host, *. and a host, or *
        /guardian/referrer | {"domain": "*", "id": "x"}           | Parameter unknown: id
        """)
    void badInputOfARemovalIsNamed(String uri, String body, String answer) {
        assertThat(remove(uri, body).refusal()).isEqualTo("400 1000 " + answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {IP, REFERRER, "/guardian/referer"})
    void aQueryIsReadStrictly(String uri) {
        assertThat(api.get(Who.READER, uri + "?kind=ip").refusal()).isEqualTo("400 1000 Parameter unknown: kind");
        assertThat(api.get(Who.READER, uri + "?size=1").refusal())
                .isEqualTo("400 1000 Parameter invalid: size must be 25, 50, 100 or 150");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        /guardian/ip?type=deny            | unknown: type
        /guardian/ip?state=begun          | invalid: state must be one of running, ended
        /guardian/ip?text=a%0Ab           | invalid: text must be one line of 1 to 256 characters
        /guardian/referrer?state=running  | unknown: state
        /guardian/referrer?type=denied    | invalid: type must be deny or allow
        """)
    void aFilterIsThatOfItsList(String uri, String answer) {
        assertThat(api.get(Who.READER, uri).refusal()).isEqualTo("400 1000 Parameter " + answer);
    }
}
