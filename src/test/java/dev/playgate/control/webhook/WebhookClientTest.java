package dev.playgate.control.webhook;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.netty.tcp.SslProvider;

import dev.playgate.control.registry.WebhookStore.Target;
import dev.playgate.edge.SampleCertificate;

import static org.assertj.core.api.Assertions.assertThat;

/** How an event is sent, to a server on this machine. */
class WebhookClientTest {

    private static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");
    private static final String SECRET = "whsec_test";
    private static final String BODY = "{\"type\":\"test\"}";
    private static final WebhookProperties ON_THIS_MACHINE = new WebhookProperties(List.of("127.0.0.1", "::1"));
    private static final Duration SHORT = Duration.ofSeconds(1);

    private final Receiver receiver = Receiver.start();

    @AfterEach
    void close() {
        receiver.close();
    }

    private static String said(WebhookClient client, String url) {
        WebhookClient.Attempt attempt = client.send(new Target(URI.create(url), SECRET), BODY, NOW);
        return (attempt.taken() ? "taken: " : "not taken: ") + attempt.said();
    }

    private static WebhookClient client() {
        return new WebhookClient(ON_THIS_MACHINE, SslProvider.defaultClientProvider(), SHORT,
                InetAddress::getAllByName);
    }

    @Test
    void anEventIsPostedAndSigned() {
        assertThat(said(client(), receiver.url())).isEqualTo("taken: answered with status 204");

        Receiver.Received event = receiver.next();
        assertThat(event.method()).isEqualTo("POST");
        assertThat(event.target()).isEqualTo("/hook?key=of-receiver");
        assertThat(event.host()).isEqualTo("127.0.0.1:" + receiver.port());
        assertThat(event.type()).isEqualTo("application/json");
        assertThat(event.text()).isEqualTo(BODY);
        // As openssl has it: printf '1782907200.{"type":"test"}' | openssl dgst -sha256 -hmac whsec_test
        assertThat(event.signature()).isEqualTo("t=1782907200,v1="
                + "6d0a7062665f11ab2000016f5d54e6d18579d885dd746a33a733d04dac55efbc");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:%d/", "http://localhost:%d/", "http://[::ffff:127.0.0.1]:%d/",
            "https://127.0.0.1:%d/", "http://0.0.0.0:%d/", "https://[::1]:%d/", "https://169.254.169.254/",
            "https://no-such-name.invalid/"})
    void nothingIsSentToAnAddressThatIsNotPublic(String url) {
        WebhookClient shipped = new WebhookClient(new WebhookProperties(List.of()));
        assertThat(said(shipped, url.formatted(receiver.port())))
                .isEqualTo("not taken: has no address that may be asked");
        assertThat(receiver.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"//169.254.169.254/x", "/http://169.254.169.254/x", "/@169.254.169.254/",
            "/..//a%2f%0d%0a?b=?c"})
    void noPathLeadsElsewhere(String path) {
        assertThat(said(client(), "http://127.0.0.1:" + receiver.port() + path)).startsWith("taken");
        assertThat(receiver.next().target()).isEqualTo(path);
    }

    @Test
    void aNameOfWhichOneAddressIsNotPublicIsNotAsked() throws UnknownHostException {
        byte[] loopback = InetAddress.getLoopbackAddress().getAddress();
        InetAddress[] both = {InetAddress.getByAddress("hooks.example.com", new byte[]{8, 8, 8, 8}),
                InetAddress.getByAddress("hooks.example.com", loopback)};
        WebhookClient shipped = new WebhookClient(new WebhookProperties(List.of()),
                SslProvider.defaultClientProvider(), SHORT, _ -> both);
        assertThat(said(shipped, "http://hooks.example.com:" + receiver.port() + "/"))
                .isEqualTo("not taken: has no address that may be asked");
    }

    @Test
    void aNameIsLookedUpOnceAndWhatWasLookedAtIsConnectedTo() {
        List<String> asked = new ArrayList<>();
        WebhookClient counting = new WebhookClient(ON_THIS_MACHINE, SslProvider.defaultClientProvider(), SHORT,
                host -> {
                    asked.add(host);
                    byte[] loopback = InetAddress.getLoopbackAddress().getAddress();
                    return new InetAddress[]{InetAddress.getByAddress(host, loopback)};
                });
        assertThat(said(counting, "http://changes-its-mind.invalid:" + receiver.port() + "/"))
                .isEqualTo("taken: answered with status 204");
        assertThat(receiver.next().host()).isEqualTo("changes-its-mind.invalid:" + receiver.port());
        assertThat(asked).containsExactly("changes-its-mind.invalid");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308})
    void aRedirectIsNotFollowed(int status) {
        receiver.answers(status);
        assertThat(said(client(), receiver.url())).isEqualTo("not taken: answered with status " + status);
        assertThat(receiver.next().target()).startsWith("/hook");
        assertThat(receiver.isEmpty()).isTrue();
    }

    @Test
    void whoDoesNotListenSpeaksNoHttpOrIsSlowGaveNoAnswer() throws IOException {
        String none = "not taken: gave no proper answer in 5 s";
        assertThat(rawAnswer("")).isEqualTo(none);
        assertThat(rawAnswer("SSH-2.0-OpenSSH_9.9\r\n")).isEqualTo(none);
        assertThat(rawAnswer("HTTP/1.1 200 OK\r\nX-Half: ")).as("a head that has no end").isEqualTo(none);
        assertThat(rawAnswer("HTTP/1.1 200 OK\r\nX-Long: " + "x".repeat(20_000) + "\r\n\r\n")).isEqualTo(none);
        receiver.close();
        assertThat(said(client(), receiver.url())).isEqualTo(none);
    }

    @Test
    void nothingIsReadOfAnAnswerButItsHead() throws IOException {
        assertThat(rawAnswer("HTTP/1.1 200 OK\r\nContent-Length: 1000000000000\r\n\r\nx"))
                .isEqualTo("taken: answered with status 200");
        assertThat(rawAnswer("HTTP/1.1 500 No <b>\r\nTransfer-Encoding: chunked\r\n\r\n"))
                .isEqualTo("not taken: answered with status 500");
    }

    /** What comes of a server that says just this, and keeps the connection. */
    private static String rawAnswer(String text) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                try (Socket socket = server.accept()) {
                    OutputStream out = socket.getOutputStream();
                    out.write(text.getBytes(StandardCharsets.UTF_8));
                    out.flush();
                    socket.getInputStream().transferTo(OutputStream.nullOutputStream());
                } catch (IOException e) {
                    // The client went away, which is its business.
                }
            });
            return said(client(), "http://127.0.0.1:" + server.getLocalPort() + "/");
        }
    }

    @Test
    void theCertificateHasToBeTheNamesAndTrusted() throws IOException, GeneralSecurityException {
        SampleCertificate certificate = SampleCertificate.make();
        SslContext trust = SslContextBuilder.forClient().trustManager(certificate.certificate()).build();
        WebhookClient trusting = new WebhookClient(ON_THIS_MACHINE, SslProvider.builder().sslContext(trust).build(),
                Duration.ofSeconds(30), InetAddress::getAllByName);
        HttpsServer server = HttpsServer.create();
        server.setHttpsConfigurator(new HttpsConfigurator(serverContext(certificate)));
        try (Receiver secure = Receiver.over(server)) {
            String refused = "not taken: has no certificate that is accepted, or speaks no TLS";
            assertThat(said(trusting, "https://localhost:" + secure.port() + "/x"))
                    .isEqualTo("taken: answered with status 204");
            assertThat(secure.next().host()).isEqualTo("localhost:" + secure.port());
            assertThat(said(trusting, "https://127.0.0.1:" + secure.port() + "/")).as("another name")
                    .isEqualTo(refused);
            assertThat(said(client(), "https://localhost:" + secure.port() + "/")).as("signed by nobody")
                    .isEqualTo(refused);
            assertThat(said(trusting, "https://127.0.0.1:" + receiver.port() + "/")).as("plain http")
                    .isEqualTo(refused);
            assertThat(secure.isEmpty()).isTrue();
        }
    }

    private static SSLContext serverContext(SampleCertificate certificate)
            throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null);
        store.setKeyEntry("server", certificate.privateKey(), new char[0],
                new Certificate[]{certificate.certificate()});
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }
}
