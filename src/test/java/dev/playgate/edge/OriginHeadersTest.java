package dev.playgate.edge;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class OriginHeadersTest {

    @ParameterizedTest
    @ValueSource(strings = {"Authorization", "Cookie", "Forwarded", "X-Forwarded-For", "X-Real-IP", "X-Any", "Proxy",
            "X-HTTP-Method-Override", "Origin", "Referer", "Host", "Connection", "TE", "Upgrade", "Via", "Expect"})
    void b6_nothingOfWhoAsksPasses(String name) {
        assertThat(OriginHeaders.passesToOrigin(name, false)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Range", "If-Range", "If-Match", "If-None-Match", "If-Modified-Since",
            "If-Unmodified-Since",
            "Accept-Encoding"})
    void b6_whatAsksForAPartPassesForMediaAndNotForPlaylists(String name) {
        assertThat(OriginHeaders.passesToOrigin(name, false)).isTrue();
        assertThat(OriginHeaders.passesToOrigin(name, true)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Accept", "ACCEPT-LANGUAGE", "user-agent"})
    void whatThePlayerUnderstandsPasses(String name) {
        assertThat(OriginHeaders.passesToOrigin(name, true)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Set-Cookie", "Server", "X-Powered-By", "Access-Control-Allow-Origin", "Connection",
            "Alt-Svc",
            "Strict-Transport-Security", "Link"})
    void whatAnOriginSaysOfItselfStaysBehind(String name) {
        assertThat(OriginHeaders.passesToViewer(name)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        public, max-age=60            | private, max-age=60
        PUBLIC, s-maxage=9, max-age=6 | private, max-age=6
        private, no-cache             | private, no-cache
        no-store                      | private, no-store
        max-age=1,,immutable          | private, max-age=1, immutable
        """)
    void b11_noSharedCacheMayHoldIt(String origin, String unshared) {
        assertThat(OriginHeaders.unshared(List.of(origin))).isEqualTo(unshared);
    }

    @Test
    void b11_anOriginThatSaysNothingIsNotSharedEither() {
        assertThat(OriginHeaders.unshared(List.of())).isEqualTo("private");
        assertThat(OriginHeaders.unshared(List.of("public", "max-age=2"))).isEqualTo("private, max-age=2");
    }
}
