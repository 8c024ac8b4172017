package dev.playgate.edge.playlist;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.playgate.edge.playlist.PlaylistRewrite.Fault;
import dev.playgate.edge.playlist.PlaylistRewrite.NotAPlaylist;
import dev.playgate.edge.playlist.PlaylistRewrite.Rewritten;

import static org.assertj.core.api.Assertions.assertThat;

class DashRewriterTest {

    /** What the markup becomes inside of a manifest, with T for the ticket. */
    static String inside(String markup, ChildReferences children) {
        String text = ((Rewritten) Rewriting.dash("<MPD>" + markup + "</MPD>", children)).text();
        return text.replaceFirst("^<MPD>", "").replaceFirst("</MPD>$", "").replace(SampleChildren.TICKET, "T");
    }

    private static String inside(String markup) {
        return inside(markup, SampleChildren.ofDash());
    }

    private static PlaylistRewrite rewrite(String manifest) {
        return Rewriting.dash(manifest, SampleChildren.ofDash());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        <SegmentTemplate media="m-$Number$.m4s"/>       | <SegmentTemplate media="m-$Number$.m4s?T"/>
        <SegmentTemplate media="$Time$" index="i"/>     | <SegmentTemplate media="$Time$?T" index="i?T"/>
        <SegmentTemplate initialization="v/$Bandwidth$.mp4?a=1&amp;b" startNumber="7"/> \
        | <SegmentTemplate initialization="v/$Bandwidth$.mp4?a=1&amp;b&amp;T" startNumber="7"/>
        <SegmentTemplate bitstreamSwitching="b.mp4"/>   | <SegmentTemplate bitstreamSwitching="b.mp4?T"/>
        <SegmentTemplate media="v/$RepresentationID$/$Number%05d$.m4s"/> \
        | <SegmentTemplate media="v/$RepresentationID$/$Number%05d$.m4s?T"/>
        <SegmentTemplate media="a$$b-$SubNumber$.m4s"/> | <SegmentTemplate media="a$$b-$SubNumber$.m4s?T"/>
        <SegmentURL media="s.m4s" mediaRange="0-9"/>    | <SegmentURL media="s.m4s?T" mediaRange="0-9"/>
        <SegmentURL index="s.idx" indexRange="0-9"/>    | <SegmentURL index="s.idx?T" indexRange="0-9"/>
        <SegmentURL mediaRange="0-9"/>                  | <SegmentURL mediaRange="0-9"/>
        <Initialization sourceURL="i.mp4" range="0-9"/> | <Initialization sourceURL="i.mp4?T" range="0-9"/>
        <RepresentationIndex sourceURL="i.idx"/>        | <RepresentationIndex sourceURL="i.idx?T"/>
        <BitstreamSwitching sourceURL="b.mp4"/>         | <BitstreamSwitching sourceURL="b.mp4?T"/>
        <BaseURL>video.mp4</BaseURL>                    | <BaseURL>video.mp4?T</BaseURL>
        <BaseURL serviceLocation="a">v/</BaseURL>       | <BaseURL serviceLocation="a">v/</BaseURL>
        <BaseURL>https://play.example/dash/Demo1-live1/v/</BaseURL> | <BaseURL>/dash/Demo1-live1/v/</BaseURL>
        <BaseURL>http://127.0.0.1:8090/dash/Demo1-live1/v.mp4?a</BaseURL> | <BaseURL>/dash/Demo1-live1/v.mp4?a&amp;T</BaseURL>
        <BaseURL>http://127.0.0.1:8090/dash/Demo1-live1/v/?a</BaseURL> | <BaseURL>/dash/Demo1-live1/v/?a</BaseURL>
        <BaseURL/>                                      | <BaseURL/>
        <Location>manifest.mpd?t=1</Location>           | <Location>manifest.mpd?t=1&amp;T</Location>
        <PatchLocation ttl="60">p.mpp</PatchLocation>   | <PatchLocation ttl="60">p.mpp?T</PatchLocation>
        <ContentSteering proxyServerURL="p">s</ContentSteering> | <ContentSteering proxyServerURL="p?T">s?T</ContentSteering>
        <ImportedMPD>other.mpd</ImportedMPD>            | <ImportedMPD>other.mpd?T</ImportedMPD>
        <UTCTiming schemeIdUri="urn:mpeg:dash:utc:http-iso:2014" value="time"/> \
        | <UTCTiming schemeIdUri="urn:mpeg:dash:utc:http-iso:2014" value="time?T"/>
        <Period xmlns:x="http://www.w3.org/1999/xlink" x:href="p.xml"/> \
        | <Period xmlns:x="http://www.w3.org/1999/xlink" x:href="p.xml?T"/>
        <d:SegmentURL xmlns:d="urn:d" media="s.m4s"/>   | <d:SegmentURL xmlns:d="urn:d" media="s.m4s?T"/>
        """)
    @DisplayName("B9 each reference is given the ticket, and keeps its form")
    void b9_eachReferenceIsReplaced(String markup, String expected) {
        assertThat(inside(markup)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<SegmentTemplate media=\"https://evil.example/$Number$.m4s\"/>",
            "<SegmentTemplate media=\"//evil.example/$Number$.m4s\"/>", "<SegmentTemplate media=\"\"/>",
            "<SegmentTemplate timescale=\"90000\"><SegmentTimeline><S t=\"0\" d=\"1\" r=\"-1\"/></SegmentTimeline></SegmentTemplate>",
            "<Representation id=\"media\" media=\"a.m4s\" index=\"b\"/>", "<Title>media=\"a.m4s\"</Title>",
            "<Location>https://evil.example/manifest.mpd</Location>",
            "<UTCTiming schemeIdUri=\"urn:mpeg:dash:utc:http-head:2014\" value=\"https://time.example/\"/>",
            "<UTCTiming schemeIdUri=\"urn:mpeg:dash:utc:direct:2014\" value=\"2026-07-01T10:00:00Z\"/>",
            "<UTCTiming schemeIdUri=\"urn:mpeg:dash:utc:ntp:2014\" value=\"ntp.example\"/>",
            "<Period xmlns:x=\"http://www.w3.org/1999/xlink\" x:href=\"urn:mpeg:dash:resolve-to-zero:2013\"/>",
            "<Period xmlns:x=\"urn:other\" x:href=\"p.xml\" x:media=\"a\"/>"})
    @DisplayName("B9 what is foreign or no reference stays")
    void b9_othersStay(String markup) {
        assertThat(inside(markup)).isEqualTo(markup);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        $RepresentationID$/$Number$.m4s             | ./$RepresentationID$/$Number$.m4s?T
        chunk-$RepresentationID$-$Time$.m4s         | ./chunk-$RepresentationID$-$Time$.m4s?T
        $Number$-$RepresentationID$.m4s             | ./$Number$-$RepresentationID$.m4s?T
        $Unknown$.m4s                               | ./$Unknown$.m4s?T
        /$RepresentationID$/$Number$.m4s            | /$RepresentationID$/$Number$.m4s
        //$RepresentationID$/$Number$.m4s           | //$RepresentationID$/$Number$.m4s
        https://play.example/$RepresentationID$/a   | https://play.example/$RepresentationID$/a
        /dash/Demo1-live1/$RepresentationID$.m4s    | /dash/Demo1-live1/$RepresentationID$.m4s?T
        """)
    @DisplayName("B9 no text of an identifier leads a ticket to another host")
    void b9_identifiersAreHeldToPaths(String template, String expected) {
        assertThat(inside("<SegmentTemplate media=\"" + template + "\"/>"))
                .isEqualTo("<SegmentTemplate media=\"" + expected + "\"/>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UrlQueryInfo", "up:UrlQueryInfo", "ExtUrlQueryInfo"})
    @DisplayName("B9 the query of the manifest's URL, which holds the token, is not lifted into others")
    void b9_credentialsAreNotLifted(String element) {
        String markup = "<E xmlns:up=\"urn:mpeg:dash:schema:urlparam:2014\"><" + element
                + " queryTemplate=\"$querypart$\" useMPDUrlQuery=\"%s\"/></E>";

        assertThat(inside(markup.formatted("true"))).isEqualTo(markup.formatted("false"));
    }

    @Test
    @DisplayName("B2 a child in the query form names its stream")
    void b2_queryFormNamesItsStream() {
        assertThat(inside("<SegmentTemplate media=\"$Number$.m4s?a\"/>", SampleChildren.ofQueryForm()))
                .isEqualTo("<SegmentTemplate media=\"$Number$.m4s?a&amp;stream=Demo1-live1&amp;T\"/>");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        <A b='"&apos;&#9;&#10;&#13;&#x41;&lt;' c=" x  y "/> | <A b="&#34;'&#9;&#10;&#13;A&lt;" c=" x  y "/>
        <A>&lt;&amp;&gt;&quot;&#13;é&#x1F600;</A>          | <A>&lt;&amp;&gt;"&#13;é😀</A>
        <A><![CDATA[<b>&amp;]]>c</A>                       | <A>&lt;b&gt;&amp;amp;c</A>
        <A></A>                                            | <A/>
        <A><!-- x --><?y z?></A>                           | <A/>
        <A xmlns="urn:a"><p:B xmlns:p="urn:b" p:c="d" xml:lang="en"/></A> | <A xmlns="urn:a"><p:B xmlns:p="urn:b" p:c="d" xml:lang="en"/></A>
        """)
    void theRestIsTheSameXml(String markup, String expected) {
        assertThat(inside(markup)).isEqualTo(expected);
    }

    @Test
    void theDeclarationStays() {
        assertThat(rewrite("<?xml version='1.0' encoding='utf-8' standalone='yes'?>\n<!-- x -->\n<MPD>\n</MPD>\n"))
                .isEqualTo(new Rewritten("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<MPD>\n</MPD>"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        ``                                                           | NOT_XML
        `hello`                                                      | NOT_XML
        <MPD>                                                        | NOT_XML
        <MPD></mpd>                                                  | NOT_XML
        <MPD/><MPD/>                                                 | NOT_XML
        <MPD a="1" a="2"/>                                           | NOT_XML
        <MPD><x:a/></MPD>                                            | NOT_XML
        <MPD>&foo;</MPD>                                             | NOT_XML
        <MPD a="&foo;"/>                                             | NOT_XML
        <MPD>&#0;</MPD>                                              | NOT_XML
        <?xml version="1.1"?><MPD/>                                  | NOT_XML
        <?xml version="1.0" encoding="ISO-8859-1"?><MPD/>            | NOT_XML
        <!DOCTYPE MPD><MPD/>                                         | DOCUMENT_TYPE
        <!DOCTYPE MPD SYSTEM "file:///etc/passwd"><MPD/>             | DOCUMENT_TYPE
        <!DOCTYPE MPD [<!ENTITY x "y">]><MPD>&x;</MPD>               | NOT_XML
        <!DOCTYPE MPD [<!ENTITY % p SYSTEM "http://e/"> %p;]><MPD/>  | NOT_XML
        <html/>                                                      | NO_MANIFEST
        <SmoothStreamingMedia/>                                      | NO_MANIFEST
        <MPD><BaseURL>a<b/>c</BaseURL></MPD>                         | MIXED_REFERENCE
        """)
    void whatIsNoManifestIsRefused(String body, Fault fault) {
        assertThat(rewrite(body)).isEqualTo(new NotAPlaylist(fault));
    }

    @Test
    void depthAttributesAndPiecesAreBounded() {
        String long64k = "a".repeat(PlaylistRewriter.MAX_PIECE);
        StringBuilder attributes = new StringBuilder();
        for (int i = 0; i < 257; i++) {
            attributes.append(" a").append(i).append("=''");
        }

        assertThat(rewrite("<MPD>" + "<a>".repeat(63) + "</a>".repeat(63) + "</MPD>")).isInstanceOf(Rewritten.class);
        assertThat(rewrite("<MPD>" + "<a>".repeat(64))).isEqualTo(new NotAPlaylist(Fault.TOO_COMPLEX));
        assertThat(rewrite("<MPD" + attributes + "/>")).isEqualTo(new NotAPlaylist(Fault.TOO_COMPLEX));
        for (String endless : new String[]{"<MPD a='", "<MPD><!--", "<MPD><", "<MPD xmlns:a='", "<MPD><?a ",
                "<MPD><BaseURL>"}) {
            assertThat(rewrite(endless + long64k + long64k)).as(endless)
                    .isEqualTo(new NotAPlaylist(Fault.TOO_LONG_A_PIECE));
        }
        assertThat(rewrite("<MPD>" + long64k + long64k + "</MPD>")).isInstanceOf(Rewritten.class);
    }

    @Test
    void aManifestOfTooManyReferencesIsRefused() {
        assertThat(rewrite("<MPD>" + "<SegmentURL media='a'/>".repeat(PlaylistRewriter.MAX_REFERENCES + 1) + "</MPD>"))
                .isEqualTo(new NotAPlaylist(Fault.TOO_MANY_REFERENCES));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        <MPD type="dynamic"><BaseURL>v/</BaseURL><Period/></MPD> \
        | <MPD type="dynamic"><BaseURL>v/</BaseURL><Location>/dash/Demo1-live1/manifest.mpd?T</Location><Period/></MPD>
        <m:MPD xmlns:m="urn:mpeg:dash:schema:mpd:2011" type="dynamic"><m:PatchLocation>p</m:PatchLocation></m:MPD> \
        | <m:MPD xmlns:m="urn:mpeg:dash:schema:mpd:2011" type="dynamic">\
        <m:Location>/dash/Demo1-live1/manifest.mpd?T</m:Location><m:PatchLocation>p?T</m:PatchLocation></m:MPD>
        <MPD type="dynamic"><Location>other.mpd</Location><Period/></MPD> \
        | <MPD type="dynamic"><Location>other.mpd?T</Location><Period/></MPD>
        <MPD type="dynamic"><BaseURL>//evil.example/</BaseURL><Period/></MPD> \
        | <MPD type="dynamic"><BaseURL>//evil.example/</BaseURL><Period/></MPD>
        <MPD type="static"><Period/></MPD> | <MPD type="static"><Period/></MPD>
        """)
    void aLiveManifestIsAskedForAgainWithTheTicket(String manifest, String rewritten) {
        assertThat(((Rewritten) rewrite(manifest)).text().replace(SampleChildren.TICKET, "T")).isEqualTo(rewritten);
    }
}
