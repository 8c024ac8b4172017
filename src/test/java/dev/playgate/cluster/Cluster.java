package dev.playgate.cluster;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import tools.jackson.databind.json.JsonMapper;

import dev.playgate.Ports;
import dev.playgate.token.SigningKeyFile;

/** Two edges, a control process, PostgreSQL and an origin, with the sample registry. */
final class Cluster {

    private static final String[] DEMO_KEY = {"X-BINTU-APIKEY", "demo-api-key"};

    private final Path folder;
    private final int databasePort;
    private final HttpServer origin;
    private EmbeddedPostgres postgres;
    private final Node control;
    private final List<Node> edges;

    private Cluster(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        this.databasePort = Ports.free();
        this.postgres = startDatabase();
        this.origin = startOrigin();
        this.control = Node.start("control", folder, settings("control")).awaitReady();
        List<Node> started = new ArrayList<>();
        for (int i = 1; i <= 2; i++) {
            List<String> settings = settings("edge");
            settings.add("--playgate.catalog.file=" + folder.resolve("catalog" + i));
            started.add(Node.start("edge" + i, folder, settings));
        }
        for (Node edge : started) {
            edge.awaitReady();
        }
        this.edges = List.copyOf(started);
    }

    static Cluster start() throws IOException, InterruptedException {
        return new Cluster(Files.createTempDirectory(Files.createDirectories(Path.of("target")), "cluster"));
    }

    private List<String> settings(String role) {
        return new ArrayList<>(List.of("--playgate.roles=" + role,
                "--playgate.database.url=jdbc:postgresql://127.0.0.1:" + databasePort + "/postgres",
                "--playgate.database.username=postgres", "--playgate.database.timeout=2s",
                "--playgate.registry.file=config/registry.yaml", "--playgate.registry.sample-keys=accepted",
                "--playgate.keys.signing=" + folder.resolve("signing.jwks"), "--playgate.keys.generate=true",
                "--playgate.tickets.secrets=" + folder.resolve("tickets"), "--playgate.tickets.generate=true",
                "--playgate.playout.forms[0].path=/hls/", "--playgate.playout.forms[0].medium=HLS",
                "--playgate.playout.forms[0].origin=http://127.0.0.1:" + origin.getAddress().getPort()));
    }

    private EmbeddedPostgres startDatabase() throws IOException {
        return EmbeddedPostgres.builder().setPort(databasePort).setDataDirectory(folder.resolve("postgres"))
                .setCleanDataDirectory(false).start();
    }

    private static HttpServer startOrigin() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] playlist = "#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\n1.m4s\n".getBytes(StandardCharsets.US_ASCII);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/vnd.apple.mpegurl");
            exchange.sendResponseHeaders(200, playlist.length);
            try (OutputStream body = exchange.getResponseBody()) {
                body.write(playlist);
            }
        });
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        return server;
    }

    Node control() {
        return control;
    }

    List<Node> edges() {
        return edges;
    }

    void stopDatabase() throws IOException {
        postgres.close();
    }

    void restartDatabase() throws IOException {
        postgres = startDatabase();
    }

    /** Where the control process has its keys. */
    Path signingFile() {
        return folder.resolve("signing.jwks");
    }

    /** A file with other keys, to take its place. */
    Path newSigningFile() throws IOException {
        Path file = folder.resolve("signing.next");
        SigningKeyFile.generateIfMissing(file);
        return file;
    }

    /** A token of Demo. */
    String token(String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = control.call("POST", "/api/v1/splay", body, DEMO_KEY);
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(answer.statusCode() + " " + answer.body());
        }
        return JsonMapper.shared().readTree(answer.body()).at("/data/token").asString();
    }

    /** A call with Demo's API key. */
    HttpResponse<String> call(String method, String path, String body) throws IOException, InterruptedException {
        return control.call(method, path, body, DEMO_KEY);
    }

    int revoke(String token) throws IOException, InterruptedException {
        return call("POST", "/api/v1/splay/revoke", "{\"token\":\"" + token + "\"}").statusCode();
    }

    void stop() throws IOException, InterruptedException {
        for (Node edge : edges) {
            edge.stop();
        }
        control.stop();
        origin.stop(0);
        postgres.close();
    }
}
