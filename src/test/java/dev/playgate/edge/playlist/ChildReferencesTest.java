package dev.playgate.edge.playlist;

import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ChildReferencesTest {

    private static final String TICKET = "ticket=T1-c_k";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        seg.m4s                                   | seg.m4s?T
        seg.m4s?                                  | seg.m4s?T
        seg.m4s?a=1                               | seg.m4s?a=1&T
        seg.m4s?a=1&&b#t=2                        | seg.m4s?a=1&&b&T#t=2
        seg.m4s#t=2?x                             | seg.m4s?T#t=2?x
        v/index.m3u8?_HLS_msn=3&_HLS_part=1       | v/index.m3u8?_HLS_msn=3&_HLS_part=1&T
        ./seg.m4s                                 | ./seg.m4s?T
        ../Demo1-live2/index.m3u8                 | ../Demo1-live2/index.m3u8?T
        v/../w/./seg.m4s                          | v/../w/./seg.m4s?T
        ?q                                        | ?q&T
        /hls/Demo1-live1/seg.m4s                  | /hls/Demo1-live1/seg.m4s?T
        dir/10:00:00.ts                           | dir/10:00:00.ts?T
        ./10:00:00.ts                             | ./10:00:00.ts?T
        my seg.ts                                 | my seg.ts?T
        ségment.ts                                | ségment.ts?T
        a,b=c.ts                                  | a,b=c.ts?T
        """)
    void aReferenceOfOursKeepsItsFormAndGetsTheTicket(String reference, String expected) {
        assertThat(SampleChildren.ofPathForm().rewrite(reference)).isEqualTo(expected.replace("T", TICKET));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        https://play.example/hls/Demo1-live1/s.ts?a=1#f | /hls/Demo1-live1/s.ts?a=1&T#f
        HTTPS://PLAY.example/hls/Demo1-live1/s.ts       | /hls/Demo1-live1/s.ts?T
        https://play.example:443/hls/Demo1-live1/s.ts   | /hls/Demo1-live1/s.ts?T
        http://play.example:80/hls/Demo1-live1/s.ts     | /hls/Demo1-live1/s.ts?T
        //play.example/hls/Demo1-live1/s.ts             | /hls/Demo1-live1/s.ts?T
        //play.example:443/hls/Demo1-live1/s.ts         | /hls/Demo1-live1/s.ts?T
        //play.example:80/hls/Demo1-live1/s.ts          | /hls/Demo1-live1/s.ts?T
        http://127.0.0.1:8090/hls/x/../Demo1-live1/s.ts | /hls/Demo1-live1/s.ts?T
        """)
    @DisplayName("B9 an absolute reference to this edge or to its origin becomes a path of this edge")
    void b9_absoluteReferencesOfOursBecomePaths(String reference, String expected) {
        assertThat(SampleChildren.ofPathForm().rewrite(reference)).isEqualTo(expected.replace("T", TICKET));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        play.example:8443 | https://play.example:8443/hls/a/s.ts | true
        play.example:8443 | https://play.example/hls/a/s.ts      | false
        play.example:443  | https://play.example/hls/a/s.ts      | true
        play.example:443  | http://play.example/hls/a/s.ts       | false
        play.example:80   | http://play.example/hls/a/s.ts       | true
        play.example:80   | //play.example/hls/a/s.ts            | true
        Play.Example      | https://play.example/hls/a/s.ts      | true
        [2001:db8::1]     | https://[2001:DB8::1]:443/hls/a/s.ts | true
        [2001:db8::80]    | http://[2001:db8:/hls/a/s.ts         | false
        """)
    void authoritiesAreComparedWithoutCaseAndDefaultPorts(String host, String reference, boolean ours) {
        assertThat(SampleChildren.ofHost(host).rewrite(reference).contains(TICKET)).isEqualTo(ours);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example/hls/a/s.ts", "//evil.example/hls/a/s.ts",
            "https://play.example@evil.example/hls/a/s.ts", "https://x@play.example/hls/a/s.ts",
            "https://play.example:8443/hls/a/s.ts", "https://play.example:80/hls/a/s.ts",
            "https://play.example:0443/hls/a/s.ts", "https://play.example./hls/a/s.ts",
            "https://play.example.evil.example/hls/a/s.ts", "https://%70lay.example/hls/a/s.ts",
            "https://evil.example#@play.example/hls/a/s.ts", "https://evil.example?@play.example/hls/a/s.ts",
            "https://evil.example\\@play.example/hls/a/s.ts", "\\\\evil.example/hls/a/s.ts",
            "/\\evil.example/hls/a/s.ts", "\\/evil.example/s.ts", "a\\b.ts", "///evil.example/hls/a/s.ts",
            "https:///play.example/hls/a/s.ts", "https:/hls/a/s.ts", "https:hls/a/s.ts", "https:evil.example",
            "https:", ":s.ts", "1:s.ts", "10:00:00.ts", "ht\ttps://evil.example/s.ts", "/\t/evil.example/s.ts",
            "/\n/evil.example/s.ts", " //evil.example/s.ts", " s.ts", "s.ts ", "\u00a0//evil.example/s.ts",
            "\u00a0s.ts", "\uFEFFs.ts", "s.ts\u3000", "\u0000s.ts", "ftp://play.example/hls/a/s.ts",
            "wss://play.example/hls/a/s.ts", "data:application/octet-stream;base64,AAAA", "skd://key", "blob:x",
            "a\"b.ts", "{$cdn}/s.ts", "{$cdn}", "//{$host}/hls/a/s.ts", "https://play.example{$x}/hls/a/s.ts",
            "/{$dir}/s.ts", "https://play.example/{$dir}/s.ts", "a{$n}.ts", "http{$s}/s.ts"})
    @DisplayName("B9 a reference that any client may take to another host stays without ticket")
    void b9_foreignReferencesStay(String reference) {
        assertThat(SampleChildren.ofPathForm().rewrite(reference)).isEqualTo(reference);
        assertThat(SampleChildren.ofPathCredential().rewrite(reference)).isEqualTo(reference);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "#", "#t=1", "?", "/", "/other/s.ts", "../../s.ts", "../../../s.ts", "/../hls/a/s.ts",
            "a//s.ts", "/hls//s.ts", ".//evil.example/s.ts", "/.//evil.example", "%2e%2e/s.ts", "a/.%2E/s.ts", "a;b.ts",
            "https://play.example", "https://play.example?a", "http://127.0.0.1:8090/other/s.ts"})
    @DisplayName("B5 what is no playout path in normal form stays without ticket")
    void b5_otherPathsStay(String reference) {
        assertThat(SampleChildren.ofPathForm().rewrite(reference)).isEqualTo(reference);
    }

    @Test
    void aReferenceLongerThanAnyUrlStays() {
        String longest = "a".repeat(8192);

        assertThat(SampleChildren.ofPathForm().rewrite(longest)).isEqualTo(longest + "?" + TICKET);
        assertThat(SampleChildren.ofPathForm().rewrite(longest + "a")).isEqualTo(longest + "a");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        seg.m4s?a=1                       | /hls/Demo1-live1/seg.m4s?a=1&T
        ../Demo1-live2/index.m3u8         | /hls/Demo1-live2/index.m3u8?T
        v/../w/.                          | /hls/Demo1-live1/w/?T
        v/w/..                            | /hls/Demo1-live1/v/?T
        ?q                                | /hls/Demo1-live1/index.m3u8?q&T
        /hls/Demo1-live1/seg.m4s          | /hls/Demo1-live1/seg.m4s?T
        https://play.example/hls/a/seg.ts | /hls/a/seg.ts?T
        v/{$n}.ts                         | /hls/Demo1-live1/v/{$n}.ts?T
        """)
    @DisplayName("A9 below a credential segment a reference becomes an absolute path without it")
    void a9_pathCredentialIsNotInherited(String reference, String expected) {
        assertThat(SampleChildren.ofPathCredential().rewrite(reference)).isEqualTo(expected.replace("T", TICKET));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        s.ts?jwtoken=a               | s.ts?T
        s.ts?a=1&ticket=b&token=c&d  | s.ts?a=1&d&T
        s.ts?JWToken&Ticket=         | s.ts?T
        s.ts?jwtoken={$jwtoken}      | s.ts?T
        s.ts?tickets=1&a=ticket      | s.ts?tickets=1&a=ticket&T
        """)
    @DisplayName("A9 a credential that the origin wrote is removed")
    void a9_neverTwoCredentials(String reference, String expected) {
        assertThat(SampleChildren.ofPathForm().rewrite(reference)).isEqualTo(expected.replace("T", TICKET));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        chunk.ts                        | chunk.ts?stream=Demo1-live1&T
        chunk.ts?sid=4                  | chunk.ts?sid=4&stream=Demo1-live1&T
        chunk.ts?stream=Demo1-live2&a=1 | chunk.ts?stream=Demo1-live2&a=1&T
        chunk.ts?Stream=Demo1-live2     | chunk.ts?Stream=Demo1-live2&T
        chunk.ts?streams=a              | chunk.ts?streams=a&stream=Demo1-live1&T
        ?b                              | ?b&stream=Demo1-live1&T
        /hls/Demo1-live1/seg.ts         | /hls/Demo1-live1/seg.ts?T
        """)
    @DisplayName("B2 a child in the query form names its stream exactly once")
    void b2_queryFormNamesItsStream(String reference, String expected) {
        assertThat(SampleChildren.ofQueryForm().rewrite(reference)).isEqualTo(expected.replace("T", TICKET));
    }

    @Test
    void aChildInTheQueryFormOfAPlaylistInThePathFormGetsNoStream() {
        assertThat(SampleChildren.ofPathForm().rewrite("/h5live/authhttp/a.ts"))
                .isEqualTo("/h5live/authhttp/a.ts?" + TICKET);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        v/{$n}.ts                  | v/{$n}.ts?T
        ./{$n}.ts                  | ./{$n}.ts?T
        ../{$name}/s.ts            | ../{$name}/s.ts?T
        /hls/{$name}/s.ts          | /hls/{$name}/s.ts?T
        s.ts?{$auth}               | s.ts?{$auth}&T
        s.ts#{$auth}               | s.ts?T#{$auth}
        //play.example/hls/{$n}.ts | //play.example/hls/{$n}.ts
        //play.example/hls/a/{$n}  | /hls/a/{$n}?T
        """)
    void aVariableThatCannotChangeTheHostIsOurs(String reference, String expected) {
        assertThat(SampleChildren.ofPathForm().rewrite(reference)).isEqualTo(expected.replace("T", TICKET));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://play.example/a/../{$x}", "/a/../{$x}", "../{$x}"})
    @DisplayName("B9 no absolute path starts with a variable: its value may start with a slash")
    void b9_noAbsolutePathStartsWithAVariable(String reference) {
        var children = new ChildReferences("/a/b", "", Set.of(SampleChildren.HOST), path -> StreamNaming.IN_PATH, true,
                new QueryParameter("ticket", "T1-c_k"), Set.of(), Optional.empty());

        assertThat(children.rewrite(reference)).isEqualTo(reference);
    }

    @Test
    void pathsAreJudgedAsTheClientSendsThem() {
        assertThat(ReferencePath.asRequested(Variables.DEFINED.replaced("/a b/é/{$x-1}/{$/100%25~")))
                .isEqualTo("/a%20b/%C3%A9/variable/%7B$/100%25~");
    }

    @Test
    void aBaseIsAnAbsolutePath() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ChildReferences("hls/a", "", Set.of(), p -> StreamNaming.NONE,
                        false, SampleChildren.STREAM, Set.of(), Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({"a b,c", "a,b&c", "'',c", "a,''", "a,b\"", "a,b%41"})
    void aParameterIsPlainText(String name, String value) {
        assertThatIllegalArgumentException().isThrownBy(() -> new QueryParameter(name, value));
    }

    @Test
    @DisplayName("G1 the text of references does not show the ticket")
    void g1_textDoesNotShowTheTicket() {
        assertThat(SampleChildren.ofPathForm().toString()).contains("QueryParameter[ticket]").doesNotContain("T1-c_k");
    }
}
