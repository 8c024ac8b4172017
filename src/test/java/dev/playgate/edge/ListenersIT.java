package dev.playgate.edge;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Several listeners of one process, and the PROXY protocol on some of them. */
@ExtendWith(OutputCaptureExtension.class)
@ResourceLock(value = RunningEdge.CLOCK, mode = ResourceAccessMode.READ)
class ListenersIT {

    private static final RunningEdge EDGE = RunningEdge.overTls();
    private static final int PLAIN = 0;
    private static final int PROXIED = 1;
    private static final int PROXIED_TLS = 2;
    private static final int OTHERS = 3;
    private static final String HEADER = "PROXY TCP4 203.0.113.7 192.0.2.1 55555 443\r\n";
    private static final String V2 = "0d0a0d0a000d0a515549540a";

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] join(byte[] first, byte[] second) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(first);
        all.writeBytes(second);
        return all.toByteArray();
    }

    /** What is answered until the connection is closed; nothing, if it is reset. */
    private static byte[] exchange(int listener, byte[] header, byte[] request) throws IOException {
        try (Socket viewer = new Socket(InetAddress.getLoopbackAddress(), EDGE.further(listener))) {
            viewer.setSoTimeout(20_000);
            viewer.getOutputStream().write(join(header, request));
            return viewer.getInputStream().readAllBytes();
        } catch (SocketException e) {
            return new byte[0];
        }
    }

    /** A token for one address, from which alone it opens the stream. */
    private static String request(String address, String version, String... fields) {
        return EDGE.request("GET", RunningEdge.HLS + "a.mp4?jwtoken=" + EDGE.token(valid -> valid.from(address)),
                fields).replace("HTTP/1.1", version);
    }

    private static int status(byte[] received) {
        return RawAnswer.of(received, false).status();
    }

    @Test
    void allListenersHaveTheSameDoor() throws IOException {
        assertThat(status(exchange(PLAIN, bytes(""), bytes(request("127.0.0.1", "HTTP/1.1"))))).isEqualTo(200);
        assertThat(status(exchange(PLAIN, bytes(""), bytes("GET //x HTTP/1.1\r\nHost: gate.example\r\n\r\n"))))
                .isEqualTo(400);
        assertThat(status(exchange(PLAIN, bytes(""), bytes("GET /x HTTP/1.1\r\n\r\n")))).isEqualTo(400);
    }

    /** HTTP/1.1 takes the express lane, HTTP/1.0 the gateway's way. */
    @ParameterizedTest
    @CsvSource({"HTTP/1.1, 203.0.113.7, 200", "HTTP/1.0, 203.0.113.7, 200", "HTTP/1.1, 127.0.0.1, 403",
            "HTTP/1.0, 127.0.0.1, 403"})
    void d4_theAddressThatTheProxyTellsIsTheViewers(String version, String address, int status) throws IOException {
        byte[] request = bytes(request(address, version));
        assertThat(status(exchange(PROXIED, bytes(HEADER), request))).isEqualTo(status);
        assertThat(status(
                exchange(PROXIED, HexFormat.of().parseHex(V2 + "2111000c" + "cb007107" + "c0000201" + "d90301bb"),
                        request)))
                .isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PROXY UNKNOWN\r\n", ""})
    void aProxyMaySpeakForItself(String text) throws IOException {
        byte[] header = text.isEmpty() ? HexFormat.of().parseHex(V2 + "20000000") : bytes(text);
        assertThat(status(exchange(PROXIED, header, bytes(request("127.0.0.1", "HTTP/1.1"))))).isEqualTo(200);
    }

    @Test
    void d1_whoStandsBehindAViewerIsBelievedOnlyIfThatOneIsTrusted() throws IOException {
        byte[] request = bytes(request("198.51.100.9", "HTTP/1.1", "X-Forwarded-For: 198.51.100.9"));
        assertThat(status(exchange(PROXIED, bytes(HEADER), request))).isEqualTo(403);
        assertThat(status(exchange(PROXIED, bytes(HEADER.replace("203.0.113.7", "10.1.2.3")), request)))
                .isEqualTo(200);
    }

    @Test
    void tlsComesBehindTheHeader(CapturedOutput output) throws IOException {
        try (Socket proxy = new Socket(InetAddress.getLoopbackAddress(), EDGE.further(PROXIED_TLS))) {
            proxy.getOutputStream().write(bytes(HEADER));
            try (Socket viewer = SampleCertificate.within(proxy, 20_000, ServedCertificate.FIRST,
                    ServedCertificate.SECOND)) {
                viewer.getOutputStream().write(bytes(request("203.0.113.7", "HTTP/1.1")));
                assertThat(status(viewer.getInputStream().readAllBytes())).isEqualTo(200);
            }
        }
        try (Socket proxy = new Socket(InetAddress.getLoopbackAddress(), EDGE.further(PROXIED_TLS))) {
            proxy.getOutputStream().write(bytes(HEADER));
            try (Socket viewer = SampleCertificate.within(proxy, 20_000, ServedCertificate.FIRST,
                    ServedCertificate.SECOND)) {
                viewer.getOutputStream().write(bytes("GET //x HTTP/1.1\r\nHost: gate.example\r\n\r\n"));
                assertThat(status(viewer.getInputStream().readAllBytes())).isEqualTo(400);
            }
        }
        await().until(() -> output.getAll().contains("reason=target_malformed address=203.0.113.7"));
    }

    @Test
    void aHeaderMayComeByteByByte() throws IOException {
        try (Socket viewer = new Socket(InetAddress.getLoopbackAddress(), EDGE.further(PROXIED))) {
            viewer.setTcpNoDelay(true);
            OutputStream out = viewer.getOutputStream();
            for (byte one : bytes(HEADER + "GET /x HT")) {
                out.write(one);
                out.flush();
            }
            out.write(bytes("TP/1.1\r\nHost: gate.example\r\nConnection: close\r\n\r\n"));
            assertThat(status(viewer.getInputStream().readAllBytes())).isEqualTo(404);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "PROXY TCP4 010.0.0.1 192.0.2.1 1 2\r\n", "PROXY TCP6 fe80::1%1 ::1 1 2\r\n",
            "PROXY UDP4 203.0.113.7 192.0.2.1 1 2\r\n"})
    void d4_whatBeginsOtherwiseIsClosedUnanswered(String header) throws IOException {
        for (int listener : List.of(PROXIED, PROXIED_TLS)) {
            double before = refused();
            assertThat(exchange(listener, bytes(header), bytes(request("127.0.0.1", "HTTP/1.1")))).isEmpty();
            assertThat(refused()).isEqualTo(before + 1);
        }
    }

    @Test
    void h3_aHeaderThatDoesNotEndIsClosed() throws IOException {
        assertThat(exchange(PROXIED, bytes("PROXY UNKNOWN " + "x".repeat(107)), bytes(""))).isEmpty();
        assertThat(exchange(PROXIED, bytes("PROXY TCP4 20"), bytes(""))).isEmpty();
        assertThat(exchange(PROXIED_TLS, HexFormat.of().parseHex(V2 + "2111"), bytes(""))).isEmpty();
        assertThat(exchange(PROXIED, bytes(""), bytes(""))).isEmpty();
    }

    @Test
    void d4_onlyTrustedPeersMaySpeakForOthers() throws IOException {
        double before = refused();
        assertThat(exchange(OTHERS, bytes(HEADER), bytes(request("203.0.113.7", "HTTP/1.1")))).isEmpty();
        assertThat(refused()).isEqualTo(before + 1);
        assertThat(status(exchange(PLAIN, bytes(HEADER), bytes(request("203.0.113.7", "HTTP/1.1"))))).isEqualTo(400);
    }

    @Test
    void aSecondHeaderIsARequestThatIsNone() throws IOException {
        assertThat(status(exchange(PROXIED, bytes(HEADER + HEADER.replace("203.0.113.7", "198.51.100.9")),
                bytes(request("198.51.100.9", "HTTP/1.1"))))).isEqualTo(400);
    }

    private static double refused() {
        return EDGE.metrics().lines().filter(line -> line.startsWith("playgate_proxy_protocol_refused_total "))
                .findFirst().map(line -> Double.parseDouble(line.split(" ", -1)[1])).orElseThrow();
    }
}
