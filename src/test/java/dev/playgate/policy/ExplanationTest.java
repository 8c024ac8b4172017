package dev.playgate.policy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import dev.playgate.policy.Explanation.Finding;
import dev.playgate.policy.Explanation.Outcome;
import dev.playgate.stream.OrganisationId;
import dev.playgate.stream.StreamState;
import dev.playgate.viewer.IpAddress;

import static org.assertj.core.api.Assertions.assertThat;

/** What every check says of a request, in the words that people are told. */
class ExplanationTest {

    private static final String[] CHECKS = {"credential", "key", "revocation", "time", "domain", "address", "stream",
            "scope", "state", "guardian", "registry"};

    private final Playout playout = new Playout();

    @Test
    void ofAnAdmissionEveryCheckPasses() {
        Explanation explanation = explain(SampleCatalog.DEMO);

        assertThat(explanation.decision()).isInstanceOf(Decision.Admitted.class);
        assertThat(explanation.right()).isPresent();
        assertThat(explanation.findings()).extracting(Finding::check).containsExactly(CHECKS);
        assertThat(explanation.findings()).extracting(Finding::outcome).containsOnly(Outcome.PASS);
        assertThat(explanation.findings()).extracting(Finding::reason).containsOnly(Optional.empty());
    }

    @Test
    void checksAfterTheFirstThatRefusesAreMadeAsWell() {
        playout.catalog(content -> content.state(SampleCatalog.LIVE1, StreamState.LOCKED)).at(Duration.ofDays(400));

        Explanation explanation = explain(SampleCatalog.DEMO);
        assertThat(explanation.decision()).isEqualTo(playout.decide());
        assertFinding(explanation, "time", Outcome.REFUSE, Refusal.TOKEN_EXPIRED);
        assertFinding(explanation, "state", Outcome.REFUSE, Refusal.STREAM_LOCKED);
        assertThat(finding(explanation, "key").outcome()).isEqualTo(Outcome.PASS);
        assertFinding(explanation, "registry", Outcome.UNAVAILABLE, Outage.CATALOG_STALE);
    }

    @Test
    void withoutAGenuineCredentialNoOtherCheckIsMade() {
        playout.credentials();

        Explanation explanation = explain(SampleCatalog.DEMO);
        assertThat(explanation.right()).isEmpty();
        assertFinding(explanation, "credential", Outcome.REFUSE, Refusal.TOKEN_MISSING);
        assertThat(explanation.findings()).hasSize(CHECKS.length)
                .filteredOn(found -> !found.check().equals("credential"))
                .extracting(Finding::outcome).containsOnly(Outcome.SKIPPED);
    }

    @Test
    void aCredentialThatCannotBeToldIsNoRefusal() {
        assertFinding(explain(playout.noKeys(), SampleCatalog.DEMO), "credential", Outcome.UNAVAILABLE,
                Outage.KEYS_MISSING);
    }

    @Test
    void anOpenPlayoutIsHeldAgainstItsStateAndTheListsAlone() {
        playout.catalog(content -> content.secure(SampleCatalog.DEMO, false)
                .state(SampleCatalog.LIVE1, StreamState.LOCKED));

        Explanation explanation = explain(SampleCatalog.DEMO);
        assertThat(explanation.findings()).extracting(Finding::check).containsExactly(CHECKS);
        assertFinding(explanation, "state", Outcome.REFUSE, Refusal.STREAM_LOCKED);
        assertThat(finding(explanation, "guardian").outcome()).isEqualTo(Outcome.PASS);
        assertThat(explanation.findings()).filteredOn(found -> !List.of("state", "guardian").contains(found.check()))
                .extracting(Finding::outcome).containsOnly(Outcome.SKIPPED);
    }

    @Test
    void inShadowWhatWouldRefuseIsNotedAndWhatBindsEveryPlayoutRefuses() {
        playout.catalog(content -> content.shadow(SampleCatalog.DEMO)).at(Duration.ofDays(400));
        assertFinding(explain(SampleCatalog.DEMO), "time", Outcome.SHADOW, Refusal.TOKEN_EXPIRED);
        assertThat(finding(explain(SampleCatalog.DEMO), "key")).isEqualTo(new Finding("key", Outcome.PASS,
                Optional.empty()));

        playout.catalog(content -> content.state(SampleCatalog.LIVE1, StreamState.LOCKED));
        assertFinding(explain(SampleCatalog.DEMO), "state", Outcome.REFUSE, Refusal.STREAM_LOCKED);
    }

    @Test
    void anotherOrganisationsStreamIsExplainedAsOneThatIsNotThere() {
        Explanation foreign = explain(SampleCatalog.RIVAL);
        Explanation unknown = explain(playout.stream(SampleCatalog.UNKNOWN.value()), SampleCatalog.RIVAL);

        assertFinding(foreign, "stream", Outcome.REFUSE, Refusal.STREAM_UNKNOWN);
        assertThat(foreign.findings()).isEqualTo(unknown.findings());
        assertThat(foreign.decision()).isEqualTo(unknown.decision());
    }

    @Test
    void withoutARegistryThereIsNothingToExplain() {
        Explanation explanation = explain(playout.noCatalog(), SampleCatalog.DEMO);
        assertThat(explanation.findings()).isEmpty();
        assertThat(explanation.decision()).isInstanceOfSatisfying(Decision.Unavailable.class,
                unavailable -> assertThat(unavailable.reason()).isEqualTo(Outage.CATALOG_MISSING));
    }

    @Test
    void outcomesHaveTheirWireNames() {
        assertThat(Outcome.values()).extracting(Outcome::wireName).containsExactly("pass", "refuse", "unavailable",
                "shadow", "skipped");
    }

    private Explanation explain(OrganisationId organisation) {
        return explain(playout, organisation);
    }

    private static Explanation explain(Playout playout, OrganisationId organisation) {
        PlayoutRequest request = playout.request();
        return playout.gatekeeper().explain(request, organisation,
                new Asker(IpAddress.parse("192.0.2.7"), Playout.NOW));
    }

    private static Finding finding(Explanation explanation, String check) {
        return explanation.findings().stream().filter(found -> found.check().equals(check)).findFirst().orElseThrow();
    }

    private static void assertFinding(Explanation explanation, String check, Outcome outcome, Reason reason) {
        assertThat(finding(explanation, check)).isEqualTo(new Finding(check, outcome, Optional.of(reason)));
    }
}
