package dev.playgate.stream;

import java.net.URI;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class TargetParserConfigurationTest {

    private static PlayoutForm byQuery(String prefix, String parameter) {
        return new PlayoutForm(prefix, Optional.of(parameter), Medium.HLS, URI.create("http://origin"),
                Optional.empty());
    }

    private static PlayoutForm byPath(String prefix) {
        return Forms.byPath(prefix, Medium.HLS);
    }

    private static PlayoutForm formOf(TargetParser parser, String target) {
        return ((PlayoutTarget) parser.parse(target)).form();
    }

    @Test
    void twoFormsWithOnePrefixAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TargetParser(List.of(byPath("/a/"), byPath("/b/"), byQuery("/a/", "stream")),
                        List.of()))
                .withMessage("two playout forms have the path prefix /a/");
    }

    @Test
    void aFormWhosePrefixNamesAStreamOfAnotherIsRefusedInEitherOrder() {
        PlayoutForm outer = byPath("/a/");
        for (PlayoutForm inner : List.of(byPath("/a/b/"), byPath("/a/b/c.d/"), byQuery("/a/b/", "stream"))) {
            for (List<PlayoutForm> forms : List.of(List.of(outer, inner), List.of(inner, outer))) {
                assertThatIllegalArgumentException().isThrownBy(() -> new TargetParser(forms, List.of())).withMessage(
                        "under the playout form /a/, the path prefix %s could name a stream \"b\"", inner.pathPrefix());
            }
        }
    }

    @Test
    void theLongestPrefixDecidesWhereFormsNestWithoutAmbiguity() {
        PlayoutForm root = byQuery("/", "s");
        PlayoutForm folder = byQuery("/a/", "stream");
        PlayoutForm inner = byPath("/a/b/");
        PlayoutForm dotted = byPath("/a/b/.c/");
        TargetParser parser = new TargetParser(List.of(root, folder, dotted, inner), List.of());
        assertThat(formOf(parser, "/x?s=n")).isEqualTo(root);
        assertThat(formOf(parser, "/a/x?stream=n")).isEqualTo(folder);
        assertThat(formOf(parser, "/a/b/n/x")).isEqualTo(inner);
        assertThat(formOf(parser, "/a/b/.c/n/x")).isEqualTo(dotted);
    }

    @Test
    void aPrefixThatIsAFileStandsForItselfAndWhatIsBelowItAndNothingBeside() {
        PlayoutForm folder = byQuery("/a/", "stream");
        PlayoutForm file = byQuery("/a/b.mp4", "stream");
        TargetParser parser = new TargetParser(List.of(folder, file), List.of());
        assertThat(formOf(parser, "/a/b.mp4?stream=n")).isEqualTo(file);
        assertThat(formOf(parser, "/a/b.mp4/c?stream=n")).isEqualTo(file);
        assertThat(formOf(parser, "/a/b.mp4x?stream=n")).isEqualTo(folder);
        assertThat(parser.parse("/a?stream=n")).isInstanceOf(ParsedTarget.NotPlayout.class);
    }

    @Test
    void aFileUnderAFormWhosePathNamesTheStreamIsRefusedWhereItCouldNameOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TargetParser(List.of(byPath("/a/"), byQuery("/a/b", "stream")), List.of()))
                .withMessage("under the playout form /a/, the path prefix /a/b could name a stream \"b\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Jwtoken", "jw token", "jw.token", "1token", "-a", "_a", "tok%65n", "jwtokeN"})
    void aCredentialParameterIsSpelledPlainly(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> new TargetParser(List.of(), List.of("ticket", name)))
                .withMessage("credential parameter \"%s\": a name is [a-z][a-z0-9_-]*", name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"stream", "url", "group", "groupid", "ticket", "name"})
    void aCredentialParameterMeansNothingElse(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new TargetParser(List.of(byPath("/a/"), byQuery("/b/", "name")), List.of("ticket", name)))
                .withMessage("credential parameter \"%s\" is given twice, or names a stream, group or source", name);
    }

    @Test
    void withoutFormsAndCredentialsNothingIsPlayout() {
        assertThat(new TargetParser(List.of(), List.of()).parse("/hls/a/b"))
                .isEqualTo(new ParsedTarget.NotPlayout("/hls/a/b"));
        assertThat(new TargetParser(List.of(byPath("/a/")), List.of("t0-k_n")).parse("/a/b/c?t0-k_n=x"))
                .isEqualTo(new PlayoutTarget(byPath("/a/"), new StreamName("b"), "/a/b/c", "",
                        List.of(new CredentialText("x", CredentialText.Place.QUERY))));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        s=b,             AMBIGUOUS_STREAM
        stream=b,        AMBIGUOUS_STREAM
        group=b,         AMBIGUOUS_STREAM
        groupid=b,       AMBIGUOUS_STREAM
        url=b&url=b,     AMBIGUOUS_STREAM
        az=b&az=b,       AMBIGUOUS_CREDENTIAL
        t=b&t=b,         AMBIGUOUS_CREDENTIAL
        AZ=b,            QUERY
        S=b,             QUERY
        """)
    void b2_everyParserReservesTheSameNamesAndItsOwn(String query, TargetFault fault) {
        TargetParser parser = new TargetParser(List.of(byQuery("/a/", "s")), List.of("az", "t"));
        assertThat(parser.parse("/a/?s=a&" + query)).isEqualTo(new ParsedTarget.Faulty(fault));
    }
}
