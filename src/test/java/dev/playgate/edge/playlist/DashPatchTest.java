package dev.playgate.edge.playlist;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.playgate.edge.playlist.PlaylistRewrite.Fault;
import dev.playgate.edge.playlist.PlaylistRewrite.NotAPlaylist;
import dev.playgate.edge.playlist.PlaylistRewrite.Rewritten;

import static org.assertj.core.api.Assertions.assertThat;

/** Patches of manifests (RFC 5261, ISO/IEC 23009-1 section 5.15). */
class DashPatchTest {

    private static PlaylistRewrite rewrite(String operations) {
        return Rewriting.dash("<Patch>" + operations + "</Patch>", SampleChildren.ofDash());
    }

    private static void assertBecomes(String operations, String expected) {
        assertThat(((Rewritten) rewrite(operations)).text().replace(SampleChildren.TICKET, "T"))
                .isEqualTo("<Patch>" + expected + "</Patch>");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        <add sel="/MPD/Period[@id='1']/AdaptationSet[1]/SegmentList"><SegmentURL media="s.m4s"/></add> \
        | <add sel="/MPD/Period[@id='1']/AdaptationSet[1]/SegmentList"><SegmentURL media="s.m4s?T"/></add>
        <add sel="/MPD" pos="prepend"><Period><BaseURL>v/</BaseURL><SegmentTemplate media="$Time$"/></Period></add> \
        | <add sel="/MPD" pos="prepend"><Period><BaseURL>v/</BaseURL><SegmentTemplate media="$Time$?T"/></Period></add>
        <replace sel="/MPD/Period/AdaptationSet[2]/SegmentTemplate/@media">v/$Number$.m4s</replace> \
        | <replace sel="/MPD/Period/AdaptationSet[2]/SegmentTemplate/@media">v/$Number$.m4s?T</replace>
        <replace sel="/d:MPD/d:Period/d:SegmentTemplate[@x='/@y]']/@initialization">$RepresentationID$.mp4</replace> \
        | <replace sel="/d:MPD/d:Period/d:SegmentTemplate[@x='/@y]']/@initialization">./$RepresentationID$.mp4?T</replace>
        <add sel="/MPD/Period/SegmentTemplate" type="@index">i.idx</add> \
        | <add sel="/MPD/Period/SegmentTemplate" type="@index">i.idx?T</add>
        <replace sel="/MPD/*[2]/*[1]/@media">a</replace>                   | <replace sel="/MPD/*[2]/*[1]/@media">a?T</replace>
        <replace sel="/MPD/Location[1]/text()">m.mpd</replace>             | <replace sel="/MPD/Location[1]/text()">m.mpd?T</replace>
        <replace sel="/MPD/Location"><Location>m.mpd</Location></replace>  | <replace sel="/MPD/Location"><Location>m.mpd?T</Location></replace>
        <replace sel="/MPD/PatchLocation[1]/text()[1]"> p </replace>       | <replace sel="/MPD/PatchLocation[1]/text()[1]">p?T</replace>
        <replace sel="/MPD/BaseURL/text()">v.mp4</replace>                 | <replace sel="/MPD/BaseURL/text()">v.mp4?T</replace>
        <replace sel="/MPD/Period/E/UrlQueryInfo/@useMPDUrlQuery">true</replace> \
        | <replace sel="/MPD/Period/E/UrlQueryInfo/@useMPDUrlQuery">false</replace>
        """)
    @DisplayName("B9 what a patch puts into a manifest is given the ticket")
    void b9_referencesAreReplaced(String operations, String expected) {
        assertBecomes(operations, expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<replace sel=\"/MPD/@publishTime\">2026-07-01T10:00:00Z</replace>",
            "<remove sel=\"/MPD/Period[1]\"/>", "<remove sel=\"/MPD/BaseURL[1]/text()\"/>",
            "<replace sel=\"/MPD/Period/Representation/@media\">a</replace>",
            "<add sel=\"/MPD/Period/SegmentTimeline\"><S t=\"1\" d=\"2\"/></add>", "<add>a</add>",
            "<add sel=\"/MPD/Period/Event/text()\" pos=\"after\">a</add>",
            "<add sel=\"/MPD/BaseURL[1]\" pos=\"after\"><BaseURL>w/</BaseURL></add>",
            "<add sel=\"/MPD\" type=\"namespace::p\">urn:p</add>"})
    void whatIsNoReferenceStays(String operation) {
        assertBecomes(operation, operation);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<add sel=\"/MPD/Period\"><BaseURL>//evil.example/</BaseURL></add>",
            "<replace sel=\"/MPD/BaseURL[1]\"><BaseURL>https://evil.example/</BaseURL></replace>",
            "<replace sel=\"/MPD/BaseURL[1]/text()\">https://evil.example/</replace>",
            "<replace sel=\"/d:MPD/d:BaseURL/text()\"><![CDATA[https:]]>//evil.example/</replace>"})
    @DisplayName("B9 a patch that leads elsewhere what was given a ticket is refused")
    void b9_aForeignBaseIsRefused(String operation) {
        assertThat(rewrite(operation)).isEqualTo(new NotAPlaylist(Fault.FOREIGN_BASE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<add sel=\"/MPD/BaseURL\" pos=\"prepend\">//evil.example/</add>",
            "<add sel=\"/MPD/BaseURL/text()\" pos=\"before\">//evil.example/</add>",
            "<replace sel=\"/MPD/*[1]/text()\">https://evil.example/</replace>",
            "<add sel=\"/MPD/BaseURL\"><x/></add>"})
    @DisplayName("B9 a patch of a part of a reference is refused")
    void b9_aPartOfAReferenceIsRefused(String operation) {
        assertThat(rewrite(operation)).isEqualTo(new NotAPlaylist(Fault.MIXED_REFERENCE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<Period><BaseURL>https://evil.example/</BaseURL></Period>",
            "<AdaptationSet><Representation><BaseURL>//evil.example/</BaseURL></Representation></AdaptationSet>"})
    @DisplayName("B9 an element that is loaded by itself leads nothing elsewhere either")
    void b9_norDoElementsThatAreLoadedByThemselves(String element) {
        assertThat(Rewriting.dash(element, SampleChildren.ofDash())).isEqualTo(new NotAPlaylist(Fault.FOREIGN_BASE));
    }
}
