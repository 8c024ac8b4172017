package dev.playgate.edge.playlist;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What references are resolved against, level by level. F is a foreign host, T the ticket. */
class DashBaseTest {

    private static String inside(String markup) {
        String foreign = markup.replace("F/", "https://evil.example/");
        return DashRewriterTest.inside(foreign, SampleChildren.ofDash()).replace("https://evil.example/", "F/");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        <BaseURL>F/</BaseURL><Period><SegmentURL media="a"/></Period> \
        | <BaseURL>F/</BaseURL><Period><SegmentURL media="a"/></Period>
        <BaseURL>//evil.example/</BaseURL><Location>m.mpd</Location> \
        | <BaseURL>//evil.example/</BaseURL><Location>m.mpd</Location>
        <BaseURL>F/</BaseURL><SegmentURL media="https://play.example/dash/Demo1-live1/a"/> \
        | <BaseURL>F/</BaseURL><SegmentURL media="https://play.example/dash/Demo1-live1/a"/>
        <BaseURL>F/</BaseURL><BaseURL>v/</BaseURL><SegmentURL media="a"/> \
        | <BaseURL>F/</BaseURL><BaseURL>v/</BaseURL><SegmentURL media="a"/>
        <BaseURL>F/</BaseURL><Period><BaseURL>/dash/Demo1-live1/</BaseURL><SegmentURL media="a"/></Period> \
        | <BaseURL>F/</BaseURL><Period><BaseURL>/dash/Demo1-live1/</BaseURL><SegmentURL media="a"/></Period>
        <Period><BaseURL>F/</BaseURL><SegmentURL media="a"/></Period><Period><SegmentURL media="a"/></Period> \
        | <Period><BaseURL>F/</BaseURL><SegmentURL media="a"/></Period><Period><SegmentURL media="a?T"/></Period>
        <Representation><BaseURL>F/</BaseURL></Representation><Representation><BaseURL>a.mp4</BaseURL></Representation> \
        | <Representation><BaseURL>F/</BaseURL></Representation><Representation><BaseURL>a.mp4?T</BaseURL></Representation>
        """)
    @DisplayName("B9 below a foreign BaseURL nothing is given a ticket")
    void b9_belowAForeignBaseNothingIsGivenATicket(String markup, String expected) {
        assertThat(inside(markup)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        <SegmentTemplate media="a"/><Representation><BaseURL>F/</BaseURL></Representation> \
        | <SegmentTemplate media="a?T"/><Representation/>
        <Period><SegmentList><Initialization sourceURL="a"/></SegmentList><AdaptationSet><BaseURL>F/</BaseURL></AdaptationSet></Period> \
        | <Period><SegmentList><Initialization sourceURL="a?T"/></SegmentList><AdaptationSet/></Period>
        <Representation><SegmentTemplate media="a"/><BaseURL>F/</BaseURL></Representation> \
        | <Representation><SegmentTemplate media="a?T"/></Representation>
        <Period><SegmentURL media="a"/></Period><BaseURL>F/</BaseURL> | <Period><SegmentURL media="a?T"/></Period>
        <Location>m.mpd</Location><BaseURL>F/</BaseURL> | <Location>m.mpd?T</Location>
        <PatchLocation>p</PatchLocation><Period><BaseURL>F/</BaseURL></Period> \
        | <PatchLocation>p?T</PatchLocation><Period/>
        <BaseURL>v/</BaseURL><BaseURL>F/</BaseURL><SegmentURL media="a"/> \
        | <BaseURL>v/</BaseURL><SegmentURL media="a?T"/>
        <BaseURL>v/</BaseURL><BaseURL>w/</BaseURL><SegmentURL media="a"/> \
        | <BaseURL>v/</BaseURL><BaseURL>w/</BaseURL><SegmentURL media="a?T"/>
        """)
    @DisplayName("B9 a foreign BaseURL that a ticket could be resolved against is left out")
    void b9_aForeignBaseAfterATicketIsLeftOut(String markup, String expected) {
        assertThat(inside(markup)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        <AdaptationSet><Representation><BaseURL>F/</BaseURL></Representation><SegmentTemplate media="a"/></AdaptationSet>
        <Period><BaseURL>F/</BaseURL></Period><PatchLocation>p</PatchLocation>
        """)
    @DisplayName("B9 what an earlier foreign BaseURL could be put before is given no ticket")
    void b9_afterAForeignBaseNothingInheritedIsGivenATicket(String markup) {
        assertThat(inside(markup)).isEqualTo(markup);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        <Location>m.mpd</Location><Period><BaseURL>F/</BaseURL></Period> \
        | <Location>m.mpd?T</Location><Period><BaseURL>F/</BaseURL></Period>
        <BaseURL>F/</BaseURL><Period/><Location>m.mpd</Location> \
        | <BaseURL>F/</BaseURL><Period/><Location>m.mpd</Location>
        <AdaptationSet><SegmentTemplate media="a"/></AdaptationSet><AdaptationSet><BaseURL>F/</BaseURL></AdaptationSet> \
        | <AdaptationSet><SegmentTemplate media="a?T"/></AdaptationSet><AdaptationSet><BaseURL>F/</BaseURL></AdaptationSet>
        """)
    void levelsThatDoNotMeetAreApart(String markup, String expected) {
        assertThat(inside(markup)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        <BaseURL>../Demo1-live2/</BaseURL><SegmentURL media="a"/>  | <BaseURL>../Demo1-live2/</BaseURL><SegmentURL media="a?T"/>
        <BaseURL>../../other/</BaseURL><SegmentURL media="a"/>     | <BaseURL>../../other/</BaseURL><SegmentURL media="a"/>
        <BaseURL>../../other/</BaseURL><Period><BaseURL>../dash/x/</BaseURL><SegmentURL media="a"/></Period> \
        | <BaseURL>../../other/</BaseURL><Period><BaseURL>../dash/x/</BaseURL><SegmentURL media="a?T"/></Period>
        <BaseURL>../../../x/</BaseURL><SegmentURL media="a"/>      | <BaseURL>../../../x/</BaseURL><SegmentURL media="a"/>
        <BaseURL>data:,x</BaseURL><SegmentURL media="a"/>          | <BaseURL>data:,x</BaseURL><SegmentURL media="a"/>
        <BaseURL>\\\\evil.example/</BaseURL><SegmentURL media="a"/>  | <BaseURL>\\\\evil.example/</BaseURL><SegmentURL media="a"/>
        """)
    void basesAreResolvedOneAgainstTheOther(String markup, String expected) {
        assertThat(inside(markup)).isEqualTo(expected);
    }

    @Test
    void whiteSpaceAroundABaseIsNotOfIt() {
        assertThat(inside("<BaseURL>\n  v/\n</BaseURL>")).isEqualTo("<BaseURL>v/</BaseURL>");
    }
}
