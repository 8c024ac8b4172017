package dev.playgate.edge;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ProxyHeaderTest {

    private static final String BEHIND = "GET / HTTP/1.1\r\n";
    static final String SIGNATURE = "0d0a0d0a000d0a515549540a";
    private static final String IPV4 = "cb007107" + "0a000001" + "d903" + "01bb";
    private static final String IPV6 = "20010db8000000000000000000000007" + "20010db8000000000000000000000001"
            + "d903" + "01bb";

    private static byte[] text(String text) {
        return text.translateEscapes().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] binary(String hex) {
        return HexFormat.of().parseHex(SIGNATURE + hex);
    }

    /** Byte by byte, as it may come, with a request behind it. */
    private static void assertRead(byte[] header, @Nullable String source) {
        ByteBuf in = Unpooled.buffer();
        for (int i = 0; i < header.length - 1; i++) {
            in.writeByte(header[i]);
            assertThat(ProxyHeader.take(in)).isEqualTo(new ProxyHeader.Incomplete());
        }
        in.writeByte(header[header.length - 1]).writeBytes(text(BEHIND));
        assertThat(ProxyHeader.take(in)).isEqualTo(new ProxyHeader.Read(
                Optional.ofNullable(source).map(host -> new InetSocketAddress(host, 55_555))));
        assertThat(in.toString(StandardCharsets.ISO_8859_1)).isEqualTo(BEHIND);
    }

    private static void assertMalformed(byte[] header) {
        assertThat(ProxyHeader.take(Unpooled.copiedBuffer(header, text(BEHIND))))
                .isEqualTo(new ProxyHeader.Malformed());
    }

    @ParameterizedTest
    @CsvSource({"PROXY TCP4 203.0.113.7 10.0.0.1 55555 443\\r\\n, 203.0.113.7",
            "PROXY TCP6 2001:db8::7 2001:db8::1 55555 443\\r\\n, 2001:db8::7",
            "PROXY TCP6 ::ffff:203.0.113.7 ::1 55555 0\\r\\n, 203.0.113.7",
            "PROXY UNKNOWN\\r\\n,", "PROXY UNKNOWN 010.0.0.1 whatever\\r\\n,"})
    void aLineOfTextTellsTheSource(String line, @Nullable String source) {
        assertRead(text(line), source);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PROXY TCP4 203.0.113.7 10.0.0.1 55555 443\\n", "PROXY\\r\\n", "PROXY \\r\\n",
            "proxy TCP4 203.0.113.7 10.0.0.1 55555 443\\r\\n", "PROXY  TCP4 203.0.113.7 10.0.0.1 55555 443\\r\\n",
            "PROXY TCP4  203.0.113.7 10.0.0.1 55555 443\\r\\n", "PROXY TCP4 203.0.113.7 10.0.0.1 55555 443 \\r\\n",
            "PROXY TCP4 203.0.113.7 10.0.0.1 55555\\r\\n", "PROXY TCP4 203.0.113.7 10.0.0.1 55555 443 1\\r\\n",
            "PROXY UDP4 203.0.113.7 10.0.0.1 55555 443\\r\\n", "PROXY TCP 203.0.113.7 10.0.0.1 55555 443\\r\\n",
            "PROXY TCP4 2001:db8::7 10.0.0.1 55555 443\\r\\n", "PROXY TCP6 203.0.113.7 ::1 55555 443\\r\\n",
            "PROXY TCP6 fe80::1%eth0 ::1 55555 443\\r\\n", "PROXY TCP6 [2001:db8::7] ::1 55555 443\\r\\n",
            "PROXY TCP4 0203.0.113.7 10.0.0.1 55555 443\\r\\n", "PROXY TCP4 010.0.0.1 10.0.0.1 55555 443\\r\\n",
            "PROXY TCP4 0xcb.0.113.7 10.0.0.1 55555 443\\r\\n", "PROXY TCP4 203.7 10.0.0.1 55555 443\\r\\n",
            "PROXY TCP4 3405803783 10.0.0.1 55555 443\\r\\n", "PROXY TCP4 localhost 10.0.0.1 55555 443\\r\\n",
            "PROXY TCP4 203.0.113.7 10.0.0.1 65536 443\\r\\n", "PROXY TCP4 203.0.113.7 10.0.0.1 055 443\\r\\n",
            "PROXY TCP4 203.0.113.7 10.0.0.1 -1 443\\r\\n", "PROXY TCP4 203.0.113.7 10.0.0.1 55555 \\r\\n",
            "PROXY TCP4 203.0.113.7 10.0.0.1 5555a 443\\r\\n", "PROXY TCP4 203.0.113.7\\t10.0.0.1 55555 443\\r\\n",
            "PROXY TCP4 203.0.113.7 010.0.0.1 55555 443\\r\\n", "GET / HTTP/1.1\\r\\n", "\\r\\nPROXY UNKNOWN\\r\\n",
            " PROXY UNKNOWN\\r\\n"})
    void d2_aLineThatIsNotInItsOnlyFormIsMalformed(String line) {
        assertMalformed(text(line));
    }

    @ParameterizedTest
    @CsvSource({"107, true", "108, false"})
    void h3_aLineEndsWithin107Bytes(int length, boolean read) {
        String line = "PROXY UNKNOWN " + "x".repeat(length - 16) + "\\r\\n";
        if (read) {
            assertRead(text(line), null);
        } else {
            assertMalformed(text(line));
        }
    }

    @ParameterizedTest
    @CsvSource({"2111000c" + IPV4 + ", 203.0.113.7", "21210024" + IPV6 + ", 2001:db8::7",
            "21210024" + "00000000000000000000ffffcb007107" + "20010db8000000000000000000000001" + "d90301bb"
                    + ", 203.0.113.7",
            "21110011" + IPV4 + "0400021234, 203.0.113.7", "20000000,", "2011000c" + IPV4 + ",", "21000000,",
            "210000030102ff,"})
    void aBinaryHeaderTellsTheSource(String hex, @Nullable String source) {
        assertRead(binary(hex), source);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1111000c" + IPV4, "3111000c" + IPV4, "2211000c" + IPV4, "2f11000c" + IPV4,
            "2112000c" + IPV4, "21220024" + IPV6, "213100d8" + IPV6, "2110000c" + IPV4, "2101000c" + IPV4,
            "2111000b" + IPV4, "21210023" + IPV6, "21110000", "21111001" + IPV4, "2000ffff"})
    void aBinaryHeaderOfAnotherKindIsMalformed(String hex) {
        assertMalformed(binary(hex));
    }
}
