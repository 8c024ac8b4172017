package dev.playgate.policy;

import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import dev.playgate.stream.CredentialText.Place;
import dev.playgate.stream.StreamName;
import dev.playgate.token.Scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Which streams a token and a ticket open (product section 3, security B3, B9). */
class GatekeeperScopeTest {

    private static final Scope STREAMS = new Scope.Streams(Set.of(SampleCatalog.LIVE1.name()));
    private static final Scope TWO_STREAMS = new Scope.Streams(
            Set.of(SampleCatalog.LIVE1.name(), SampleCatalog.OTHER.name()));
    private static final Scope GROUP = new Scope.Group(SampleCatalog.LIVE1.group());
    private static final Scope WIDE = new Scope.Organisation();

    @ParameterizedTest(name = "{0} {2}")
    @MethodSource("ofTokens")
    void aTokenOpensItsTarget(String name, Scope scope, String stream, String outcome) {
        Playout playout = new Playout().token(t -> t.scope(scope)).stream(stream);
        assertOutcome(playout, outcome);
        assertOutcome(playout.target(Targets.query(new StreamName(stream))), outcome);
    }

    static Stream<Arguments> ofTokens() {
        return Stream.of(
                arguments("streams", STREAMS, "Demo1-live1", "ADMITTED"),
                arguments("streams", STREAMS, "Demo1-live2", "STREAM_NOT_COVERED"),
                arguments("streams", STREAMS, "Demo1-other", "STREAM_NOT_COVERED"),
                arguments("streams", STREAMS, "Rival-live1", "ORGANISATION_MISMATCH"),
                arguments("streams", STREAMS, "Demo1-none1", "STREAM_UNKNOWN"),
                arguments("two streams", TWO_STREAMS, "Demo1-live1", "ADMITTED"),
                arguments("two streams", TWO_STREAMS, "Demo1-live2", "STREAM_NOT_COVERED"),
                arguments("two streams", TWO_STREAMS, "Demo1-other", "ADMITTED"),
                arguments("group", GROUP, "Demo1-live1", "ADMITTED"),
                arguments("group", GROUP, "Demo1-live2", "ADMITTED"),
                arguments("group", GROUP, "Demo1-other", "STREAM_NOT_COVERED"),
                arguments("group", GROUP, "Rival-live1", "ORGANISATION_MISMATCH"),
                arguments("organisation", WIDE, "Demo1-live1", "ADMITTED"),
                arguments("organisation", WIDE, "Demo1-live2", "ADMITTED"),
                arguments("organisation", WIDE, "Demo1-other", "ADMITTED"),
                arguments("organisation", WIDE, "Rival-live1", "ORGANISATION_MISMATCH"),
                arguments("organisation", WIDE, "Demo1-none1", "STREAM_UNKNOWN"));
    }

    @ParameterizedTest(name = "B9 a ticket of {0}: {2}")
    @MethodSource("ofTickets")
    void b9_aTicketOpensTheGroupThatWasEnteredAndNoMoreThanItsToken(String name, Scope scope,
            String stream, String outcome) {
        assertOutcome(new Playout().token(t -> t.scope(scope)).enter().stream(stream), outcome);
    }

    static Stream<Arguments> ofTickets() {
        return Stream.of(
                arguments("streams", STREAMS, "Demo1-live1", "ADMITTED"),
                arguments("streams", STREAMS, "Demo1-live2", "STREAM_NOT_COVERED"),
                arguments("streams", STREAMS, "Demo1-other", "STREAM_NOT_COVERED"),
                arguments("two streams", TWO_STREAMS, "Demo1-live1", "ADMITTED"),
                arguments("two streams", TWO_STREAMS, "Demo1-live2", "STREAM_NOT_COVERED"),
                arguments("two streams", TWO_STREAMS, "Demo1-other", "STREAM_NOT_COVERED"),
                arguments("group", GROUP, "Demo1-live2", "ADMITTED"),
                arguments("group", GROUP, "Demo1-other", "STREAM_NOT_COVERED"),
                arguments("organisation", WIDE, "Demo1-live1", "ADMITTED"),
                arguments("organisation", WIDE, "Demo1-live2", "ADMITTED"),
                arguments("organisation", WIDE, "Demo1-other", "STREAM_NOT_COVERED"),
                arguments("organisation", WIDE, "Rival-live1", "ORGANISATION_MISMATCH"),
                arguments("organisation", WIDE, "Demo1-none1", "STREAM_UNKNOWN"));
    }

    @ParameterizedTest
    @DisplayName("B3 names are compared byte by byte")
    @CsvSource({"demo1-live1", "Demo1-Live1", "Demo1-live", "Demo1-live11", "Demo1_live1"})
    void b3_namesAreComparedByteByByte(String almost) {
        Playout playout = new Playout().token(t -> t.scope(STREAMS)).stream(almost);
        playout.assertRefused(Refusal.STREAM_UNKNOWN);
        playout.catalog(content -> content.add(SampleCatalog.sibling(SampleCatalog.LIVE1, almost)))
                .assertRefused(Refusal.STREAM_NOT_COVERED);
    }

    @Test
    void aStreamThatJoinsTheGroupIsOpenedByTheGroupsTicketButNotByThatOfNames() {
        var added = SampleCatalog.sibling(SampleCatalog.LIVE1, "Demo1-live3");
        new Playout().token(t -> t.scope(GROUP)).enter().catalog(content -> content.add(added)).stream("Demo1-live3")
                .assertAdmitted();
        new Playout().token(t -> t.scope(STREAMS)).enter().catalog(content -> content.add(added)).stream("Demo1-live3")
                .assertRefused(Refusal.STREAM_NOT_COVERED);
    }

    @Test
    void aChangeOfRenditionContinuesTheSession() {
        assertThat(new Playout().enter().stream("Demo1-live2").assertAdmitted().opensSession()).isFalse();
    }

    @Test
    void whatTheTokenOfAnotherViewerOpensAddsNothing() {
        String ticket = new Playout().token(t -> t.streams("Demo1-other")).stream("Demo1-other").ticket();
        new Playout().credential(ticket, Place.QUERY).assertRefused(Refusal.STREAM_NOT_COVERED);
    }

    private static void assertOutcome(Playout playout, String outcome) {
        if (outcome.equals("ADMITTED")) {
            playout.assertAdmitted();
        } else {
            playout.assertRefused(Refusal.valueOf(outcome));
        }
    }
}
