package dev.playgate.players;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.playgate.Ports;

/** A proxy that asks Playgate, with its configuration under {@code proxies/}, for other ports. */
enum OtherProxy {

    NGINX("nginx.conf"), HAPROXY("haproxy.cfg"), CADDY("Caddyfile");

    private static final Duration STARTS_WITHIN = Duration.ofSeconds(10);

    private final String file;

    OtherProxy(String file) {
        this.file = file;
    }

    /** One that runs. */
    record Running(int port, Process process, Path output) implements AutoCloseable {

        private void awaitPort() {
            Instant latest = Instant.now().plus(STARTS_WITHIN);
            while (!isListening()) {
                if (!process.isAlive() || Instant.now().isAfter(latest)) {
                    close();
                    throw new IllegalStateException("it did not start; see " + output);
                }
                Thread.onSpinWait();
            }
        }

        private boolean isListening() {
            try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return true;
            } catch (IOException _) {
                return false;
            }
        }

        @Override
        public void close() {
            process.destroy();
            try {
                if (!process.waitFor(5, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    String program() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean isInstalled() {
        return Stream.of((System.getenv("PATH") + ":/usr/sbin").split(":", -1))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program())));
    }

    /**
     * Starts it.
     *
     * @param folder where it keeps its files
     * @param authorize the port on which Playgate is asked
     */
    Running start(Path folder, int authorize, int origin) throws IOException {
        int port = Ports.free();
        try (Stream<Path> shipped = Files.list(Path.of("proxies", program()))) {
            for (Path path : shipped.toList()) {
                Files.writeString(folder.resolve(path.getFileName()),
                        Files.readString(path).replace(":8000", ":" + port).replace("listen 8000", "listen " + port)
                                .replace(":8081", ":" + authorize).replace(":8090", ":" + origin));
            }
        }
        Path output = folder.resolve("output");
        ProcessBuilder builder = new ProcessBuilder(command(folder)).directory(folder.toFile())
                .redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().merge("PATH", "/usr/sbin", (path, more) -> path + ":" + more);
        Running running = new Running(port, builder.start(), output);
        running.awaitPort();
        return running;
    }

    private List<String> command(Path folder) {
        return switch (this) {
            case NGINX ->
                List.of("nginx", "-p", folder.toString(), "-c", folder.resolve(file).toString(), "-e", "stderr",
                        "-g", "daemon off; pid nginx.pid;");
            case HAPROXY -> List.of("haproxy", "-db", "-f", file);
            case CADDY -> List.of("caddy", "run", "--config", file, "--adapter", "caddyfile");
        };
    }
}
