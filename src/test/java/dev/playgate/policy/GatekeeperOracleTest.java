package dev.playgate.policy;

import java.util.List;
import java.util.Optional;
import java.util.Set;

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
import dev.playgate.policy.Scenario.Credential;
import dev.playgate.policy.Scenario.Guardian;
import dev.playgate.policy.Scenario.Limits;
import dev.playgate.policy.Scenario.Request;
import dev.playgate.policy.Scenario.Signer;
import dev.playgate.policy.Scenario.Token;
import dev.playgate.policy.Scenario.World;
import dev.playgate.stream.CredentialText;
import dev.playgate.stream.CredentialText.Place;
import dev.playgate.stream.OrganisationId;
import dev.playgate.stream.Stream;
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
        Decision decision = decide(scenario);
        boolean admitted = decision instanceof Decision.Admitted;
        Statistics.collect(admitted);
        Statistics.coverage(coverage -> coverage.check(true).count(count -> count > 0));
        assertThat(admitted).isEqualTo(NaiveOracle.admits(scenario));
        if (decision instanceof Decision.Admitted(_, var right, _, var shadowed)) {
            assertThat(shadowed.isPresent()).isNotEqualTo(NaiveOracle.enforcementAdmits(scenario));
            assertThat(shadowed.isPresent() && right.isPresent()).isFalse();
        }
    }

    private static boolean needsTicket(Scenario scenario) {
        return switch (scenario.credential()) {
            case TICKET, TICKET_AND_ITS_TOKEN, TICKET_AND_ANOTHER_TOKEN -> true;
            case NOTHING, TOKEN, TWO_TOKENS -> false;
        };
    }

    private static Decision decide(Scenario scenario) {
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
        return ask(playout, scenario.request()).decide();
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
        return Combinators.combine(tokens(), limits(), worlds(), requests(Arbitraries.just(0)),
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
                        .ofMaxSize(2))
                .as(Limits::new);
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
