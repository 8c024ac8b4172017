package dev.playgate.h5live;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import tools.jackson.databind.json.JsonMapper;

import dev.playgate.Ports;

/** A gateway process and an origin process, and what the operating system and the JVM know of the first. */
final class Measured {

    private static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    /** Of the serial collector's generations. */
    private static final Pattern HEAP_USED = Pattern.compile("total \\d+K, used (\\d+)K");
    /** All of it resident from the start, so that what comes is outside of it. */
    private static final int HEAP_MIB = 512;
    private static final int TICKS_PER_SECOND = 100;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Process origin;
    private final Process gateway;
    private final int port;

    private Measured(Process origin, Process gateway, int port) {
        this.origin = origin;
        this.gateway = gateway;
        this.port = port;
    }

    /**
     * What the gateway takes.
     *
     * @param heap in use after a collection, in bytes
     * @param outside resident memory outside of the heap, in bytes
     * @param cpu time so far
     */
    record Usage(long heap, long outside, Duration cpu) {

        long bytes() {
            return heap + outside;
        }
    }

    static Measured start(Path folder, Duration stall) throws IOException, InterruptedException {
        int originPort = Ports.free();
        int port = Ports.free();
        Process origin = start(folder.resolve("origin.out"), List.of("-Xmx512m", "-cp",
                System.getProperty("java.class.path"), OriginProcess.class.getName(), "" + originPort,
                folder.resolve("origin.log").toString()));
        List<String> command = new ArrayList<>(List.of("-Xms" + HEAP_MIB + "m", "-Xmx" + HEAP_MIB + "m",
                "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED", "-cp",
                System.getProperty("java.class.path"),
                "dev.playgate.PlaygateApplication", "--server.port=" + port,
                "--management.server.port=0", "--playgate.registry.file=config/registry.yaml",
                "--playgate.registry.sample-keys=accepted",
                "--playgate.database.url=jdbc:sqlite:" + folder.resolve("playgate.db"),
                "--playgate.keys.generate=true", "--playgate.keys.signing=" + folder.resolve("signing.jwks"),
                "--playgate.tickets.generate=true", "--playgate.tickets.secrets=" + folder.resolve("tickets"),
                "--playgate.connections.maximum=50000", "--playgate.origin.stall-timeout=" + stall.toSeconds() + "s",
                "--playgate.playout.forms[0].path=/h5live/authstream", "--playgate.playout.forms[0].medium=H5LIVE",
                "--playgate.playout.forms[0].stream-parameter=stream",
                "--playgate.playout.forms[0].source=rtmp://localhost/splay",
                "--playgate.playout.forms[0].origin=http://127.0.0.1:" + originPort));
        Measured measured = new Measured(origin, start(folder.resolve("gateway.out"), command), port);
        measured.awaitToken(folder.resolve("gateway.out"));
        return measured;
    }

    private static Process start(Path log, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(JAVA));
        command.addAll(arguments);
        return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    }

    private void awaitToken(Path log) throws IOException, InterruptedException {
        for (int i = 0; i < 600 && gateway.isAlive(); i++) {
            try {
                token();
                return;
            } catch (IOException | IllegalStateException _) {
                Thread.sleep(100);
            }
        }
        throw new IllegalStateException("the gateway does not come up: " + Files.readString(log));
    }

    int port() {
        return port;
    }

    String token() throws IOException, InterruptedException {
        return JsonMapper.shared().readTree(call("", "{\"orgawide\":true,\"revocable\":true}", 200)).at("/data/token")
                .asString();
    }

    void revoke(String token) throws IOException, InterruptedException {
        call("/revoke", "{\"token\":\"" + token + "\"}", 204);
    }

    private String call(String path, String body, int expected) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/splay" + path))
                        .header("X-BINTU-APIKEY", "demo-api-key").header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body)).build(),
                BodyHandlers.ofString());
        if (answer.statusCode() != expected) {
            throw new IllegalStateException(answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    /** After a garbage collection, which the gateway is told to do. */
    Usage usage() throws IOException, InterruptedException {
        jcmd("GC.run");
        long heap = sum(HEAP_USED, jcmd("GC.heap_info")) * 1024;
        return new Usage(heap, rss() - ((long) HEAP_MIB << 20), cpu());
    }

    private static long sum(Pattern pattern, String text) {
        return pattern.matcher(text).results().mapToLong(found -> Long.parseLong(found.group(1))).sum();
    }

    private long rss() throws IOException {
        return Files.readAllLines(Path.of("/proc", "" + gateway.pid(), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:")).mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum() * 1024;
    }

    /** Of the gateway's process, user and system. */
    Duration cpu() throws IOException {
        String stat = Files.readString(Path.of("/proc", "" + gateway.pid(), "stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return Duration.ofMillis((Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * 1000 / TICKS_PER_SECOND);
    }

    private String jcmd(String... command) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), "" + gateway.pid()));
        line.addAll(List.of(command));
        Process jcmd = new ProcessBuilder(line).redirectErrorStream(true).start();
        String output = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        jcmd.waitFor();
        return output;
    }

    void stop() throws InterruptedException {
        for (Process process : List.of(gateway, origin)) {
            process.destroy();
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        }
        client.close();
    }
}
