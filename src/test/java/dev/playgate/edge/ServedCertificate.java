package dev.playgate.edge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The files with the certificate and key of {@link RunningEdge#overTls}, which are {@link #FIRST}'s to begin with. */
final class ServedCertificate {

    static final SampleCertificate FIRST = SampleCertificate.make();
    static final SampleCertificate SECOND = SampleCertificate.make();

    private static final Path FOLDER = folder();

    private ServedCertificate() {
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory(Files.createDirectories(Path.of("target")), "tls").toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The bundle as the shipped configuration describes it. */
    static List<String> settings() {
        replace(FIRST.certificatePem(), FIRST.keyPem());
        String bundle = "--spring.ssl.bundle.pem.viewers.";
        return List.of(bundle + "keystore.certificate=" + FOLDER.resolve("tls.crt"),
                bundle + "keystore.private-key=" + FOLDER.resolve("tls.key"), bundle + "keystore.verify-keys=true",
                bundle + "reload-on-update=true", bundle + "options.enabled-protocols=TLSv1.3,TLSv1.2");
    }

    static void replace(String certificate, String key) {
        try {
            Files.writeString(FOLDER.resolve("tls.crt"), certificate);
            Files.writeString(FOLDER.resolve("tls.key"), key);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
