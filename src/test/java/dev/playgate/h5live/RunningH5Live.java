package dev.playgate.h5live;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.sun.net.httpserver.HttpServer;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.playgate.PlaygateApplication;
import dev.playgate.Ports;
import dev.playgate.demo.SampleOrigin;

/** Playgate as the demo has it, and further forms to origins that fail each in its way. */
final class RunningH5Live {

    static final String DEMO = "5f2c9a04-7d31-4c8e-9b1a-d0e6f3a7c001";
    static final String RIVAL = "5f2c9a04-7d31-4c8e-9b1a-d0e6f3a7c002";
    static final String DEMO_KEY = "demo-api-key";
    static final String RIVAL_KEY = "rival-api-key";

    private static final Pattern PASSWORD = Pattern.compile("password[^\\n]*?([A-Za-z0-9_-]{20,})");

    private final HttpClient client = HttpClient.newHttpClient();
    private final ConfigurableApplicationContext application;
    private final List<AutoCloseable> origins;
    private final OriginOfMessages messages;
    private final Path originLog;
    private final String operator;

    private RunningH5Live(ConfigurableApplicationContext application, List<AutoCloseable> origins,
            OriginOfMessages messages, Path originLog, String printed) {
        this.application = application;
        this.origins = origins;
        this.messages = messages;
        this.originLog = originLog;
        Matcher password = PASSWORD.matcher(printed);
        if (!password.find()) {
            throw new IllegalStateException("the first operator's password is not in what was printed");
        }
        operator = call("POST", "/api/v1/session",
                "{\"email\":\"operator@localhost\",\"password\":\"" + password.group(1) + "\"}", "X-Nothing", "-")
                .at("/data/token").asString();
    }

    /** @param data where it keeps its files */
    static RunningH5Live start(Path data) throws IOException {
        int originPort = Ports.free();
        String sample = "http://127.0.0.1:" + originPort;
        // Connections to it are made by the kernel, and nobody answers them.
        ServerSocket mute = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        HttpServer refusing = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        refusing.createContext("/", exchange -> {
            exchange.sendResponseHeaders(403, -1);
            exchange.close();
        });
        refusing.start();
        OriginOfMessages messages = new OriginOfMessages();
        List<String> arguments = new ArrayList<>(List.of("--server.port=0", "--management.server.port=0",
                "--playgate.demo.origin-port=" + originPort, "--playgate.demo.origin-log=" + data.resolve("origin.log"),
                "--playgate.database.url=jdbc:sqlite:" + data.resolve("playgate.db"),
                "--playgate.keys.signing=" + data.resolve("signing.jwks"),
                "--playgate.tickets.secrets=" + data.resolve("tickets"),
                "--playgate.origin.first-byte-timeout=2s", "--playgate.origin.stall-timeout=3s"));
        form(arguments, 0, "/h5live/authstream", "H5LIVE", sample);
        form(arguments, 1, "/h5live/authhttp/", "HLS", sample);
        form(arguments, 2, "/h5live/dead", "H5LIVE", "http://127.0.0.1:" + Ports.free());
        form(arguments, 3, "/h5live/mute", "H5LIVE", "http://127.0.0.1:" + mute.getLocalPort());
        form(arguments, 4, "/h5live/refusing", "H5LIVE", "http://127.0.0.1:" + refusing.getAddress().getPort());
        form(arguments, 5, "/h5live/messages", "H5LIVE", messages.url());
        form(arguments, 6, "/socket", "WEBSOCKET", messages.url());
        PrintStream console = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        // What the demo prints when it is ready is a token, and the output of a test run holds none.
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            ConfigurableApplicationContext application = new SpringApplicationBuilder(PlaygateApplication.class)
                    .profiles("demo").run(arguments.toArray(String[]::new));
            return new RunningH5Live(application, List.of(mute, () -> refusing.stop(0), messages), messages,
                    data.resolve("origin.log"), printed.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(console);
        }
    }

    private static void form(List<String> arguments, int index, String path, String medium, String origin) {
        String key = "--playgate.playout.forms[" + index + "].";
        arguments.addAll(List.of(key + "path=" + path, key + "medium=" + medium, key + "origin=" + origin,
                key + "stream-parameter=stream", key + "source=rtmp://localhost/splay"));
    }

    int port() {
        return Integer.parseInt(application.getEnvironment().getRequiredProperty("local.server.port"));
    }

    OriginOfMessages messages() {
        return messages;
    }

    /** What the sample origin was asked for by the player whose connection has that number. */
    List<String> arrived(String cid) {
        return application.getBean(SampleOrigin.class).requests().stream().map(request -> request.target())
                .filter(target -> target.contains("cid=" + cid)).toList();
    }

    /** All that has arrived at the sample origin, header lines included. */
    String originLog() throws IOException {
        return Files.readString(originLog);
    }

    /** A revocable token of Demo for its live streams, with further members of the call. */
    String token(String further) {
        return created(DEMO_KEY, "{\"streams\":[\"Demo1-live1\",\"Demo1-live2\"],\"revocable\":true" + further + "}");
    }

    String created(String key, String call) {
        return call("POST", "/api/v1/splay", call, "X-BINTU-APIKEY", key).at("/data/token").asString();
    }

    /** Returns when it has been acknowledged. */
    void revoke(String token) {
        as(DEMO_KEY, "POST", "/api/v1/splay/revoke", "{\"token\":\"" + token + "\"}");
    }

    void as(String key, String method, String path, String body) {
        call(method, path, body, "X-BINTU-APIKEY", key);
    }

    void asOperator(String method, String path, String body) {
        call(method, path, body, "X-BINTU-TOKEN", operator);
    }

    private JsonNode call(String method, String path, String body, String header, String credential) {
        HttpResponse<String> answer = http(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .header(header, credential).header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body)).build());
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException(method + " " + path + " " + answer.statusCode() + " " + answer.body());
        }
        return answer.body().isEmpty()
                ? JsonMapper.shared().createObjectNode()
                : JsonMapper.shared().readTree(answer.body());
    }

    /** A request with nothing but what an HTTP client has to send. */
    HttpResponse<String> get(String target) {
        return http(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port()).resolve(target)).build());
    }

    private HttpResponse<String> http(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    void stop() throws Exception {
        application.close();
        client.close();
        for (AutoCloseable origin : origins) {
            origin.close();
        }
    }
}
