package dev.playgate.policy;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;

import dev.playgate.catalog.GuardianRules;
import dev.playgate.catalog.GuardianRules.DeniedAddress;
import dev.playgate.catalog.Label;
import dev.playgate.catalog.RevocationRule;
import dev.playgate.policy.Explanation.Outcome;
import dev.playgate.policy.Scenario.Credential;
import dev.playgate.policy.Scenario.Guardian;
import dev.playgate.policy.Scenario.Limits;
import dev.playgate.policy.Scenario.Request;
import dev.playgate.policy.Scenario.Rule;
import dev.playgate.policy.Scenario.Signer;
import dev.playgate.policy.Scenario.Token;
import dev.playgate.policy.Scenario.World;
import dev.playgate.stream.CredentialText;
import dev.playgate.stream.CredentialText.Place;
import dev.playgate.stream.OrganisationId;
import dev.playgate.stream.Stream;
import dev.playgate.stream.StreamName;
import dev.playgate.stream.StreamState;
import dev.playgate.viewer.DomainPattern;
import dev.playgate.viewer.IpRange;
import dev.playgate.viewer.PageEvidence;

import static org.assertj.core.api.Assertions.assertThat;

/** Admitted is what the {@link NaiveOracle} would admit, and nothing else. */
class GatekeeperOracleTest {

    private static final List<Stream> STREAMS = List.of(SampleCatalog.LIVE1, SampleCatalog.LIVE2, SampleCatalog.OTHER,
            SampleCatalog.RIVAL_LIVE1, SampleCatalog.OPEN_LIVE1);

    @Property(edgeCases = EdgeCasesMode.NONE)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void admittedIsWhatTheOracleAdmits(@ForAll("scenarios") Scenario scenario) {
        Assume.that(!needsTicket(scenario) || NaiveOracle.enters(scenario));
        Decision decision = prepared(scenario).decide();
        boolean admitted = decision instanceof Decision.Admitted;
        Statistics.collect(admitted);
        Statistics.coverage(coverage -> coverage.check(true).count(count -> count > 0));
        assertThat(admitted).isEqualTo(NaiveOracle.admits(scenario));
        if (decision instanceof Decision.Admitted(_, var right, _, var shadowed)) {
            assertThat(shadowed.isPresent()).isNotEqualTo(NaiveOracle.enforcementAdmits(scenario));
            assertThat(shadowed.isPresent() && right.isPresent()).isFalse();
        }
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void theFirstCheckThatDoesNotPassIsTheOneThatDecides(@ForAll("scenarios") Scenario scenario) {
        Assume.that(!needsTicket(scenario) || NaiveOracle.enters(scenario));
        Playout playout = prepared(scenario);
        OrganisationId owner = organisation(NaiveOracle.ownerOf(scenario.request().stream()));
        Explanation explanation = playout.gatekeeper().explain(playout.request(), owner,
                new Asker(Optional.empty(), Playout.NOW));
        assertThat(explanation.decision()).isEqualTo(playout.decide());
        Optional<Reason> against = first(explanation, Outcome.REFUSE, Outcome.UNAVAILABLE);
        Optional<Reason> noted = first(explanation, Outcome.SHADOW);
        switch (explanation.decision()) {
            case Decision.Admitted admitted -> {
                assertThat(against).isEmpty();
                assertThat(noted).isEqualTo(admitted.shadowed().map(Decision.Shadowed::reason));
            }
            case Decision.Refused(var reason, _) -> assertThat(against).contains(reason);
            case Decision.Unavailable(var reason, _, _) -> assertThat(against).contains(reason);
        }
    }

    private static Optional<Reason> first(Explanation explanation, Outcome... outcomes) {
        return explanation.findings().stream().filter(finding -> List.of(outcomes).contains(finding.outcome()))
                .findFirst().flatMap(Explanation.Finding::reason);
    }

    private static boolean needsTicket(Scenario scenario) {
        return switch (scenario.credential()) {
            case TICKET, TICKET_AND_ITS_TOKEN, TICKET_AND_ANOTHER_TOKEN -> true;
            case NOTHING, TOKEN, TWO_TOKENS -> false;
        };
    }

    private static Playout prepared(Scenario scenario) {
        Playout playout = new Playout();
        String token = token(scenario).sign();
        CredentialText query = new CredentialText(token, Place.QUERY);
        CredentialText header = new CredentialText(token, Place.HEADER);
        ask(playout, scenario.entry()).credentials(query);
        CredentialText ticket = new CredentialText(needsTicket(scenario) ? playout.ticket() : "", Place.QUERY);
        switch (scenario.credential()) {
            case NOTHING -> playout.credentials();
            case TOKEN -> playout.credentials(query);
            case TICKET -> playout.credentials(ticket);
            case TICKET_AND_ITS_TOKEN -> playout.credentials(ticket, header);
            case TICKET_AND_ANOTHER_TOKEN ->
                playout.credentials(ticket, new CredentialText(token(scenario).jti("jti-2").sign(), Place.HEADER));
            case TWO_TOKENS -> playout.credentials(query, header);
        }
        change(playout, scenario.world());
        if (scenario.rule().isThere()) {
            playout.catalog(content -> content.revoke(rule(scenario.rule())));
        }
        return ask(playout, scenario.request());
    }

    private static RevocationRule rule(Rule rule) {
        return new RevocationRule(SampleCatalog.DEMO, UUID.randomUUID(),
                Optional.of(rule.user()).filter(user -> !user.isEmpty())
                        .map(user -> Label.ofUser(SampleCatalog.DEMO, user)),
                Optional.of(rule.tag()).filter(tag -> !tag.isEmpty()).map(tag -> Label.ofTag(SampleCatalog.DEMO, tag)),
                rule.stream().isEmpty() ? Set.of() : Set.of(new StreamName(rule.stream())),
                Optional.of(rule.group()).filter(group -> !group.isEmpty()).map(group -> stream(group).group()),
                Playout.NOW.plusSeconds(rule.issuedBefore()), Optional.of(Playout.NOW.plusSeconds(rule.until())));
    }

    private static TokenDraft token(Scenario scenario) {
        Token token = scenario.token();
        TokenDraft draft = new TokenDraft().organisation(organisation(token.organisation()))
                .issuedAt(Playout.NOW.plusSeconds(token.issuedAt()))
                .notBefore(Playout.NOW.plusSeconds(token.notBefore()))
                .expiresAt(Playout.NOW.plusSeconds(token.expiresAt()));
        switch (token.signer()) {
            case PLATFORM -> draft.signedBy(TestSigningKeys.PLATFORM.issuing());
            case OWN -> draft.signedByDemo();
            case STRANGER -> draft.signedBy(TestSigningKeys.STRANGERS.issuing());
        }
        if (!token.group().isEmpty()) {
            draft.group(stream(token.group()).group());
        } else if (token.streams().isEmpty()) {
            draft.organisationWide();
        } else {
            draft.streams(token.streams().toArray(String[]::new));
        }
        if (token.forceDisconnect()) {
            draft.forceDisconnect();
        }
        if (scenario.limits().domainOptional()) {
            draft.domainOptional();
        }
        if (!scenario.limits().domain().isEmpty()) {
            draft.domain(scenario.limits().domain());
        }
        if (!scenario.limits().user().isEmpty()) {
            draft.user(scenario.limits().user());
        }
        if (!scenario.limits().tag().isEmpty()) {
            draft.tag(scenario.limits().tag());
        }
        return draft.addresses(scenario.limits().addresses().toArray(String[]::new));
    }

    private static Playout ask(Playout playout, Request request) {
        playout.stream(request.stream()).now(Playout.NOW.plusSeconds(request.time())).page(switch (request.page()) {
            case "missing" -> new PageEvidence.Missing();
            case "unusable" -> new PageEvidence.Unusable();
            default -> new PageEvidence.Page(request.page());
        });
        return request.address().equals("unknown") ? playout.noAddress() : playout.address(request.address());
    }

    private static void change(Playout playout, World world) {
        playout.catalog(content -> {
            for (String name : List.of("Demo", "Rival", "Open")) {
                content.secure(organisation(name), world.secure().contains(name)).guardian(organisation(name),
                        rules(world.guardian()));
                if (world.secure().contains(name) && world.shadow().contains(name)) {
                    content.shadow(organisation(name));
                }
            }
            content.state(stream(world.changedStream()), StreamState.valueOf(world.state()));
            if (world.revoked()) {
                content.revoke(SampleCatalog.DEMO, TokenDraft.JTI);
            }
        });
        if (world.platformKeyRemoved()) {
            playout.platformKeys(TestSigningKeys.NEXT);
        }
        playout.settings(new PolicySettings(Playout.SETTINGS.leeway(), world.missingPageAllowed(),
                Playout.SETTINGS.maximumStaleness(), Playout.SETTINGS.maximumSession()));
    }

    private static OrganisationId organisation(String name) {
        return switch (name) {
            case "Demo" -> SampleCatalog.DEMO;
            case "Rival" -> SampleCatalog.RIVAL;
            default -> SampleCatalog.OPEN;
        };
    }

    private static Stream stream(String name) {
        return STREAMS.stream().filter(stream -> stream.name().value().equals(name)).findFirst().orElseThrow();
    }

    private static GuardianRules rules(Guardian guardian) {
        return switch (guardian) {
            case NONE -> GuardianRules.NONE;
            case DENIES_ADDRESSES -> new GuardianRules(
                    List.of(new DeniedAddress(IpRange.parse(NaiveOracle.DENIED_NETWORK + "0/24").orElseThrow(),
                            Optional.empty())),
                    List.of(), List.of(), false);
            case DENIES_PAGES -> new GuardianRules(List.of(),
                    List.of(DomainPattern.parse(NaiveOracle.DENIED_PAGE).orElseThrow()), List.of(), false);
            case ALLOWS_PAGES -> new GuardianRules(List.of(), List.of(),
                    List.of(DomainPattern.parse("*.demo.example").orElseThrow()), true);
        };
    }

    @Provide
    Arbitrary<Scenario> scenarios() {
        return Combinators.combine(tokens(), limits(), worlds(), rules(), requests(Arbitraries.just(0)),
                requests(Arbitraries.of(-11, -10, 0, 1, 59, 60, 3600, 43_199, 43_200, 86_400, 86_401)),
                Arbitraries.of(Credential.class)).as(Scenario::new);
    }

    private static Arbitrary<Token> tokens() {
        Arbitrary<Set<String>> streams = Arbitraries.of(NaiveOracle.GROUP_OF.keySet()).set().ofMaxSize(3);
        Arbitrary<String> group = Arbitraries.of("", "", "Demo1-live1", "Demo1-other", "Rival-live1");
        return Combinators.combine(Arbitraries.of("Demo", "Demo", "Rival"), mostly(Signer.PLATFORM, Signer.class),
                group, streams, Arbitraries.of(-60, -60, 0, 10, 11), Arbitraries.of(-60, -60, 0, 10, 11),
                Arbitraries.of(60, 3600, 43_200, 200_000), Arbitraries.of(true, false)).as(Token::new);
    }

    private static Arbitrary<Limits> limits() {
        return Combinators.combine(Arbitraries.of("", "", "www.demo.example", "*.demo.example"),
                Arbitraries.of(true, false),
                Arbitraries.of("203.0.113.7", "203.0.113.0/24", "192.0.2.0/24", "2001:db8::1").list().uniqueElements()
                        .ofMaxSize(2),
                Arbitraries.of("", "viewer-1", "viewer-2"), Arbitraries.of("", "one", "two"))
                .as(Limits::new);
    }

    private static Arbitrary<Rule> rules() {
        Arbitrary<Rule> rules = Combinators.combine(Arbitraries.just(true), Arbitraries.of("", "viewer-1", "viewer-1"),
                Arbitraries.of("", "", "one"), Arbitraries.of("", "", "Demo1-live1"),
                Arbitraries.of("", "", "Demo1-live2"), Arbitraries.of(-60, -59, 1, 3600),
                Arbitraries.of(0, 1, 86_400, 100_000)).as(Rule::new);
        return Arbitraries.frequencyOf(Tuple.of(2, Arbitraries.just(Rule.NONE)), Tuple.of(1, rules));
    }

    private static Arbitrary<World> worlds() {
        return Combinators.combine(
                Arbitraries.of(NaiveOracle.SECURE, NaiveOracle.SECURE, Set.<String>of(), Set.of("Demo", "Open")),
                Arbitraries.of(Set.<String>of(), Set.<String>of(), Set.<String>of(), Set.of("Demo"), Set.of("Rival")),
                Arbitraries.of(NaiveOracle.GROUP_OF.keySet()),
                Arbitraries.of("LIVE", "CREATED", "ENDED", "LOCKED", "DELETED"),
                rarely(), rarely(), mostly(Guardian.NONE, Guardian.class), Arbitraries.of(true, false))
                .as(World::new);
    }

    private static Arbitrary<Request> requests(Arbitrary<Integer> time) {
        return Combinators.combine(
                Arbitraries.of("Demo1-live1", "Demo1-live1", "Demo1-live2", "Demo1-other", "Rival-live1",
                        "Open1-live1", "Demo1-none1"),
                Arbitraries.of("missing", "unusable", "www.demo.example", "evil.demo.example", "demo.example",
                        "www.elsewhere.example"),
                Arbitraries.of("203.0.113.7", "203.0.113.7", "203.0.113.8", "192.0.2.1", "2001:db8::1", "unknown"),
                time).as(Request::new);
    }

    private static <E extends Enum<E>> Arbitrary<E> mostly(E usual, Class<E> type) {
        return Arbitraries.frequencyOf(Tuple.of(3, Arbitraries.just(usual)), Tuple.of(1, Arbitraries.of(type)));
    }

    private static Arbitrary<Boolean> rarely() {
        return Arbitraries.of(true, false, false, false, false);
    }
}
