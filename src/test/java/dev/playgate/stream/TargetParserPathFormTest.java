package dev.playgate.stream;

import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.playgate.stream.CredentialText.Place;
import dev.playgate.stream.ParsedTarget.Faulty;
import dev.playgate.stream.ParsedTarget.NotPlayout;

import static org.assertj.core.api.Assertions.assertThat;

class TargetParserPathFormTest {

    private static final String LONGEST_NAME = "a".repeat(64);

    private static PlayoutTarget hls(String stream, String path, String query, CredentialText... credentials) {
        return new PlayoutTarget(Forms.HLS, new StreamName(stream), path, query, List.of(credentials));
    }

    private static CredentialText inQuery(String text) {
        return new CredentialText(text, Place.QUERY);
    }

    private static CredentialText inPath(String text) {
        return new CredentialText(text, Place.PATH);
    }

    @Test
    @DisplayName("product section 5: /hls/NAME/index.m3u8?jwtoken=..")
    void theStreamIsNamedInThePath() {
        assertThat(Forms.PARSER.parse("/hls/Demo1-live1/index.m3u8?jwtoken=eyJ.a_b-c.d"))
                .isEqualTo(hls("Demo1-live1", "/hls/Demo1-live1/index.m3u8", "", inQuery("eyJ.a_b-c.d")));
    }

    @Test
    void everythingUnderTheNameIsOfTheStream() {
        assertThat(Forms.PARSER.parse("/hls/Demo1-live1/a/b%20c/seg-1.m4s"))
                .isEqualTo(hls("Demo1-live1", "/hls/Demo1-live1/a/b%20c/seg-1.m4s", ""));
        assertThat(Forms.PARSER.parse("/hls/Demo1-live1/a/")).isEqualTo(hls("Demo1-live1", "/hls/Demo1-live1/a/", ""));
        assertThat(Forms.PARSER.parse("/hls/Demo1-live1/~a/b"))
                .isEqualTo(hls("Demo1-live1", "/hls/Demo1-live1/~a/b", ""));
        assertThat(Forms.PARSER.parse("/hls/" + LONGEST_NAME + "/a"))
                .isEqualTo(hls(LONGEST_NAME, "/hls/" + LONGEST_NAME + "/a", ""));
    }

    @Test
    void parametersThatAreNotReservedGoOnAsTheyAreAndInOrder() {
        assertThat(Forms.PARSER.parse(
                "/hls/a/i.m3u8?_HLS_msn=5&jwtoken=x&flags=faststart%2Cpaused&_HLS_part=1&own=%c3%A4+b&e=&bare&url=rtmp%3A%2F%2Fh"))
                .isEqualTo(hls("a", "/hls/a/i.m3u8",
                        "_HLS_msn=5&flags=faststart%2Cpaused&_HLS_part=1&own=%c3%A4+b&e=&bare", inQuery("x")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/hls/", "/hls//", "/hls/a", "/hls/a/", "/hls/a?stream=a", "/hls/a/?x=1", "/hls/a.b/c",
            "/hls/a%20b/c", "/hls/a!/c", "/hls/a+b/c", "/hls/~a/c", "/hls/a@b/c", "/hls/a:b/c"})
    void b3_aPathWithoutAStreamThatCouldExistIsRefused(String target) {
        ParsedTarget expected = target.contains("//")
                ? new Faulty(TargetFault.PATH)
                : new Faulty(TargetFault.STREAM_NAME);
        assertThat(Forms.PARSER.parse(target)).isEqualTo(expected);
    }

    @Test
    void b3_aNameIsNoLongerThan64() {
        assertThat(Forms.PARSER.parse("/hls/" + LONGEST_NAME + "a/x")).isEqualTo(new Faulty(TargetFault.STREAM_NAME));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/hls", "/hl", "/hlsx/a/b", "/HLS/a/b", "/api/v1/splay", "/.well-known/jwks.json",
            "/x/hls/a/b"})
    void otherPathsAreNoPlayoutAndTheirQueriesAreNotJudged(String path) {
        assertThat(Forms.PARSER.parse(path)).isEqualTo(new NotPlayout(path));
        assertThat(Forms.PARSER.parse(path + "?stream=a&Stream=b;[]?%")).isEqualTo(new NotPlayout(path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*", "hls/a/b", "http://host/hls/a/b", "https://host/hls/a/b", "host:443", "?jwtoken=x",
            "//hls/a/b", "/hls/a/../b/c", "/api/../hls/a/b", "/api//v1", "/hls/a/%2e%2e/b/c", "/%68ls/a/b",
            "/api;x/hls/a/b"})
    void b5_anythingButANormalOriginFormIsRefusedWhateverItNames(String target) {
        assertThat(Forms.PARSER.parse(target)).isEqualTo(new Faulty(TargetFault.PATH));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        stream=a,          AMBIGUOUS_STREAM
        stream=b,          AMBIGUOUS_STREAM
        stream,            AMBIGUOUS_STREAM
        x=1&stream=a,      AMBIGUOUS_STREAM
        group=x,           AMBIGUOUS_STREAM
        groupid=x,         AMBIGUOUS_STREAM
        url=a&url=b,       AMBIGUOUS_STREAM
        jwtoken=a&jwtoken=a, AMBIGUOUS_CREDENTIAL
        ticket=&ticket=,   AMBIGUOUS_CREDENTIAL
        jwtoken=a&jwtoken=%, AMBIGUOUS_CREDENTIAL
        Stream=a,          QUERY
        Group=x,           QUERY
        GROUPID=x,         QUERY
        """)
    void b2_noSecondStreamOrCredentialBesideThePath(String query, TargetFault fault) {
        assertThat(Forms.PARSER.parse("/hls/a/b?" + query)).isEqualTo(new Faulty(fault));
    }

    @Test
    @DisplayName("A9 every credential is reported, for whoever counts those of the headers too")
    void a9_twoDifferentCredentialsAreBothReported() {
        assertThat(Forms.PARSER.parse("/~p1/hls/a/b?ticket=q1&jwtoken=q2"))
                .isEqualTo(hls("a", "/hls/a/b", "", inPath("p1"), inQuery("q1"), inQuery("q2")));
    }

    @Test
    void anEmptyCredentialIsOne() {
        assertThat(Forms.PARSER.parse("/hls/a/b?jwtoken=")).isEqualTo(hls("a", "/hls/a/b", "", inQuery("")));
        assertThat(Forms.PARSER.parse("/hls/a/b?jwtoken")).isEqualTo(hls("a", "/hls/a/b", "", inQuery("")));
        assertThat(Forms.PARSER.parse("/hls/a/b?jwtoken&x=1")).isEqualTo(hls("a", "/hls/a/b", "x=1", inQuery("")));
    }

    @Test
    void aCredentialSegmentIsNoPartOfThePath() {
        PlayoutTarget target = Forms.playout("/~eyJ.A_b-9.z/hls/a/i.m3u8?x=1");
        assertThat(target).isEqualTo(hls("a", "/hls/a/i.m3u8", "x=1", inPath("eyJ.A_b-9.z")));
        assertThat(target.hasPathCredential()).isTrue();
        assertThat(Forms.playout("/~x/hls/a/b").path()).isEqualTo("/hls/a/b");
        assertThat(Forms.playout("/hls/a/b?jwtoken=x").hasPathCredential()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/~", "/~/", "/~/hls/a/b", "/~x", "/~x/", "/~x/api/v1/splay", "/~x/hls", "/~x/~y/hls/a/b",
            "/~~x/hls/a/b", "/~x~/hls/a/b", "/~x!/hls/a/b", "/~x%20/hls/a/b", "/~x=/hls/a/b", "/~x?/hls/a/b"})
    void b5_aCredentialSegmentThatIsMalformedOrBeforeNoPlayoutIsRefused(String target) {
        assertThat(Forms.PARSER.parse(target)).isEqualTo(new Faulty(TargetFault.PATH));
    }

    @Test
    void behindACredentialSegmentTheSameRulesHold() {
        assertThat(Forms.PARSER.parse("/~x/hls/a/")).isEqualTo(new Faulty(TargetFault.STREAM_NAME));
        assertThat(Forms.PARSER.parse("/~x/hls/a/b?stream=a")).isEqualTo(new Faulty(TargetFault.AMBIGUOUS_STREAM));
        assertThat(Forms.PARSER.parse("/~x/h5live/authhttp/p.m3u8?stream=a")).isEqualTo(new PlayoutTarget(Forms.H5LIVE,
                new StreamName("a"), "/h5live/authhttp/p.m3u8", "", List.of(inPath("x"))));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        /hls/,            true
        /hls/a,           true
        /hls/a/b.m3u8,    true
        /h5live/authhttp/playlist.m3u8, true
        /play/x,          true
        /hls,             false
        /api/hls/,        false
        /hls/a?x,         false
        /hls/../x,        false
        /hls/%2e,         false
        hls/a,            false
        '',               false
        /~x/hls/a/b,      false
        """)
    void aPlayoutPathIsANormalOneUnderAForm(String path, boolean expected) {
        assertThat(Forms.PARSER.formOf(path).isPresent()).isEqualTo(expected);
    }
}
