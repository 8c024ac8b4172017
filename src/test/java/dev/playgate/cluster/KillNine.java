package dev.playgate.cluster;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Kills the control process again and again while it issues, revokes and creates, and looks after each start whether all
 * that was acknowledged is there; see {@code bench/kill9}. Arguments: how many times, and {@code sqlite} or
 * {@code postgresql}.
 */
final class KillNine {

    private static final int CLIENTS = 6;
    private static final int LONGEST_LIFE_MILLIS = 3_000;
    private static final int STREAMS = 3;
    private static final String GROUP = "{\"streams\":[{},{},{}]}";
    private static final String CREATE = "{\"orgawide\":true,\"revocable\":true}";
    private static final String[] KEY = {"X-BINTU-APIKEY", "demo-api-key"};

    private final KillLedger ledger = new KillLedger();
    private final AtomicReference<Node> control = new AtomicReference<>();
    private final Path folder;
    private final String url;
    private volatile boolean ended;

    private KillNine(Path folder, String url) {
        this.folder = folder;
        this.url = url;
    }

    public static void main(String[] args) throws Exception {
        int kills = Integer.parseInt(args[0]);
        Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "kill9");
        boolean clean;
        if (args[1].equals("postgresql")) {
            try (EmbeddedPostgres server = EmbeddedPostgres.builder().setServerConfig("synchronous_commit", "on")
                    .start()) {
                clean = new KillNine(folder, server.getJdbcUrl("postgres", "postgres")).run(kills);
            }
        } else {
            clean = new KillNine(folder, "jdbc:sqlite:" + folder.resolve("playgate.db")).run(kills);
        }
        System.exit(clean ? 0 : 1);
    }

    private boolean run(int kills) throws Exception {
        Random random = new Random();
        boolean clean = true;
        control.set(start(0).awaitReady());
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                boolean creates = i % 2 == 0;
                running.add(clients.submit(() -> call(creates)));
            }
            for (int kill = 1; kill <= kills; kill++) {
                Thread.sleep(random.nextInt(LONGEST_LIFE_MILLIS));
                control.get().kill();
                List<String> found = ledger.faults(url, STREAMS);
                control.set(start(kill).awaitReady());
                found.addAll(ledger.faults(url, STREAMS));
                System.out.printf("kill %2d: %s; %s%n", kill, ledger, found.isEmpty() ? "all there" : found);
                clean &= found.isEmpty();
            }
            ended = true;
            for (Future<?> client : running) {
                client.get();
            }
        } finally {
            ended = true;
            control.get().stop();
        }
        List<String> found = ledger.faults(url, STREAMS);
        if (ledger.isEmpty()) {
            found.add("of one kind nothing was acknowledged, which shows nothing");
        }
        System.out.printf("in the end: %s; %s%n", ledger, found.isEmpty() ? "all there, nothing half applied" : found);
        return clean && found.isEmpty();
    }

    private Node start(int number) throws IOException {
        return Node.start("control" + number, folder, List.of("--playgate.roles=control",
                "--playgate.database.url=" + url, "--playgate.registry.file=config/registry.yaml",
                "--playgate.registry.sample-keys=accepted", "--playgate.keys.signing=" + folder.resolve("signing.jwks"),
                "--playgate.keys.generate=true", "--playgate.tickets.secrets=" + folder.resolve("tickets"),
                "--playgate.tickets.generate=true"));
    }

    private void call(boolean creates) {
        while (!ended) {
            try {
                if (creates) {
                    createGroup();
                } else {
                    issueAndRevoke();
                }
            } catch (IOException e) {
                ledger.unanswered();
                pause();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void createGroup() throws IOException, InterruptedException {
        HttpResponse<String> answer = control.get().call("POST", "/api/v1/groups", GROUP, KEY);
        if (isDone(answer, 200)) {
            ledger.group(JsonMapper.shared().readTree(answer.body()).at("/data/id").asString());
        }
    }

    private void issueAndRevoke() throws IOException, InterruptedException {
        HttpResponse<String> issued = control.get().call("POST", "/api/v1/splay", CREATE, KEY);
        if (!isDone(issued, 200)) {
            return;
        }
        ledger.token();
        String token = JsonMapper.shared().readTree(issued.body()).at("/data/token").asString();
        if (isDone(control.get().call("POST", "/api/v1/splay/revoke", "{\"token\":\"" + token + "\"}", KEY), 204)) {
            ledger.revoked(jti(token));
        }
    }

    private boolean isDone(HttpResponse<String> answer, int expected) {
        if (answer.statusCode() == 503) {
            ledger.unavailable();
            pause();
        } else if (answer.statusCode() != expected) {
            ledger.refused(answer.request().uri().getPath() + " " + answer.statusCode());
            pause();
        }
        return answer.statusCode() == expected;
    }

    private static String jti(String token) {
        byte[] claims = Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]);
        JsonNode json = JsonMapper.shared().readTree(new String(claims, StandardCharsets.UTF_8));
        return json.at("/jti").asString();
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
