package dev.playgate.stream;

import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PathSyntaxTest {

    @ParameterizedTest
    @ValueSource(strings = {"/", "/a", "/a/", "/a/b.ts", "/.well-known/jwks.json", "/a/.b/c..d/e.", "/a/..b/...c",
            "/~x/y", "/a~b", "/A-Z_a.z~0-9", "/a!b$c&d'e(f)g*h+i,j=k:l@m", "/a%20b", "/%20a", "/a%5Bb%5d", "/a%7C%7c",
            "/2026-01-01T00%3A00%3A00.ts", "/a%2Bb%2bc", "/a%22b%3C%3E%5E%60%7B%7D", "/%40%21%24%26%27%28%29%2A%2C%3D"})
    void b5_aNormalPathIsNormal(String path) {
        assertThat(PathSyntax.end(path)).isEqualTo(path.length());
        assertThat(PathSyntax.isNormal(path)).isTrue();
        assertThat(PathSyntax.end(path + "?/../" + path)).isEqualTo(path.length());
        assertThat(PathSyntax.isNormal(path + "?")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "a/b", "*", "?", "http://h/a", "//", "//a", "/a//b", "/a//", "/a/b//?x", "/.",
            "/..", "/./a", "/../a", "/a/.", "/a/..", "/a/./b", "/a/../b", "/a/.?x", "/a/..?x", "/...", "/a/.../b",
            "/a/....", "/..%20/a", "/a/.%20", "/%20", "/a/%20%20/b", "/%20..", "/a;b", "/a;", "/;/a", "/a\\b",
            "/\\..\\a",
            "/a#b", "/#", "/a b", "/a\tb", "/a\r\nb", "/a\0", "/a\u007f", "/\u0080", "/\u00e4", "/a\u00ff", "/\uff0e",
            "/a\"b", "/a<b", "/a>b", "/a[b", "/a]b", "/a^b", "/a`b", "/a{b", "/a|b", "/a}b"})
    void b5_aPathThatIsNotNormalIsRefused(String path) {
        assertThat(PathSyntax.end(path)).isEqualTo(PathSyntax.NOT_NORMAL);
        assertThat(PathSyntax.isNormal(path)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a%", "/a%2", "/a%?", "/a%2?0", "/a%2g", "/a%g0", "/a%%20", "/a% 20", "/a%+2", "/a%-1",
            "/a%2\uff10", "/a%u0041", "/a%@0", "/a%`0", "/a%/0", "/a%:0", "/a%G0", "/a%0:", "/a%20%"})
    void b5_aMalformedTripletIsRefused(String path) {
        assertThat(PathSyntax.end(path)).isEqualTo(PathSyntax.NOT_NORMAL);
    }

    static Stream<Integer> octetsThatMayNotBeEncoded() {
        IntStream unreserved = "ABCXYZabcxyz0189-._~".chars();
        IntStream structural = "/\\%;#?".chars();
        IntStream controls = IntStream.concat(IntStream.range(0, 0x20), IntStream.of(0x7f));
        IntStream beyondAscii = IntStream.rangeClosed(0x80, 0xff);
        return Stream.of(unreserved, structural, controls, beyondAscii).flatMap(IntStream::boxed);
    }

    @ParameterizedTest
    @MethodSource("octetsThatMayNotBeEncoded")
    void b5_aTripletForSuchAnOctetIsRefusedInEitherCase(int octet) {
        String upper = String.format(Locale.ROOT, "%%%02X", octet);
        for (String triplet : new String[]{upper, upper.toLowerCase(Locale.ROOT)}) {
            assertThat(PathSyntax.end("/a" + triplet + "b")).isEqualTo(PathSyntax.NOT_NORMAL);
            assertThat(PathSyntax.end("/" + triplet)).isEqualTo(PathSyntax.NOT_NORMAL);
        }
    }

    @Test
    @DisplayName("B5 what may be encoded is exactly the rest of printable ASCII")
    void b5_whatMayBeEncoded() {
        StringBuilder accepted = new StringBuilder();
        for (int octet = 0; octet < 0x100; octet++) {
            if (PathSyntax.isNormal(String.format(Locale.ROOT, "/a%%%02X", octet))) {
                accepted.append((char) octet);
            }
        }
        assertThat(accepted).hasToString(" !\"$&'()*+,:<=>@[]^`{|}");
    }
}
