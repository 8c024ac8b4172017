package dev.playgate.edge;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

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

/** Viewers that come by TLS. What the door refuses is tried over TLS by {@link FrontDoorTest}. */
@ExtendWith(OutputCaptureExtension.class)
@ResourceLock(value = RunningEdge.CLOCK, mode = ResourceAccessMode.READ)
class TlsIT {

    private static final RunningEdge EDGE = RunningEdge.overTls();
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final int ALERT = 0x15;
    private static final int HANDSHAKE = 0x16;
    private static final int PROTOCOL_VERSION = 70;

    /** HTTP/1.1 takes the express lane, HTTP/1.0 the gateway's way. */
    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1", "HTTP/1.0"})
    void mediaPlays(String version) {
        String body = "segment".repeat(100_000);
        String marker = EDGE.origin()
                .answering(RawOrigin.head("200 OK", "Content-Length: " + body.length()) + body);
        RawAnswer answer = RawAnswer.of(EDGE.exchange(EDGE.request("GET", "/vod/Demo1-live1/" + marker + ".mp4?jwtoken="
                + EDGE.token(valid -> valid)).replace("HTTP/1.1", version)), false);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.octets()).isEqualTo(body);
        assertThat(EDGE.ask("GET", RunningEdge.HLS + "a.mp4").status()).isEqualTo(403);
    }

    @Test
    void aSocketPlays() throws IOException {
        RawFrame frame = RawFrame.text("live");
        String marker = EDGE.origin().script(call -> {
            call.send(RawViewer.accepting(call));
            call.send(frame.unmasked());
            RawFrame.read(call.in());
        });
        try (RawViewer viewer = RawViewer.open(EDGE, "/h5live/authstream/" + marker
                + ".mp4?stream=Demo1-live1&jwtoken=" + EDGE.token(valid -> valid))) {
            assertThat(viewer.status()).isEqualTo(101);
            assertThat(viewer.in().readNBytes(frame.unmasked().length)).isEqualTo(frame.unmasked());
        }
    }

    @ParameterizedTest
    @CsvSource({"0301, false", "0302, false", "0303, true"})
    void versionsBeforeTls12AreRefused(String version, boolean spoken) throws IOException {
        try (Socket viewer = plain()) {
            viewer.getOutputStream().write(hello(version));
            InputStream in = viewer.getInputStream();
            assertThat(in.read()).isEqualTo(spoken ? HANDSHAKE : ALERT);
            if (!spoken) {
                assertThat(in.readNBytes(6)[5]).isEqualTo((byte) PROTOCOL_VERSION);
            }
        }
    }

    @Test
    void b8_anotherProtocolThanHttp11CannotBeAgreedOn() throws IOException {
        try (SSLSocket viewer = SampleCertificate.connect(EDGE.port(), (int) SOON.toMillis(), ServedCertificate.FIRST,
                ServedCertificate.SECOND)) {
            SSLParameters offer = viewer.getSSLParameters();
            offer.setApplicationProtocols(new String[]{"h2", "http/1.1"});
            viewer.setSSLParameters(offer);
            viewer.startHandshake();
            assertThat(viewer.getApplicationProtocol()).isNotEqualTo("h2");
            viewer.getOutputStream().write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            assertThat(RawAnswer.of(viewer.getInputStream().readAllBytes(), false).status()).isEqualTo(400);
        }
    }

    @Test
    void h3_halfHandshakesAreCountedAndClosed() throws IOException {
        await().atMost(SOON).until(() -> connections() == 0);
        List<Socket> half = new ArrayList<>();
        try {
            byte[] hello = hello("0303");
            for (int sent = 0; sent < 4; sent++) {
                half.add(plain());
                half.getLast().getOutputStream().write(hello, 0, sent * hello.length / 4);
            }
            await().atMost(SOON).until(() -> connections() == half.size());
            for (Socket viewer : half) {
                assertThat(viewer.getInputStream().read()).isEqualTo(-1);
            }
            await().atMost(SOON).until(() -> connections() == 0);
        } finally {
            for (Socket viewer : half) {
                viewer.close();
            }
        }
    }

    @Test
    void whatIsNoTlsIsClosedAndNotLogged(CapturedOutput output) throws IOException {
        try (Socket viewer = plain()) {
            viewer.getOutputStream().write(EDGE.request("GET", RunningEdge.HLS + "a.mp4?jwtoken=eyJ")
                    .getBytes(StandardCharsets.ISO_8859_1));
            assertThat(new String(viewer.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
                    .doesNotContain("HTTP");
        }
        assertThat(output.getAll()).doesNotContain("eyJ", HexFormat.of().formatHex(new byte[]{'e', 'y', 'J'}));
    }

    @Test
    void aNewPairIsInForceForNewConnectionsAndABrokenOneIsRefused(CapturedOutput output) throws IOException {
        String request = EDGE.request("GET", RunningEdge.HLS + "a.mp4?jwtoken=" + EDGE.token(valid -> valid),
                "Connection: keep-alive");
        SampleCertificate first = ServedCertificate.FIRST;
        SampleCertificate second = ServedCertificate.SECOND;
        try (Socket running = EDGE.send(request)) {
            RawAnswer.upTo("ok", running.getInputStream());
            try {
                ServedCertificate.replace(second.certificatePem(), second.keyPem());
                await().atMost(SOON).until(() -> shown().equals(second.certificate()));
                running.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
                RawAnswer.upTo("ok", running.getInputStream());

                ServedCertificate.replace(first.certificatePem(), second.keyPem());
                await().atMost(SOON).until(() -> output.getAll().contains("matches none of the certificates"));
                assertThat(shown()).isEqualTo(second.certificate());
                ServedCertificate.replace("no certificate", first.keyPem());
                await().atMost(SOON).until(() -> refusals(output) >= 2);
                assertThat(shown()).isEqualTo(second.certificate());
            } finally {
                ServedCertificate.replace(first.certificatePem(), first.keyPem());
            }
            await().atMost(SOON).until(() -> shown().equals(first.certificate()));
        }
        assertThat(output.getAll()).doesNotContain("PRIVATE KEY", second.keyPem().lines().toList().get(1));
    }

    private static int refusals(CapturedOutput output) {
        return output.getAll().split("SSL reload error", -1).length - 1;
    }

    private static Certificate shown() throws IOException {
        try (SSLSocket viewer = (SSLSocket) EDGE.send("")) {
            return viewer.getSession().getPeerCertificates()[0];
        }
    }

    private static double connections() {
        return EDGE.metrics().lines().filter(line -> line.startsWith("playgate_connections ")).findFirst()
                .map(line -> Double.parseDouble(line.split(" ", -1)[1])).orElseThrow();
    }

    private static Socket plain() throws IOException {
        Socket viewer = new Socket(InetAddress.getLoopbackAddress(), EDGE.port());
        viewer.setSoTimeout((int) SOON.toMillis());
        return viewer;
    }

    /** The first message of a handshake that speaks this version and none above it (RFC 5246 section 7.4.1.2). */
    private static byte[] hello(String version) {
        String suites = "c02bc00ac009";
        String extensions = "000a00040002" + "0017" + "000b00020100" + "000d00040002" + "0403";
        String body = version + "00".repeat(32) + "00" + length(suites, 2) + suites + "0100" + length(extensions, 2)
                + extensions;
        String message = "01" + length(body, 3) + body;
        return HexFormat.of().parseHex("160301" + length(message, 2) + message);
    }

    private static String length(String hex, int octets) {
        return HexFormat.of().toHexDigits(hex.length() / 2, octets * 2);
    }
}
