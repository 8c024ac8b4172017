package dev.playgate.viewer;

import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.playgate.viewer.PageEvidence.Missing;
import dev.playgate.viewer.PageEvidence.Page;
import dev.playgate.viewer.PageEvidence.Unusable;

import static org.assertj.core.api.Assertions.assertThat;

class PageEvidenceTest {

    private static final String ORIGIN = "https://www.example.com";
    private static final String REFERER = "https://www.example.com/watch?id=1";
    private static final Page PAGE = new Page("www.example.com");
    private static final String LABEL = "a".repeat(63);

    private static PageEvidence ofOrigin(String origin) {
        return PageEvidence.of(List.of(origin), List.of());
    }

    private static PageEvidence ofReferer(String referer) {
        return PageEvidence.of(List.of(), List.of(referer));
    }

    @Test
    void c1_originElseReferer() {
        assertThat(ofOrigin(ORIGIN)).isEqualTo(PAGE);
        assertThat(ofReferer(REFERER)).isEqualTo(PAGE);
        assertThat(PageEvidence.of(List.of(ORIGIN), List.of(REFERER))).isEqualTo(PAGE);
    }

    @Test
    void c3_neitherIsMissing() {
        assertThat(PageEvidence.of(List.of(), List.of())).isEqualTo(new Missing());
    }

    @Test
    void c3_duplicatesAreUnusableAlsoWhenTheyAgree() {
        assertThat(PageEvidence.of(List.of(ORIGIN, ORIGIN), List.of())).isEqualTo(new Unusable());
        assertThat(PageEvidence.of(List.of(), List.of(REFERER, REFERER))).isEqualTo(new Unusable());
        assertThat(PageEvidence.of(List.of(ORIGIN), List.of(REFERER, REFERER))).isEqualTo(new Unusable());
        assertThat(PageEvidence.of(List.of(ORIGIN, ORIGIN), List.of(REFERER))).isEqualTo(new Unusable());
    }

    @Test
    @DisplayName("C3 an Origin and a Referer of two hosts are in conflict")
    void c3_conflict() {
        assertThat(PageEvidence.of(List.of(ORIGIN), List.of("https://evil.example/"))).isEqualTo(new Unusable());
        assertThat(PageEvidence.of(List.of(ORIGIN), List.of("https://example.com/"))).isEqualTo(new Unusable());
        assertThat(PageEvidence.of(List.of(ORIGIN), List.of("http://WWW.example.com.:8080/"))).isEqualTo(PAGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "about:blank", "android-app://com.example/", "null", "https://www.example.com/\u00e4"})
    void c1_aRefererThatIsNoPageSaysNothingAgainstAnOrigin(String referer) {
        assertThat(PageEvidence.of(List.of(ORIGIN), List.of(referer))).isEqualTo(PAGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "", "garbage", "https://www.example.com/", "https://u@www.example.com"})
    void c3_aRefererDoesNotStandInForAnOriginThatIsUnusable(String origin) {
        assertThat(PageEvidence.of(List.of(origin), List.of(REFERER))).isEqualTo(new Unusable());
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        http://example.com,            example.com
        https://example.com,           example.com
        HTTPS://EXAMPLE.com,           example.com
        hTTp://example.com,            example.com
        https://example.com.,          example.com
        https://example.com:443,       example.com
        https://example.com.:8443,     example.com
        https://example.com:0,         example.com
        https://example.com:65535,     example.com
        http://localhost,              localhost
        http://localhost:3000,         localhost
        http://intranet,               intranet
        http://127.0.0.1:3000,         127.0.0.1
        http://[::1],                  [::1]
        http://[::1]:3000,             [::1]
        http://[2001:DB8:0::1]:80,     [2001:db8::1]
        http://[::ffff:1.2.3.4],       1.2.3.4
        https://xn--bcher-kva.example, xn--bcher-kva.example
        https://XN--Bcher-KVA.example, xn--bcher-kva.example
        https://a-b.0-9.c--d,          a-b.0-9.c--d
        https://0.example,             0.example
        https://1.2.3.4a,              1.2.3.4a
        https://a.0xg,                 a.0xg
        https://1.2.3.x0,              1.2.3.x0
        """)
    void c1_theHostIsCanonical(String origin, String host) {
        assertThat(ofOrigin(origin)).isEqualTo(new Page(host));
        for (String rest : new String[]{"", "/", "?", "/a/b?c=d", "?/", "/@b:80/", "/a:b", "/%5c%00",
                "/http://evil.example/"}) {
            assertThat(ofReferer(origin + rest)).as(rest).isEqualTo(new Page(host));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "example.com", "//example.com", "/a", "http:", "http:/", "http://", "http:///",
            "http:///a",
            "http:example.com", "http:/example.com", "https:example.com", "ftp://example.com", "ws://example.com",
            "wss://example.com", "file:///a", "blob:https://example.com/a", "about:blank", "data:,",
            "xhttp://example.com",
            "httpss://example.com", "http\u017f://example.com", "http//example.com", "http:// example.com",
            " http://example.com", "http://example.com ", "http://example.com, http://example.com",
            "http://example.com http://b",
            "http://u@example.com", "http://u:p@example.com", "http://@example.com", "http://example.com@evil.example",
            "http://example.com:80@evil.example", "http://example.com\\", "http://example.com\\@evil.example",
            "http:\\\\example.com", "http://evil.example\\.example.com", "http://example.com\t", "http://exa\tmple.com",
            "http://example.com\n", "http://example.com\0", "http://example.com\u007f", "http://ex\u00e4mple.com",
            "http://b\u00c3\u00bccher.example", "http://example\u3002com", "http://example.com#",
            "http://example.com#@evil.example/",
            "http://exam%70le.com", "http://example.com%00", "http://example%2ecom", "http://example..com",
            "http://.example.com",
            "http://.", "http://..", "http://example.com..", "http://-example.com", "http://example-.com", "http://a.-",
            "http://a_b.example", "http://*.example.com", "http://a,b", "http://a;b", "http://a!b", "http://a`b",
            "http://a{b",
            "http://a[b", "http://example.com:", "http://example.com:x", "http://example.com:-1",
            "http://example.com:65536",
            "http://example.com:123456", "http://example.com:80:80", "http://:80", "http://example.com:8a",
            "http://127.1",
            "http://1", "http://0x7f000001", "http://0x", "http://a.0x", "http://0177.0.0.1", "http://127.0.0.256",
            "http://a.1",
            "http://1.2.3.4.5", "http://a.0x7f", "http://a.0xa", "http://a.0x9", "http://a.0x0", "http://A.0X7F",
            "http://[", "http://[]", "http://[::1", "http://::1",
            "http://::1]", "http://[::1]80", "http://[::1]:", "http://[::1].", "http://[1.2.3.4]", "http://[::1%25a]",
            "http://[::g]",
            "http://[v1.a]", "http://[::1]]", "http://[::1]a:80", "http://[::1]@b", "http://[a:80"})
    void c1_whatIsNoAbsoluteHttpUrlIsUnusable(String url) {
        assertThat(ofOrigin(url)).isEqualTo(new Unusable());
        assertThat(ofReferer(url)).isEqualTo(new Unusable());
        assertThat(ofReferer(url + "/")).isEqualTo(new Unusable());
        assertThat(ofReferer(url + "?b")).isEqualTo(new Unusable());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/a", "?", "?a", ":443/", "/?"})
    void c1_anOriginHasNothingBehindItsPort(String rest) {
        assertThat(ofOrigin(ORIGIN + rest)).isEqualTo(new Unusable());
        assertThat(ofReferer(ORIGIN + rest)).isEqualTo(PAGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/\\", "/a\tb", "/a b", "/\u00e4", "/\0", "/#a", "/a\u007f", "?\r\n"})
    void c1_suchACharacterIsRefusedAnywhere(String rest) {
        assertThat(ofReferer(ORIGIN + rest)).isEqualTo(new Unusable());
    }

    @Test
    void c1_theLengthsOfLabelsAndHosts() {
        String longest = LABEL + "." + LABEL + "." + LABEL + "." + "a".repeat(61);
        assertThat(ofOrigin("http://" + longest)).isEqualTo(new Page(longest));
        assertThat(ofOrigin("http://" + longest + ".")).isEqualTo(new Page(longest));
        assertThat(ofOrigin("http://" + longest + "a")).isEqualTo(new Unusable());
        assertThat(ofOrigin("http://" + LABEL + "a.b")).isEqualTo(new Unusable());
    }
}
