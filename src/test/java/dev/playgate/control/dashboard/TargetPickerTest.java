package dev.playgate.control.dashboard;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

import dev.playgate.catalog.Organisation;
import dev.playgate.control.api.RefusedCallException;
import dev.playgate.control.registry.Actor;
import dev.playgate.control.registry.Database;
import dev.playgate.control.registry.GroupStore;
import dev.playgate.control.registry.NewStream;
import dev.playgate.control.registry.OrganisationStore;
import dev.playgate.control.registry.Rendition;
import dev.playgate.control.registry.StreamStore;
import dev.playgate.control.registry.TestRegistry;
import dev.playgate.stream.OrganisationId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TargetPickerTest {

    private static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");
    private static final OrganisationId OWN = new OrganisationId(new UUID(0, 1));
    private static final OrganisationId OTHER = new OrganisationId(new UUID(0, 2));

    private final MultiValueMap<String, String> fields = new LinkedMultiValueMap<>();

    TargetPickerTest() {
        fields.set("target", "group");
        fields.set("user", "kept");
    }

    private Map<String, String> stepped() throws RefusedCallException {
        return TargetPicker.stepped(new Form(fields)).orElseThrow();
    }

    @Test
    void withoutAStepATokenIsAskedFor() throws RefusedCallException {
        assertThat(TargetPicker.stepped(new Form(fields))).isEmpty();
        fields.set("step", "create");
        fields.set("groupSearch", "not searched by");
        assertThat(TargetPicker.stepped(new Form(fields))).isEmpty();
    }

    @Test
    void theKeyEnterSearchesByATextThatWasNotSearchedByYet() throws RefusedCallException {
        fields.set("streamsSearch", "of the other list");
        assertThat(TargetPicker.stepped(new Form(fields))).isEmpty();
        fields.set("groupSearch", " show ");
        assertThat(stepped()).containsEntry("groupFound", "show").containsEntry("user", "kept")
                .containsEntry("focus", "groupSearch");
        fields.set("groupFound", "show");
        assertThat(TargetPicker.stepped(new Form(fields))).isEmpty();
    }

    @Test
    void aGroupThatIsPickedStandsInItsField() throws RefusedCallException {
        fields.set("step", "pick-group:some-id");
        fields.set("groupid", "before");
        assertThat(stepped()).containsEntry("groupid", "some-id").containsEntry("user", "kept");
    }

    @ParameterizedTest
    @ValueSource(strings = {"add-streams:1", "find-streams:2", "find-group:1"})
    void streamsThatAreChosenStandInTheirFieldOnceWhateverIsSentNext(String step) throws RefusedCallException {
        fields.set("step", step);
        fields.set("streams", "A, B");
        fields.addAll("picked", List.of("B", "C"));
        assertThat(stepped()).containsEntry("streams", "A\nB\nC");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        step        | find-group:0     | step must be one of the form's buttons
        step        | find-group:99999 | step must be one of the form's buttons
        step        | find-streams     | step must be one of the form's buttons
        step        | delete           | step must be one of the form's buttons
        groupSearch | a\tb             | groupSearch must be a string of at most 256 characters without control characters
        """)
    void whatNoButtonSendsIsNamed(String field, String value, String message) {
        fields.set(field, value);
        assertThatThrownBy(this::stepped).hasMessage("Parameter invalid: " + message);
    }

    @Test
    void eachListHasPagesAndOnlyWhatIsTheOrganisationsOwn() {
        Database database = TestRegistry.empty(() -> NOW).database();
        GroupStore groups = new GroupStore(database);
        for (OrganisationId organisation : List.of(OWN, OTHER)) {
            String hash = organisation.equals(OWN) ? "Owner" : "Other";
            new OrganisationStore(database).make(new Organisation(organisation, hash, hash, Set.of()), Actor.PROCESS);
            groups.create(organisation, Collections.nCopies(30, new NewStream(Rendition.UNKNOWN, List.of("show"))),
                    Actor.PROCESS);
        }
        TargetPicker picker = new TargetPicker(groups, new StreamStore(database));

        TargetPicker.Offers first = offers(picker, Map.of(), "streamOffers");
        assertThat(first.items()).hasSize(25).allMatch(offer -> offer.toString().contains("Owner-"));
        assertThat(first.pages()).isEqualTo(2);
        TargetPicker.Offers second = offers(picker, Map.of("streamsPage", "2", "streamsFound", "SHOW"),
                "streamOffers");
        assertThat(second.items()).hasSize(5).doesNotContainAnyElementsOf(first.items());
        assertThat(offers(picker, Map.of(), "groupOffers").total()).isEqualTo(1);
        assertThat(offers(picker, Map.of("groupFound", "other"), "groupOffers").total()).isZero();
    }

    private static TargetPicker.Offers offers(TargetPicker picker, Map<String, String> fields, String list) {
        return Optional.ofNullable(picker.model(OWN, fields).get(list)).map(TargetPicker.Offers.class::cast)
                .orElseThrow();
    }
}
