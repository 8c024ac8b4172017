package dev.playgate.players;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.yaml.snakeyaml.Yaml;
import reactor.netty.DisposableServer;
import reactor.netty.resources.LoopResources;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.playgate.PlaygateApplication;
import dev.playgate.Ports;
import dev.playgate.demo.RecordedRequest;
import dev.playgate.demo.SampleOrigin;
import dev.playgate.edge.authorize.AuthorizePorts;

/** The demo on free ports, with the forms of the shipped configuration. */
public final class RunningDemo implements AutoCloseable {

    private static final String SHIPPED_ORIGIN = "http://127.0.0.1:8090";

    private final HttpClient client = HttpClient.newHttpClient();
    private final ConfigurableApplicationContext application;
    private final SampleOrigin origin;
    private final String base;

    private RunningDemo(ConfigurableApplicationContext application) {
        this.application = application;
        origin = application.getBean(SampleOrigin.class);
        base = "http://localhost:" + application.getEnvironment().getRequiredProperty("local.server.port");
    }

    /**
     * Starts it.
     *
     * @param data where it keeps its files
     * @param further arguments
     */
    public static RunningDemo start(Path data, String... further) throws IOException {
        int originPort = Ports.free();
        int port = Ports.free();
        List<String> arguments = new ArrayList<>(List.of("--server.port=" + port, "--management.server.port=0",
                "--playgate.public.host=localhost:" + port,
                "--playgate.demo.origin-port=" + originPort, "--playgate.demo.origin-log=" + data.resolve("origin.log"),
                "--playgate.database.url=jdbc:sqlite:" + data.resolve("playgate.db"),
                "--playgate.keys.signing=" + data.resolve("signing.jwks"),
                "--playgate.tickets.secrets=" + data.resolve("tickets")));
        arguments.addAll(forms("http://127.0.0.1:" + originPort));
        arguments.addAll(List.of(further));
        PrintStream console = System.out;
        // What the demo prints when it is ready is a token, and the output of a test run holds none.
        System.setOut(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
        try {
            return new RunningDemo(new SpringApplicationBuilder(PlaygateApplication.class).profiles("demo")
                    .run(arguments.toArray(String[]::new)));
        } finally {
            System.setOut(console);
        }
    }

    /** A list is replaced as a whole: those of the shipped file, to another origin. */
    private static List<String> forms(String origin) throws IOException {
        List<String> arguments = new ArrayList<>();
        Map<String, Map<String, Map<String, List<Map<String, String>>>>> shipped = new Yaml()
                .load(Files.readString(Path.of("config/application.yaml")));
        List<Map<String, String>> forms = shipped.getOrDefault("playgate", Map.of()).getOrDefault("playout", Map.of())
                .getOrDefault("forms", List.of());
        for (int i = 0; i < forms.size(); i++) {
            for (Map.Entry<String, String> setting : forms.get(i).entrySet()) {
                arguments.add("--playgate.playout.forms[" + i + "]." + setting.getKey() + "="
                        + setting.getValue().replace(SHIPPED_ORIGIN, origin));
            }
        }
        return arguments;
    }

    /** Scheme, host and port for viewers, without a slash. */
    public String base() {
        return base;
    }

    /** A part of it. */
    public <T> T part(Class<T> type) {
        return application.getBean(type);
    }

    /** Another port on which other proxies ask, whose connections are all served by these event loops. */
    DisposableServer authorizeOn(LoopResources loops) {
        return AuthorizePorts.on(loops, application);
    }

    /** The targets of what arrived at the origin from a user agent whose name ends so. */
    List<String> arrivedFrom(String agent) {
        return requestsFrom(agent).stream().map(RecordedRequest::target).toList();
    }

    /** What arrived at the origin from a user agent whose name ends so. */
    List<RecordedRequest> requestsFrom(String agent) {
        return origin.requests().stream()
                .filter(request -> request.headers().stream().anyMatch(header -> isAgent(header, agent))).toList();
    }

    /** Where its origin listens, on 127.0.0.1. */
    int originPort() {
        return origin.port();
    }

    private static boolean isAgent(RecordedRequest.Header header, String agent) {
        return header.name().equalsIgnoreCase("User-Agent") && header.value().endsWith(agent);
    }

    /** A revocable token of the demo's group, from the API. */
    String token(Instant expires) {
        return token("\"revocable\":true,\"exp\":" + expires.getEpochSecond());
    }

    /**
     * A token of the demo's group, from the API.
     *
     * @param further members of the call
     */
    String token(String further) {
        return api("", "{\"groupid\":\"8d3b6c52-0e4f-4a97-b6d8-2f1c5a9e1001\"," + further + "}").required("data")
                .required("token").stringValue();
    }

    /** When the revocation has been confirmed. */
    Instant revoke(String token) {
        api("/revoke", "{\"token\":\"" + token + "\"}");
        return Instant.now();
    }

    private JsonNode api(String call, String body) {
        try {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create(base + "/api/v1/splay" + call))
                            .header("X-BINTU-APIKEY", "demo-api-key").header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString(body)).build(),
                    BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new IllegalStateException("the API answered " + answer.statusCode());
            }
            return answer.body().isEmpty()
                    ? JsonMapper.shared().createObjectNode()
                    : JsonMapper.shared().readTree(answer.body());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        application.close();
        client.close();
    }
}
