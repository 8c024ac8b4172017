package dev.playgate.stream;

import java.net.URI;
import java.util.List;
import java.util.Locale;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

import dev.playgate.stream.ParsedTarget.Faulty;
import dev.playgate.stream.ParsedTarget.NotPlayout;

import static org.assertj.core.api.Assertions.assertThat;

class TargetParserPropertiesTest {

    @Provide
    Arbitrary<String> targets() {
        Arbitrary<String> pieces = Arbitraries.of("/", "/hls/", "/h5live/authhttp/", "/play/", "/~", "a", "Demo1-live1",
                "index.m3u8", "?", "&", "=", ".", "..", "%", "%2e", "%2F", "%20", "%41", "%c3%a4", "%00", "%25", ";",
                "\\",
                "#", "+", "[", "stream", "stream=", "stream_name=", "jwtoken", "jwtoken=", "ticket=x", "url=", "group",
                "Stream=", "x=1", "\u00e4", "\0", " ");
        return Arbitraries.frequencyOf(
                Tuple.of(4, pieces.list().ofMaxSize(14).map(l -> String.join("", l))),
                Tuple.of(1, Arbitraries.strings().ofMaxLength(40)));
    }

    /** Mostly accepted ones. */
    @Provide
    Arbitrary<String> plausibleTargets() {
        Arbitrary<String> credential = Arbitraries.of("", "", "/~eyJ.x-_");
        Arbitrary<String> file = Arbitraries.strings().withChars("abcXYZ0189-._~!$&'()*+,=:@/").ofMinLength(1)
                .ofMaxLength(20);
        Arbitrary<String> encoded = Arbitraries.of("", "%20", "%2B", "%5b", "%7C", "%3A");
        Arbitrary<String> path = Combinators.combine(Arbitraries.of("/hls/n-1_A/", "/h5live/authhttp/", "/play/"), file,
                encoded).as((prefix, name, end) -> prefix + name + end);
        Arbitrary<String> parameter = Arbitraries.of("stream=a", "stream_name=b", "jwtoken=x.y", "ticket=%41", "url=u",
                "x=1", "y=%c3%a4", "z", "", "w=%26+", "_HLS_msn=4");
        return Combinators.combine(credential, path, parameter.list().ofMaxSize(6))
                .as((first, rest, query) -> first + rest + (query.isEmpty() ? "" : "?" + String.join("&", query)));
    }

    @Property
    void theParserIsTotal(@ForAll("targets") String target) {
        assertThat(Forms.PARSER.parse(target)).isNotNull();
        assertThat(Forms.PARSER.formOf(target)).isNotNull();
    }

    @Property
    void b1_anAcceptedTargetReadsTheSameInItsOriginForm(@ForAll("plausibleTargets") String target) {
        if (Forms.PARSER.parse(target) instanceof PlayoutTarget first) {
            String base = first.form().basePath();
            String originTarget = first.originTarget();
            assertThat(originTarget).startsWith(base);
            assertThat(Forms.PARSER.parse(originTarget.substring(base.length())))
                    .isEqualTo(new PlayoutTarget(first.form(),
                            first.stream(), first.path(), first.query(), List.of()));
            assertThat(originTarget).doesNotContain("eyJ", "jwtoken", "ticket");
        }
    }

    @Property
    void b5_anAcceptedPathIsItsOwnNormalForm(@ForAll("targets") String target) {
        switch (Forms.PARSER.parse(target)) {
            case PlayoutTarget playout -> assertThat(normalised(playout.path())).isEqualTo(playout.path());
            case NotPlayout other -> assertThat(normalised(other.path())).isEqualTo(other.path());
            case Faulty faulty -> assertThat(faulty.fault()).isNotNull();
        }
    }

    @Property
    void b5_aTrickPutAnywhereIntoAPathIsRefused(@ForAll("plausibleTargets") String target,
            @ForAll("tricks") String trick,
            @ForAll int position) {
        int question = target.indexOf('?');
        String path = question < 0 ? target : target.substring(0, question);
        int at = Math.floorMod(position, path.length() + 1);
        String spoiled = path.substring(0, at) + trick + path.substring(at);
        assertThat(Forms.PARSER.parse(spoiled)).isEqualTo(new Faulty(TargetFault.PATH));
    }

    @Provide
    Arbitrary<String> tricks() {
        Arbitrary<String> anycase = Arbitraries
                .of("%2e", "%2F", "%5c", "%25", "%00", "%3b", "%23", "%3f", "%41", "%7E", "%0d",
                        "%c0%af", "%c0%ae", "%ef%bc%8f")
                .flatMap(t -> Arbitraries.of(t, t.toLowerCase(Locale.ROOT), t.toUpperCase(Locale.ROOT)));
        return Arbitraries.oneOf(anycase,
                Arbitraries.of("//", "/./", "/../", "/.../", "/%20/", ";", "\\", "#", "\0", " ", "\u00e4", "%zz"));
    }

    @Property
    void b2_aTrickPutIntoAQueryIsRefused(@ForAll("queryTricks") String trick, @ForAll("plausibleTargets") String target,
            @ForAll int position) {
        if (Forms.PARSER.parse(target) instanceof PlayoutTarget && target.indexOf('?') > 0) {
            int query = target.indexOf('?') + 1;
            int at = query + Math.floorMod(position, target.length() - query + 1);
            String spoiled = target.substring(0, at) + trick + target.substring(at);
            assertThat(Forms.PARSER.parse(spoiled)).as(spoiled).isInstanceOf(Faulty.class);
        }
    }

    @Provide
    Arbitrary<String> queryTricks() {
        return Arbitraries.of(";", "?", "#", "[]", "\\", "%00", "%0d%0a", "%7f", "\0", " ", "\u00e4", "&=x",
                "&Stream=x",
                "&jwtoken[]=x", "&%73tream=x", "&group=x", "&jwtoken%5b%5d=x");
    }

    /** RFC 3986 section 6.2.2, written the long way. */
    private static String normalised(String path) {
        StringBuilder decoded = new StringBuilder();
        for (int i = 0; i < path.length(); i++) {
            if (path.charAt(i) == '%') {
                char c = (char) Integer.parseInt(path.substring(i + 1, i + 3), 16);
                boolean unreserved = String.valueOf(c).matches("[A-Za-z0-9._~-]");
                decoded.append(unreserved ? String.valueOf(c) : path.substring(i, i + 3));
                i += 2;
            } else {
                decoded.append(path.charAt(i));
            }
        }
        return URI.create("http://h" + decoded).normalize().getRawPath();
    }
}
