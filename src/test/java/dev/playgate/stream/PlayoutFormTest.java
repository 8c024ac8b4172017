package dev.playgate.stream;

import java.net.URI;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class PlayoutFormTest {

    private static final Optional<String> NONE = Optional.empty();

    private static PlayoutForm form(String prefix, Optional<String> parameter, String origin, Optional<String> source) {
        return new PlayoutForm(prefix, parameter, Medium.HLS, URI.create(origin), source);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/hls/", "/h5live/authhttp/", "/.a/~b/"})
    void aPrefixIsANormalFolder(String prefix) {
        assertThat(form(prefix, NONE, "http://h", NONE).pathPrefix()).isEqualTo(prefix);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hls/", "//", "/a//", "/a/../", "/a%20b/", "/a b/", "/a/?", "/a/?/", "/a;/"})
    void anotherPrefixIsRefused(String prefix) {
        assertThatIllegalArgumentException().isThrownBy(() -> form(prefix, NONE, "http://h", NONE)).withMessage(
                "playout form %s: the path prefix starts with a slash and is in normal form", prefix);
    }

    @Test
    void onlyWhereAQueryParameterNamesTheStreamAPrefixMayBeAFile() {
        assertThat(form("/a/b.mp4", Optional.of("stream"), "http://h", NONE).pathPrefix()).isEqualTo("/a/b.mp4");
        assertThatIllegalArgumentException().isThrownBy(() -> form("/hls", NONE, "http://h", NONE)).withMessage(
                "playout form /hls: the path prefix ends with a slash, since the next segment names the stream");
    }

    @Test
    void aPrefixIsNoCredential() {
        assertThatIllegalArgumentException().isThrownBy(() -> form("/~a/", NONE, "http://h", NONE))
                .withMessage("playout form /~a/: a first segment with a tilde is a credential");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Stream", "stream1", "a-b", "a.b", "url", "group", "groupid"})
    void aStreamParameterIsSpelledPlainlyAndMeansNothingElse(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> form("/a/", Optional.of(name), "http://h", NONE))
                .withMessage(
                        "playout form /a/: the stream parameter has a-z and _ only, and is none of url, group, groupid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://h", "https://h", "http://h:1", "http://h:65535/a", "https://127.0.0.1/a/b",
            "http://[::1]:80"})
    void anOriginIsAnHttpUrl(String origin) {
        assertThat(form("/a/", Optional.of("stream"), origin, NONE).origins()).singleElement().hasToString(origin);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        ftp://h,             the origin is an http or https URL
        HTTP://h,            the origin is an http or https URL
        //h/a,               the origin is an http or https URL
        h,                   the origin is an http or https URL
        rtmp://h/a,          the origin is an http or https URL
        http:h,              the origin has a host
        http:/a,             the origin has a host
        http://a_b/,         the origin has a host
        http://h:0,          the origin's port is 1 to 65535
        http://h:65536,      the origin's port is 1 to 65535
        http://u@h,          the origin has no user
        http://u:p@h/a,      the origin has no user
        http://h?a,          the origin has no query and no fragment
        http://h#a,          the origin has no query and no fragment
        http://h/,           'the origin''s base path is in normal form, without a slash at its end'
        http://h/a/,         'the origin''s base path is in normal form, without a slash at its end'
        http://h/a/../b,     'the origin''s base path is in normal form, without a slash at its end'
        http://h/a%41,       'the origin''s base path is in normal form, without a slash at its end'
        """, quoteCharacter = '\'')
    void anotherOriginIsRefused(String origin, String rule) {
        assertThatIllegalArgumentException().isThrownBy(() -> form("/a/", NONE, origin, NONE))
                .withMessage("playout form /a/: %s", rule);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\n", "\u007f", "\u00e4"})
    void aSourceIsPrintable(String source) {
        assertThatIllegalArgumentException().isThrownBy(() -> form("/a/", NONE, "http://h", Optional.of(source)))
                .withMessage("playout form /a/: the source is printable ASCII without spaces");
    }

    @ParameterizedTest
    @EnumSource
    void ticketsOutsideOfTheQueryWantAPathThatNamesTheStream(TicketPlace place) {
        URI origin = URI.create("http://h");

        assertThat(new PlayoutForm("/a/", NONE, Medium.HLS, List.of(origin), NONE, place).tickets()).isEqualTo(place);
        if (place != TicketPlace.QUERY) {
            assertThatIllegalArgumentException().isThrownBy(
                    () -> new PlayoutForm("/a/", Optional.of("stream"), Medium.HLS, List.of(origin), NONE, place))
                    .withMessage(
                            "playout form /a/: tickets in the path or in a cookie want a path that names the stream");
        }
    }

    @Test
    void b1_theOriginsTargetIsBuiltFromParsedValues() {
        assertThat(Forms.playout("/~t/hls/a/i.m3u8?jwtoken=x&b=%c3%a4&url=u").originTarget())
                .isEqualTo("/hls/a/i.m3u8?b=%c3%a4");
        assertThat(Forms.playout("/hls/a/i.m3u8?&").originTarget()).isEqualTo("/hls/a/i.m3u8");
        assertThat(Forms.playout("/play/x?c=1&stream_name=a&d").originTarget())
                .isEqualTo("/play/x?stream_name=a&c=1&d");
    }

    @Test
    void b4_theSourceIsTheFormsOwn() {
        assertThat(
                Forms.playout("/h5live/authhttp/p.m3u8?url=rtmp%3A%2F%2Fevil&stream=a&cid=1&jwtoken=x").originTarget())
                .isEqualTo("/base/h5live/authhttp/p.m3u8?stream=a&url=rtmp%3A%2F%2Flocalhost%2Fsplay&cid=1");
        PlayoutForm form = form("/a/", NONE, "http://h/b", Optional.of("!\"#$%&+;=?@[~]A-z._0~"));
        assertThat(new PlayoutTarget(form, new StreamName("n"), "/a/n/x", "", List.of()).originTarget())
                .isEqualTo("/b/a/n/x?url=%21%22%23%24%25%26%2B%3B%3D%3F%40%5B~%5DA-z._0~");
    }
}
