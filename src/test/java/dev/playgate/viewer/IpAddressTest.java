package dev.playgate.viewer;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class IpAddressTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
        0.0.0.0,                 0.0.0.0
        1.2.3.4,                 1.2.3.4
        127.0.0.1,               127.0.0.1
        203.0.113.200,           203.0.113.200
        255.255.255.255,         255.255.255.255
        ::,                      ::
        ::1,                     ::1
        1::,                     1::
        2001:db8::1,             2001:db8::1
        2001:DB8:0:0:0:0:0:1,    2001:db8::1
        2001:0db8:0000:0000:0000:0000:0000:0001, 2001:db8::1
        2001:db8:0:0:1:0:0:1,    2001:db8::1:0:0:1
        2001:db8:0:1:1:1:1:1,    2001:db8:0:1:1:1:1:1
        fe80::A:b,               fe80::a:b
        64:ff9b::1.2.3.4,        64:ff9b::102:304
        ::1.2.3.4,               ::102:304
        0:0:0:0:0:fffe:1.2.3.4,  ::fffe:102:304
        ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff
        ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.254, ffff:ffff:ffff:ffff:ffff:ffff:ffff:fffe
        """)
    void aLiteralHasOneCanonicalForm(String literal, String canonical) {
        IpAddress address = IpAddress.parse(literal).orElseThrow();
        assertThat(address).hasToString(canonical);
        assertThat(IpAddress.parse(canonical)).contains(address);
        assertThat(address.isIpv4()).isEqualTo(!literal.contains(":"));
        assertThat(IpAddress.ofOctets(address.octets())).isEqualTo(address).hasSameHashCodeAs(address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"::ffff:1.2.3.4", "::FFFF:1.2.3.4", "0:0:0:0:0:ffff:1.2.3.4", "::ffff:102:304",
            "0000:0000:0000:0000:0000:ffff:0102:0304"})
    void d3_aMappedAddressIsTheIpv4Address(String literal) {
        assertThat(IpAddress.parse(literal)).isEqualTo(IpAddress.parse("1.2.3.4"));
        assertThat(IpAddress.parse(literal).orElseThrow()).hasToString("1.2.3.4");
        assertThat(IpAddress.parse(literal).orElseThrow().isIpv4()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "localhost", "example.com", "1", "1.2", "1.2.3", "1.2.3.", ".1.2.3", "1.2.3.4.",
            "1.2.3.4.5",
            "1..3.4", "256.1.1.1", "1.2.3.256", "1.2.3.1000", "01.2.3.4", "1.2.3.04", "1.2.3.00", "001.002.003.004",
            "0x1.2.3.4",
            "0x01020304", "0X7f.1", "16909060", "0177.0.0.1", "1.2.3.4 ", " 1.2.3.4", "1.2.3.4\n", "1.2.3.4/32",
            "1.2.3.4/8",
            "1.2.3.4:80", "1.2.3.*", "1.2.3.1-4", "1.2.3.4-5", "1.2.3.4%1", "[1.2.3.4]", "1.2.3.%", "1.2.3._",
            "-1.2.3.4",
            "+1.2.3.4", "1.2.3.\u0664", "\uff11.2.3.4", "1\u30022.3.4", "0b1.2.3.4", "a.b.c.d", "*", "/", "%", "0",
            "*.*.*.*"})
    void d2_whatIsNoUsualIpv4LiteralIsNone(String literal) {
        assertThat(IpAddress.parse(literal)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {":", ":::", "1:2", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7:", ":1:2:3:4:5:6:7",
            "1::2::3", "::12345", "::00001", "::g", "::1%eth0", "::1%", "fe80::1%25eth0", "[::1]", "[::1]:80",
            "::1/128", "::/0",
            "::1-2", "::*", "*::", "1-2::", "::0x1", "::1 ", " ::1", "::1.2.3", "::1.2.3.4.5", "::01.2.3.4",
            "::1.2.3.04",
            "::1.2.3.256", "1.2.3.4::", "::1.2.3.4:5", "::ffff:0x1.2.3.4", "::ffff:1.2.3", "::ffff:16909060",
            "1:2:3:4:5:6:7:1.2.3.4", "4)+k&C#VzJ4br>0wv%Yp", "00000000000000000000000000000001", "::1_2", "::%1",
            "0000:0000:0000:0000:0000:0000:0000:0000:0000", "2001:db8::1.ipv6-literal.net", "1:2:3:4:5:6:7:8::",
            "::1:2:3:4:5:6:7:8"})
    void d2_whatIsNoUsualIpv6LiteralIsNone(String literal) {
        assertThat(IpAddress.parse(literal)).isEmpty();
    }

    @Test
    void theSocketsAddress() throws UnknownHostException {
        byte[] octets = {(byte) 0xfe, (byte) 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
        assertThat(IpAddress.of(Inet6Address.getByAddress("", octets, 3)))
                .isEqualTo(IpAddress.parse("fe80::1").orElseThrow());
        assertThat(IpAddress.of(InetAddress.getByAddress(new byte[]{(byte) 200, 0, 2, (byte) 255})))
                .hasToString("200.0.2.255");
    }

    @Test
    @DisplayName("equality is by family and bits")
    void equality() {
        IpAddress address = IpAddress.parse("1.2.3.4").orElseThrow();
        assertThat(address).isNotEqualTo(IpAddress.parse("1.2.3.5").orElseThrow());
        assertThat(address).isNotEqualTo(IpAddress.parse("::1.2.3.4").orElseThrow());
        assertThat(address).isNotEqualTo(IpAddress.parse("1::ffff:1.2.3.4").orElseThrow());
        assertThat(address.equals((Object) "1.2.3.4")).isFalse();
        assertThat(IpAddress.parse("1::ffff:1.2.3.4").orElseThrow().isIpv4()).isFalse();
        assertThat(address.hashCode()).isNotEqualTo(IpAddress.parse("1.2.3.5").orElseThrow().hashCode());
        assertThat(IpAddress.parse("2::1").orElseThrow().hashCode())
                .isNotEqualTo(IpAddress.parse("1::1").orElseThrow().hashCode());
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        203.0.113.200,            203.0.113.200
        ::ffff:203.0.113.200,     203.0.113.200
        2001:db8:1:2:3:4:5:6,     2001:db8:1:2::
        2001:db8:1:2:ffff::,      2001:db8:1:2::
        2001:db8:1:3::1,          2001:db8:1:3::
        """)
    @DisplayName("F4 one host of an IPv6 line cannot count as many")
    void f4_aSubscriberIsAnIpv4AddressOrTheIpv6Line(String literal, String subscriber) {
        assertThat(IpAddress.parse(literal).orElseThrow().subscriber()).hasToString(subscriber);
    }
}
