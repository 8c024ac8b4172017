package dev.playgate.viewer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class DomainPatternTest {

    private static final String LABEL = "a".repeat(63);

    private static DomainPattern pattern(String text) {
        return DomainPattern.parse(text).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        example.com,             example.com
        EXAMPLE.Com,             example.com
        example.com.,            example.com
        *.example.com,           *.example.com
        *.Example.COM.,          *.example.com
        a.b-c.example.co.uk,     a.b-c.example.co.uk
        *.example.co.uk,         *.example.co.uk
        me.github.io,            me.github.io
        *.me.github.io,          *.me.github.io
        city.kawasaki.jp,        city.kawasaki.jp
        kawasaki.jp,             kawasaki.jp
        *.city.kawasaki.jp,      *.city.kawasaki.jp
        bücher.example,          xn--bcher-kva.example
        BÜCHER.Example.,         xn--bcher-kva.example
        *.bücher.example,        *.xn--bcher-kva.example
        xn--bcher-kva.example,   xn--bcher-kva.example
        xn--fa-hia.example,      xn--fa-hia.example
        例え.テスト,               xn--r8jz45g.xn--zckzah
        localhost,               localhost
        intranet,                intranet
        127.0.0.1,               127.0.0.1
        [::1],                   [::1]
        [2001:DB8::0:1],         [2001:db8::1]
        a.3com,                  a.3com
        """)
    void c2_aPatternHasOneCanonicalForm(String text, String canonical) {
        assertThat(pattern(text)).hasToString(canonical).isEqualTo(pattern(canonical))
                .hasSameHashCodeAs(pattern(canonical));
    }

    @Test
    void c2_aDecomposedNameIsTheComposedOne() {
        assertThat(pattern("bu\u0308cher.example")).hasToString("xn--bcher-kva.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "*", "*.", "*.*", "*.*.example.com", "**.example.com", "a.*.example.com",
            "*example.com",
            "example.*", ".", "..", ".example.com", "*..example.com", "example..com", "example.com..", "-a.example",
            "a-.example",
            "*.-a.example", "http://example.com", "https://example.com/", "//example.com", "example.com/",
            "example.com/a",
            "example.com:443", "u@example.com", "example.com?", "example.com#", "example.com ", " example.com",
            "exa mple.com",
            "example.com\n", "example.com\0", "exam%70le.com", "a_b.example", "example,com", "example.com,example.org",
            "127.1", "1", "0x7f.1", "01.2.3.4", "*.1.2.3.4", "*.127.0.0.1", "::1", "[::1]:80", "[1.2.3.4]", "*.[::1]",
            "[::1].",
            "[fe80::1%25a]", "127.0.0.1/8", "*.a.3com"})
    void c2_whatIsNoHostIsRefused(String text) {
        assertThat(DomainPattern.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"com", "COM.", "co.uk", "foo.ck", "x.kawasaki.jp", "github.io", "s3.amazonaws.com",
            "xn--p1ai", "рф",
            "xn--55qx5d.cn", "公司.cn"})
    void c2_aPublicSuffixIsRefusedInBothForms(String text) {
        assertThat(DomainPattern.parse(text)).isEmpty();
        assertThat(DomainPattern.parse("*." + text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "internal", "ck", "kawasaki.jp", "compute.amazonaws.com"})
    void c2_aWildcardAboveForeignDomainsIsRefused(String text) {
        assertThat(DomainPattern.parse("*." + text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fa\u00df.example", "\u03c2.example", "a\u200db.example", "a\u200cb.example",
            "\uff45xample.com",
            "example\u3002com", "example\uff0ecom", "ex\u00adample.com", "\u2488com.example",
            "\ud83d\ude00.example",
            "\ud800.example", "\u00e4_b.example", "\u00e4 b.example", "-\u00e4.example", "\u00e4..example",
            "\u202e\u00e4.example"})
    void c2_aNameThatIdnaMapsToAnotherIsRefused(String text) {
        assertThat(DomainPattern.parse(text)).isEmpty();
        assertThat(DomainPattern.parse("*." + text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        example.com,     example.com,         true
        example.com,     www.example.com,     false
        example.com,     evilexample.com,     false
        example.com,     example.com.evil.example, false
        example.com,     xample.com,          false
        example.com,     '',                  false
        *.example.com,   www.example.com,     true
        *.example.com,   a.b.c.example.com,   true
        *.example.com,   example.com,         false
        *.example.com,   .example.com,        false
        *.example.com,   evilexample.com,     false
        *.example.com,   www.evilexample.com, false
        *.example.com,   www.example.com.evil.example, false
        *.example.com,   *.example.com,       true
        *.example.com,   '',                  false
        localhost,       localhost,           true
        localhost,       a.localhost,         false
        127.0.0.1,       127.0.0.1,           true
        127.0.0.1,       127.0.0.2,           false
        [::1],           [::1],               true
        """)
    void c2_hostsCompareByLabels(String pattern, String host, boolean matches) {
        assertThat(pattern(pattern).matches(host)).isEqualTo(matches);
    }

    @Test
    void c2_theLengthsOfLabelsAndHosts() {
        String longest = LABEL + "." + LABEL + "." + LABEL + "." + "a".repeat(61);
        assertThat(pattern(longest)).hasToString(longest);
        assertThat(pattern(longest + ".")).hasToString(longest);
        assertThat(DomainPattern.parse(longest + "a")).isEmpty();
        assertThat(DomainPattern.parse("*." + longest)).isEmpty();
        String longestWithRoom = longest.substring(2);
        assertThat(pattern("*." + longestWithRoom)).hasToString("*." + longestWithRoom);
        assertThat(DomainPattern.parse("*." + longest.substring(1))).isEmpty();
        assertThat(DomainPattern.parse(LABEL + "a.example")).isEmpty();
        assertThat(DomainPattern.parse("\u00e4".repeat(60) + ".example")).isEmpty();
        assertThat(DomainPattern.parse("\u00e4.".repeat(200) + "example")).isEmpty();
    }

    @Test
    void equality() {
        DomainPattern pattern = pattern("example.com");
        assertThat(pattern).isNotEqualTo(pattern("*.example.com")).isNotEqualTo(pattern("example.org"));
        assertThat(pattern.hashCode()).isNotEqualTo(pattern("*.example.com").hashCode());
        assertThat(pattern.equals((Object) "example.com")).isFalse();
        assertThat(DomainPattern.EXPECTED).contains("host name", "*.", "public suffix");
    }
}
