package dev.playgate.viewer;

import java.util.HexFormat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class IpRangeTest {

    private static IpRange range(String text) {
        return IpRange.parse(text).orElseThrow();
    }

    private static IpAddress address(String text) {
        return IpAddress.parse(text).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        1.2.3.4,              1.2.3.4,          0102030420
        1.2.3.4/32,           1.2.3.4,          0102030420
        1.2.3.4/31,           1.2.3.4/31,       010203041f
        10.0.0.0/8,           10.0.0.0/8,       0a00000008
        10.9.8.7/8,           10.0.0.0/8,       0a00000008
        1.2.3.4/0,            0.0.0.0/0,        0000000000
        ::ffff:1.2.3.4,       1.2.3.4,          0102030420
        ::ffff:1.2.3.4/128,   1.2.3.4,          0102030420
        ::ffff:1.2.3.4/120,   1.2.3.0/24,       0102030018
        ::ffff:0:0/96,        0.0.0.0/0,        0000000000
        ::1,                  ::1,              0000000000000000000000000000000180
        2001:DB8::1/128,      2001:db8::1,      20010db800000000000000000000000180
        2001:db8::1/32,       2001:db8::/32,    20010db800000000000000000000000020
        2001:db8:1:2:3::/64,  2001:db8:1:2::/64, 20010db800010002000000000000000040
        2001:db8:1:2:8000::/65, 2001:db8:1:2:8000::/65, 20010db800010002800000000000000041
        ::/0,                 ::/0,             0000000000000000000000000000000000
        ::/96,                ::/96,            0000000000000000000000000000000060
        ffff::/1,             8000::/1,         8000000000000000000000000000000001
        """)
    void d3_aRangeHasOneCanonicalForm(String text, String canonical, String bytes) {
        IpRange range = range(text);
        assertThat(range).hasToString(canonical).isEqualTo(range(canonical)).hasSameHashCodeAs(range(canonical));
        assertThat(range.toBytes()).asHexString().isEqualToIgnoringCase(bytes);
        assertThat(IpRange.ofBytes(HexFormat.of().parseHex(bytes))).isEqualTo(range);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/8", "1.2.3.4/", "1.2.3.4/33", "1.2.3.4/128", "1.2.3.4/99", "1.2.3.4/999",
            "1.2.3.4/1000",
            "1.2.3.4/08", "1.2.3.4/00", "1.2.3.4/-1", "1.2.3.4/+8", "1.2.3.4/8 ", "1.2.3.4/ 8", "1.2.3.4 /8",
            "1.2.3.4/8/8",
            "1.2.3.4/a", "1.2.3.4/:", "1.2.3.4/255.0.0.0", "1.2.3.4/\u0668", "1.2.3/8", "10/8", "10.0.0.0-10.0.0.9",
            "10.0.0.*",
            "01.2.3.4/8", "::1/129", "::1/999", "::1/0128", "::1/032", "::1/x", "::1%a/64", "[::1]/64", "[::1]",
            "::/::", "::1/",
            "localhost", "localhost/8", "*", "1.2.3.4/2147483648", "1.2.3.4/4294967304"})
    void d2_whatIsNoRangeIsNone(String text) {
        assertThat(IpRange.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"::ffff:1.2.3.4/95", "::ffff:0:0/95", "::ffff:1.2.3.4/64", "::ffff:0.0.0.0/0"})
    void d3_aMappedRangeDoesNotReachBeyondIpv4(String text) {
        assertThat(IpRange.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        1.2.3.4,       1.2.3.4,           true
        1.2.3.4,       ::ffff:1.2.3.4,    true
        ::ffff:1.2.3.4, 1.2.3.4,          true
        1.2.3.4,       1.2.3.5,           false
        1.2.3.4,       ::1.2.3.4,         false
        1.2.3.4/31,    1.2.3.5,           true
        1.2.3.4/31,    1.2.3.6,           false
        1.2.3.4/31,    1.2.3.3,           false
        10.0.0.0/8,    10.255.255.255,    true
        10.0.0.0/8,    11.0.0.0,          false
        10.0.0.0/8,    9.255.255.255,     false
        0.0.0.0/0,     255.255.255.255,   true
        0.0.0.0/0,     ::,                false
        0.0.0.0/0,     ::fffe:1.2.3.4,    false
        ::ffff:1.2.3.4/120, 1.2.3.255,    true
        ::ffff:1.2.3.4/120, 1.2.4.0,      false
        ::/0,          ffff::1,           true
        ::/0,          ::,                true
        ::/0,          1.2.3.4,           false
        ::/0,          ::ffff:1.2.3.4,    false
        ::/64,         ::1,               true
        ::/64,         1.2.3.4,           false
        ::/80,         ::ffff:0:1,        false
        ::/95,         ::1.2.3.4,         true
        2001:db8::/32, 2001:db8:ffff:ffff:ffff:ffff:ffff:ffff, true
        2001:db8::/32, 2001:db9::,        false
        2001:db8::/32, 2001:db7:ffff:ffff:ffff:ffff:ffff:ffff, false
        2001:db8::/64, 2001:db8::ffff:ffff:ffff:ffff, true
        2001:db8::/64, 2001:db8:0:1::,    false
        2001:db8::/65, 2001:db8::7fff:ffff:ffff:ffff, true
        2001:db8::/65, 2001:db8::8000:0:0:0, false
        2001:db8::/127, 2001:db8::1,      true
        2001:db8::/127, 2001:db8::2,      false
        2001:db8::,    2001:db8::,        true
        2001:db8::,    2001:db8::1,       false
        2001:db8::1,   2001:db9::1,       false
        """)
    void d3_addressesCompareAsBytes(String range, String address, boolean contained) {
        assertThat(range(range).contains(address(address))).isEqualTo(contained);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "01020304", "0102030421", "01020304ff", "0102030418", "010203042020",
            "0a00000107",
            "00000000000000000000ffff0102030480", "00000000000000000000ffff0102030400",
            "00000000000000000000ffff0000000060",
            "20010db800000000000000000000000181", "200100b8000000000000000000000001ff",
            "20010db800000000000000000000000140",
            "20010db8000000000000000000000001", "20010db80000000000000000000000018000"})
    void otherBytesAreNoRange(String bytes) {
        assertThatIllegalArgumentException().isThrownBy(() -> IpRange.ofBytes(HexFormat.of().parseHex(bytes)))
                .withMessage("not the bytes of an address range");
    }

    @Test
    void equality() {
        IpRange range = range("10.0.0.0/8");
        assertThat(range).isNotEqualTo(range("10.0.0.0/9")).isNotEqualTo(range("11.0.0.0/8"));
        assertThat(range.hashCode()).isNotEqualTo(range("10.0.0.0/9").hashCode())
                .isNotEqualTo(range("11.0.0.0/8").hashCode());
        assertThat(range.equals((Object) "10.0.0.0/8")).isFalse();
        assertThat(range("0.0.0.0/0")).isNotEqualTo(range("::/0"));
    }
}
