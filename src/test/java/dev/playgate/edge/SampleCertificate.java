package dev.playgate.edge;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Base64;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** A certificate of a server on this machine, signed by itself, with its private key. */
public record SampleCertificate(X509Certificate certificate, PrivateKey privateKey) {

    private static final char[] PASSWORD = "for a moment".toCharArray();

    /** With a new key. */
    public static SampleCertificate make() {
        try {
            Path store = Files.createTempDirectory("certificate").resolve("store.p12");
            Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair", "-keyalg", "EC", "-groupname", "secp256r1", "-validity", "2", "-dname",
                    "CN=localhost", "-ext", "SAN=DNS:localhost", "-alias", "server", "-storetype", "PKCS12",
                    "-keystore", store.toString(), "-storepass", new String(PASSWORD)).redirectErrorStream(true)
                    .start();
            String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (keytool.waitFor() != 0) {
                throw new IllegalStateException(said);
            }
            KeyStore pair = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(store)) {
                pair.load(in, PASSWORD);
            }
            return new SampleCertificate((X509Certificate) pair.getCertificate("server"),
                    (PrivateKey) pair.getKey("server", PASSWORD));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The certificate as a file has it. */
    public String certificatePem() {
        try {
            return pem("CERTIFICATE", certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The private key as a file has it. */
    public String keyPem() {
        return pem("PRIVATE KEY", privateKey.getEncoded());
    }

    private static String pem(String label, byte[] encoded) {
        return "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder().encodeToString(encoded) + "\n-----END "
                + label + "-----\n";
    }

    /** A connection to localhost, which trusts these certificates alone; the caller closes it. */
    static SSLSocket connect(int port, int readTimeoutMillis, SampleCertificate... trusted) throws IOException {
        return within(new Socket(InetAddress.getLoopbackAddress(), port), readTimeoutMillis, trusted);
    }

    /** The same within a connection that is closed with it. */
    static SSLSocket within(Socket connection, int readTimeoutMillis, SampleCertificate... trusted)
            throws IOException {
        SSLContext context = trusting(trusted);
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(connection, "localhost",
                connection.getPort(), true);
        socket.setSoTimeout(readTimeoutMillis);
        return socket;
    }

    /** For clients that trust these certificates alone. */
    static SSLContext trusting(SampleCertificate... trusted) throws IOException {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null);
            for (SampleCertificate sample : trusted) {
                Certificate certificate = sample.certificate();
                store.setCertificateEntry(Integer.toString(store.size()), certificate);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
