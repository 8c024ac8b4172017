package dev.playgate.viewer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TrustedProxiesTest {

    private static final TrustedProxies PROXIES = new TrustedProxies(
            List.of(IpRange.parse("10.0.0.0/8").orElseThrow(), IpRange.parse("fd00::/8").orElseThrow()));
    private static final IpAddress PROXY = address("10.0.0.1");

    private static IpAddress address(String text) {
        return IpAddress.parse(text).orElseThrow();
    }

    private static Optional<IpAddress> clientOf(String... lines) {
        return PROXIES.clientOf(PROXY, List.of(lines));
    }

    @Test
    void d1_thePeerWhenItIsNotTrustedWhateverItSays() {
        IpAddress peer = address("192.0.2.1");
        assertThat(PROXIES.clientOf(peer, List.of("203.0.113.7"))).contains(peer);
        assertThat(PROXIES.clientOf(peer, List.of("garbage", ""))).contains(peer);
        assertThat(new TrustedProxies(List.of()).clientOf(PROXY, List.of("203.0.113.7"))).contains(PROXY);
    }

    @Test
    @DisplayName("D1 a trusted peer that forwards for nobody is the client")
    void d1_noEntries() {
        assertThat(clientOf()).contains(PROXY);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        203.0.113.7                                | 203.0.113.7
        198.51.100.1, 203.0.113.7                  | 203.0.113.7
        198.51.100.1, 203.0.113.7, 10.0.0.2        | 203.0.113.7
        198.51.100.1,203.0.113.7,10.0.0.2,10.9.9.9 | 203.0.113.7
        garbage, 203.0.113.7                       | 203.0.113.7
        ,203.0.113.7                               | 203.0.113.7
        203.0.113.7, fd00::1                       | 203.0.113.7
        203.0.113.7, ::ffff:10.0.0.2               | 203.0.113.7
        2001:db8::1, 10.0.0.2                      | 2001:db8::1
        10.0.0.3, 10.0.0.2                         | 10.0.0.3
        203.0.113.7:1234                           | 203.0.113.7
        203.0.113.7:0, 10.0.0.2:65535              | 203.0.113.7
        [2001:db8::1]:443                          | 2001:db8::1
        ::1                                        | ::1
        """)
    void d1_theRightMostThatIsNotTrusted(String line, String client) {
        assertThat(clientOf(line)).contains(address(client));
    }

    @Test
    void d1_allFieldLinesAreOneListInOrder() {
        assertThat(clientOf("198.51.100.1", "203.0.113.7", "10.0.0.2, 10.0.0.3")).contains(address("203.0.113.7"));
        assertThat(clientOf("198.51.100.1, 203.0.113.7", "10.0.0.2")).contains(address("203.0.113.7"));
        assertThat(clientOf("garbage", "203.0.113.7", "10.0.0.2")).contains(address("203.0.113.7"));
        assertThat(clientOf("10.0.0.4", "10.0.0.2")).contains(address("10.0.0.4"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        203.0.113.7                         | 203.0.113.7
        198.51.100.1, 203.0.113.7           | 203.0.113.7
        198.51.100.1, 203.0.113.7, 10.0.0.2 | 203.0.113.7
        10.0.0.3, 10.0.0.2                  | 10.0.0.3
        """)
    void d1_theProxyThatAsksWroteTheRightMost(String line, String client) {
        assertThat(PROXIES.clientOf(List.of(line))).contains(address(client));
    }

    @Test
    @DisplayName("D2 a proxy that asks, and does not say for whom, asks for nobody's address")
    void d2_theProxyThatAsksSaysNothing() {
        assertThat(PROXIES.clientOf(List.of())).isEmpty();
        assertThat(PROXIES.clientOf(List.of(""))).isEmpty();
        assertThat(PROXIES.clientOf(List.of("203.0.113.7, unknown"))).isEmpty();
    }

    @Test
    void spacesAndTabsAroundEntriesDoNotMatter() {
        assertThat(clientOf(" \t203.0.113.7\t , \t 10.0.0.2 ")).contains(address("203.0.113.7"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ",", "203.0.113.7,", "203.0.113.7, ,10.0.0.2", "unknown", "_hidden",
            "for=203.0.113.7",
            "203.0.113.7 10.0.0.2", "\"203.0.113.7\"", "localhost", "0313.0.0.1", "203.0.113", "0xcb.0.0.1",
            "203.0.113.7/32",
            "203.0.113.7:", "203.0.113.7:x", "203.0.113.7:80:80", "203.0.113.7:65536", "203.0.113.7:123456",
            "203.0.113.7:-1",
            "203.0.113.7:\u0668", "203.0.113.7:8/", "203.0.113.7: 80", ":80", "x:80", "[203.0.113.7]",
            "[203.0.113.7]:80",
            "[2001:db8::1]", "[2001:db8::1]:", "[2001:db8::1]:x", "[2001:db8::1]:65536", "[2001:db8::1]80",
            "[2001:db8::1",
            "[2001:db8::1:80", "2001:db8::1]:80", "[]:80", "[:80", "[", "[]", "]:80", "[[2001:db8::1]]:80",
            "[::1%a]:80",
            "fe80::1%eth0", "\u00a0203.0.113.7", "203.0.113.7\n"})
    void d2_anEntryThatIsNoLiteralEndsItWithoutAnAddress(String entry) {
        assertThat(clientOf(entry)).isEmpty();
        assertThat(clientOf("203.0.113.7", entry)).isEmpty();
        assertThat(clientOf(entry + ", 10.0.0.2")).isEmpty();
        assertThat(clientOf("203.0.113.7, " + entry + ", 10.0.0.2")).isEmpty();
    }

    @Test
    void d1_atMost50EntriesAreFollowed() {
        List<String> lines = new ArrayList<>(Collections.nCopies(49, "10.0.0.2"));
        lines.addFirst("203.0.113.7");
        assertThat(PROXIES.clientOf(PROXY, lines)).contains(address("203.0.113.7"));
        assertThat(clientOf(String.join(",", lines))).contains(address("203.0.113.7"));
        lines.add("10.0.0.2");
        assertThat(PROXIES.clientOf(PROXY, lines)).isEmpty();
        assertThat(clientOf(String.join(",", lines))).isEmpty();
        assertThat(clientOf("198.51.100.1,".repeat(5000) + "203.0.113.7")).contains(address("203.0.113.7"));
    }
}
