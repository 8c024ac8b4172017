package dev.playgate.cluster;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import dev.playgate.Ports;

/** One Playgate process. */
final class Node {

    private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5)).build();

    private final Process process;
    private final Path log;
    private final int port;
    private final int managementPort;

    private Node(Process process, Path log, int port, int managementPort) {
        this.process = process;
        this.log = log;
        this.port = port;
        this.managementPort = managementPort;
    }

    /** Starts it; does not wait. */
    static Node start(String name, Path folder, List<String> settings) throws IOException {
        int port = Ports.free();
        int managementPort = Ports.free();
        Path log = folder.resolve(name + ".log");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED", "-cp",
                System.getProperty("java.class.path"), "dev.playgate.PlaygateApplication", "--server.port=" + port,
                "--management.server.port=" + managementPort));
        command.addAll(settings);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(Map.of("PLAYGATE_SHUTDOWN_GRACE", "0s", "PLAYGATE_SHUTDOWN_DRAIN", "1s"));
        Process process = builder.start();
        return new Node(process, log, port, managementPort);
    }

    /** Waits until it is ready. */
    Node awaitReady() throws IOException, InterruptedException {
        for (int i = 0; i < 600; i++) {
            if (!process.isAlive()) {
                throw new IllegalStateException(log + ": " + Files.readString(log));
            }
            if (isReady()) {
                return this;
            }
            Thread.sleep(100);
        }
        throw new IllegalStateException("not ready in a minute: " + Files.readString(log));
    }

    private boolean isReady() throws InterruptedException {
        try {
            return readiness() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** The status of its readiness. */
    int readiness() throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + managementPort + "/actuator/health/readiness"))).statusCode();
    }

    int port() {
        return port;
    }

    String log() throws IOException {
        return Files.readString(log);
    }

    /** The status of a playlist request with the token. */
    int play(String stream, String token) throws IOException, InterruptedException {
        return send(request("/hls/" + stream + "/index.m3u8?jwtoken=" + token)).statusCode();
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).timeout(Duration.ofSeconds(30));
    }

    /** A call of the API with a JSON body. */
    HttpResponse<String> call(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path).header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** As {@code kill -9}. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Sends SIGTERM, and does not wait. */
    void terminate() {
        process.destroy();
    }

    /** That of its end, for which it waits. */
    int exitStatus() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("does not end: " + log);
        }
        return process.exitValue();
    }

    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            kill();
        }
    }
}
