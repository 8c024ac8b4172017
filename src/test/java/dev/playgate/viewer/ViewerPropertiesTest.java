package dev.playgate.viewer;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

import dev.playgate.viewer.PageEvidence.Page;

import static org.assertj.core.api.Assertions.assertThat;

class ViewerPropertiesTest {

    /** Near the edges of masks, so that neighbours are drawn often. */
    @Provide
    Arbitrary<byte[]> octets() {
        Arbitrary<Byte> octet = Arbitraries.of((byte) 0, (byte) 1, (byte) 0x7f, (byte) 0x80, (byte) 0xff, (byte) 0x55);
        return Arbitraries.oneOf(octet.array(byte[].class).ofSize(4), octet.array(byte[].class).ofSize(16));
    }

    @Property
    void d3_containsAgreesWithArithmetic(@ForAll("octets") byte[] base, @ForAll("octets") byte[] other,
            @ForAll @IntRange(min = 0, max = 128) int drawnPrefix) throws UnknownHostException {
        // getByAddress makes an IPv4 address of a mapped one
        byte[] first = InetAddress.getByAddress(base).getAddress();
        byte[] second = InetAddress.getByAddress(other).getAddress();
        int bits = 8 * first.length;
        int prefix = Math.min(drawnPrefix, bits);
        IpRange range = IpRange.parse(IpAddress.ofOctets(first) + "/" + prefix).orElseThrow();
        boolean expected = first.length == second.length && new BigInteger(1, first).shiftRight(bits - prefix)
                .equals(new BigInteger(1, second).shiftRight(bits - prefix));
        assertThat(range.contains(IpAddress.ofOctets(second))).isEqualTo(expected);
        assertThat(range.contains(IpAddress.ofOctets(first))).isTrue();
        assertThat(IpRange.ofBytes(range.toBytes())).isEqualTo(range);
        assertThat(IpRange.parse(range.toString())).contains(range);
    }

    @Property
    void d2_whatParsesIsTheLiteralThatTheJdkReads(@ForAll("almostAddresses") String text) {
        IpAddress.parse(text).ifPresent(address -> {
            assertThat(IpAddress.of(InetAddress.ofLiteral(text))).isEqualTo(address);
            assertThat(IpAddress.parse(address.toString())).contains(address);
        });
    }

    @Provide
    Arbitrary<String> almostAddresses() {
        Arbitrary<String> piece = Arbitraries.of("0", "1", "01", "10", "255", "256", "ffff", "abc", "12345", "::", ":",
                ".", "%a",
                "/8", "-", "*", "[", "]", "0x1", " ");
        Arbitrary<String> v4 = Arbitraries.of("0", "9", "10", "255", "256", "00", "08").list().ofMinSize(3).ofMaxSize(5)
                .map(parts -> String.join(".", parts));
        Arbitrary<String> v6 = Arbitraries.of("0", "1", "ffff", "0001", "00001", "", "1.2.3.4").list().ofMinSize(2)
                .ofMaxSize(9)
                .map(parts -> String.join(":", parts));
        return Arbitraries.oneOf(v4, v6, piece.list().ofMaxSize(9).map(parts -> String.join("", parts)),
                Arbitraries.strings().ofMaxLength(50));
    }

    @Property
    void everythingIsTotal(@ForAll("hostile") String text, @ForAll("hostileLines") List<String> lines) {
        TrustedProxies proxies = new TrustedProxies(List.of(IpRange.parse("0.0.0.0/0").orElseThrow()));
        assertThat(IpRange.parse(text)).isNotNull();
        assertThat(proxies.clientOf(IpAddress.parse("10.0.0.1").orElseThrow(), lines)).isNotNull();
        assertThat(PageEvidence.of(List.of(text), lines)).isNotNull();
        DomainPattern.parse(text)
                .ifPresent(pattern -> assertThat(DomainPattern.parse(pattern.toString())).contains(pattern));
    }

    @Provide
    Arbitrary<String> hostile() {
        Arbitrary<String> pieces = Arbitraries.of("http://", "https://", "example", "com", ".", "..", "*.", ":", "80",
                "[", "]", "::1",
                "1.2.3.4", "/", "?", "#", "@", "\\", "%", ",", " ", "\t", "xn--", "xn--a", "\u00fc", "\u00df", "\u3002",
                "\ud800",
                "\udc00", "\u202e", "-", "_", "0x7f", "\0", "10.0.0.9");
        return Arbitraries.oneOf(pieces.list().ofMaxSize(8).map(l -> String.join("", l)),
                Arbitraries.strings().ofMaxLength(30));
    }

    @Provide
    Arbitrary<List<String>> hostileLines() {
        return hostile().list().ofMaxSize(3);
    }

    @Property
    void c2_aPatternNeverMatchesAcrossLabels(@ForAll("hosts") String base, @ForAll("hosts") String host) {
        DomainPattern exact = DomainPattern.parse(base + ".example").orElseThrow();
        DomainPattern below = DomainPattern.parse("*." + base + ".example").orElseThrow();
        String whole = base + ".example";
        assertThat(exact.matches(whole)).isTrue();
        assertThat(below.matches(whole)).isFalse();
        assertThat(exact.matches(host + whole)).isFalse();
        assertThat(below.matches(host + whole)).isFalse();
        assertThat(exact.matches(host + "." + whole)).isFalse();
        assertThat(below.matches(host + "." + whole)).isTrue();
        assertThat(below.matches(whole + "." + host)).isFalse();
    }

    @Property
    void c1_aPageIsCanonicalAndMatchesItsOwnPattern(@ForAll("hosts") String host, @ForAll boolean upper,
            @ForAll boolean dot,
            @ForAll @IntRange(min = 0, max = 65535) int port) {
        String written = (upper ? host.toUpperCase(Locale.ROOT) : host) + ".example" + (dot ? "." : "");
        Page page = new Page(host + ".example");
        assertThat(PageEvidence.of(List.of("http://" + written + ":" + port), List.of())).isEqualTo(page);
        assertThat(DomainPattern.parse(written).orElseThrow().matches(page.host())).isTrue();
    }

    @Provide
    Arbitrary<String> hosts() {
        Arbitrary<String> label = Combinators.combine(Arbitraries.strings().withChars("abcxyz").ofLength(1),
                Arbitraries.strings().withChars("abz019-").ofMaxLength(8),
                Arbitraries.strings().withChars("az09").ofLength(1))
                .as((first, middle, last) -> first + middle + last);
        return label.list().ofMinSize(1).ofMaxSize(3).map(labels -> String.join(".", labels));
    }
}
