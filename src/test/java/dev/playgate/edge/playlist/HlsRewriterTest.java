package dev.playgate.edge.playlist;

import java.util.List;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.playgate.edge.playlist.PlaylistRewrite.Fault;
import dev.playgate.edge.playlist.PlaylistRewrite.NotAPlaylist;
import dev.playgate.edge.playlist.PlaylistRewrite.Rewritten;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class HlsRewriterTest {

    /** One line each, with its references in angle brackets. */
    static final List<String> LINES_WITH_REFERENCES = """
        <seg.ts>
        <../other/index.m3u8?a=1#t=2>
        <my segment 1.ts>
         \t<indented.ts>\t\s
        #EXT-X-MAP:URI="<init.mp4>",BYTERANGE="719@0"
        #EXT-X-KEY:METHOD=AES-128,URI="<k?id=1,2&x=a=b>",IV=0x1F
        #EXT-X-SESSION-KEY:METHOD=SAMPLE-AES,URI="<skd://65>",KEYFORMAT="com.apple.streamingkeydelivery"
        #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",NAME="English, URI=no",URI="<en.m3u8>",CHANNELS="2"
        #EXT-X-I-FRAME-STREAM-INF:URI="<iframes.m3u8>",BANDWIDTH=1
        #EXT-X-IMAGE-STREAM-INF:BANDWIDTH=1,URI="<thumbs.m3u8>"
        #EXT-X-PART:DURATION=0.33,URI="<p.1.mp4>",INDEPENDENT=YES
        #EXT-X-PRELOAD-HINT:TYPE=PART,URI="<p.2.mp4>",BYTERANGE-START=100
        #EXT-X-RENDITION-REPORT:URI="<../1M/i.m3u8>",LAST-MSN=273
        #EXT-X-SESSION-DATA:DATA-ID="x",URI="<data.json>"
        #EXT-X-DATERANGE:ID="1",X-ASSET-URI="<ad.m3u8>",X-COM-URI="no"
        #EXT-X-DATERANGE:ID="1",X-ASSET-LIST="<ads.json>"
        #EXT-X-CONTENT-STEERING:SERVER-URI="<steer.json>",PATHWAY-ID="A"
        #EXT-X-OF-TOMORROW:URI="<x>"
        #EXT-X-KEY: URI="<a>", \tIV=0x1 , METHOD=AES-128
        #EXT-X-KEY:METHOD=,URI="<a>",
        #EXT-X-KEY:URI="<a>",IV="unbalanced
        """.lines().toList();

    static final List<String> LINES_WITHOUT = """

        # a comment with URI="a"
        #URI="a"
        #EXTINF:4,URI="a"
        #EXTINF:4.0,Title, URI="a"
        #EXT-X-STREAM-INF:BANDWIDTH=1,NAME="URI=a",CODECS="x,URI=b"
        #EXT-X-SESSION-DATA:DATA-ID="x",VALUE=",URI="
        #EXT-X-SKIP:SKIPPED-SEGMENTS=3,RECENTLY-REMOVED-DATERANGES="a	b"
        #EXT-X-DEFINE:NAME="x",VALUE="URI"
        #EXT-X-DEFINE:QUERYPARAM="lang"
        #EXT-X-DEFINE:QUERYPARAM="ticket_id"
        #EXT-X-DEFINE:IMPORT="ticket"
        #EXT-X-BYTERANGE:1@2
        #EXT-X-PROGRAM-DATE-TIME:2026-07-01T10:00:00Z
        #EXT-X-KEY
        #EXT-X-KEY:
        #EXT-X-KEY:URI=a
        #EXT-X-KEY:URI
        #EXT-X-KEY:URI=
        #EXT-X-KEY:URI="unbalanced
        #EXT-X-KEY:URI="a"b,METHOD=NONE
        #EXT-X-KEY:METHOD=A"B,URI="a"
        #EXT-X-KEY:broken,URI="a"
        #EXT-X-KEY:,URI="a"
        #EXT-X-KEY:uri="a"
        #EXT-X-KEY:X-URI="a"
        """.lines().toList();

    @ParameterizedTest
    @FieldSource("LINES_WITH_REFERENCES")
    @DisplayName("B9 each reference is replaced, and nothing else")
    void b9_eachReferenceIsReplaced(String expected) {
        String line = expected.replaceAll("[<>]", "");

        assertThat(rewritten("#EXTM3U\n" + line, SampleChildren.MARKING)).isEqualTo("#EXTM3U\n" + expected);
    }

    @ParameterizedTest
    @FieldSource("LINES_WITHOUT")
    void whatIsNoReferenceStays(String line) {
        assertThat(rewritten("#EXTM3U\n" + line + "\n", SampleChildren.MARKING)).isEqualTo("#EXTM3U\n" + line + "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"#EXTM3U", "#EXTM3U\n", "#EXTM3U\r\n", "#EXTM3U \n", "#EXTM3U\r\na\r\n\r\nb\n\nc",
            "#EXTM3U\na\r", "#EXTM3U\r\n#EXT-X-KEY:URI=\"a\"\r\n#x\r\n"})
    void lineEndingsStay(String playlist) {
        assertThat(rewritten(playlist, r -> r + "+")).isEqualTo(playlist.replaceAll("(?m)^[abc]|(?<=\")a", "$0+"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\rb", "a\u0000", "a\u000bb", "a\u0085b", "a\u2028b", "a\u2029b",
            "#EXT-X-MAP:X=\"\r//evil.example/?\",URI=\"a\"", "#EXT-X-MAP:X=\"\u2028//evil.example/?\",URI=\"a\""})
    @DisplayName("B9 a line that clients may break in two gets no ticket")
    void b9_ambiguousLinesStay(String line) {
        assertThat(rewritten("#EXTM3U\n" + line + "\n", SampleChildren.MARKING)).isEqualTo("#EXTM3U\n" + line + "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "#EXTM3", "#EXTM3U8\n", "#extm3u\n", "\n#EXTM3U\n", " #EXTM3U\n", "\uFEFF#EXTM3U\n",
            "<html>", "{}"})
    void whatDoesNotStartAsAPlaylistIsNone(String body) {
        assertThat(rewrite(body.getBytes(UTF_8), SampleChildren.MARKING)).isEqualTo(new NotAPlaylist(Fault.NO_EXTM3U));
    }

    @Test
    void whatIsNotUtf8IsNoPlaylist() {
        assertThat(rewrite("#EXTM3U\n#EXTINF:4,Caf\u00e9\na".getBytes(ISO_8859_1), SampleChildren.MARKING))
                .isEqualTo(new NotAPlaylist(Fault.NOT_UTF_8));
    }

    @Test
    void aPlaylistOfTooManyReferencesIsRefused() {
        String most = "#EXTM3U\n" + "a\n".repeat(PlaylistRewriter.MAX_REFERENCES);

        assertThat(rewrite(most.getBytes(UTF_8), r -> r)).isEqualTo(new Rewritten(most));
        assertThat(rewrite((most + "#EXT-X-MAP:URI=\"a\"").getBytes(UTF_8), r -> r))
                .isEqualTo(new NotAPlaylist(Fault.TOO_MANY_REFERENCES));
    }

    @Test
    void aLineIsBounded() {
        String longest = "#EXTM3U\n" + "a".repeat(PlaylistRewriter.MAX_PIECE - 1) + "\n";

        assertThat(rewritten(longest, UnaryOperator.identity())).isEqualTo(longest);
        assertThat(rewrite(("#EXTM3U\n" + "a".repeat(PlaylistRewriter.MAX_PIECE + 1)).getBytes(UTF_8), r -> r))
                .isEqualTo(new NotAPlaylist(Fault.TOO_LONG_A_PIECE));
    }

    @Test
    void whatIsCompleteIsGivenBackAtOnce() {
        HlsRewriter rewriter = new HlsRewriter(r -> r + "+", Rewriting.CREDENTIALS);

        assertThat(rewriter.feed("#EXTM3U\nfir".getBytes(UTF_8))).isEqualTo(new Rewritten("#EXTM3U\n"));
        assertThat(rewriter.feed("st".getBytes(UTF_8))).isEqualTo(new Rewritten(""));
        assertThat(rewriter.feed("\r\nsecond".getBytes(UTF_8))).isEqualTo(new Rewritten("first+\r\n"));
        assertThat(rewriter.finish()).isEqualTo(new Rewritten("second+"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\n", "a\rb", "a\"", "#a", " a", "a\u00a0", "\ta", "a\tb", "a\u2028b", "a\u0000"})
    void aReplacementThatWouldBreakThePlaylistThrows(String replacement) {
        assertThatThrownBy(() -> rewritten("#EXTM3U\na", r -> replacement)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    @DisplayName("G1 the text of an outcome does not show the ticket")
    void g1_outcomeDoesNotShowTheTicket() {
        PlaylistRewrite outcome = Rewriting.hls("#EXTM3U\na.ts", SampleChildren.ofPathForm());

        assertThat(((Rewritten) outcome).text()).isEqualTo("#EXTM3U\na.ts?ticket=T1-c_k");
        assertThat(outcome.toString()).isEqualTo("Rewritten[26 characters]");
    }

    static String rewritten(String playlist, UnaryOperator<String> reference) {
        return ((Rewritten) rewrite(playlist.getBytes(UTF_8), reference)).text();
    }

    private static PlaylistRewrite rewrite(byte[] body, UnaryOperator<String> reference) {
        return Rewriting.hls(body, reference);
    }
}
