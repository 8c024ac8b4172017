package dev.playgate.cluster;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

import dev.playgate.token.SigningKeyFile;
import dev.playgate.token.TicketSecrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A process that gets SIGTERM while it serves, beside another that viewers go to when it is not ready any more. */
class TerminationIT {

    private static final String LIVE = "Demo1-live1";
    private static final int SOCKETS = 200;
    private static final int VIEWERS = 8;
    private static final Duration PAUSE = Duration.ofMillis(15);
    private static final Duration DRAIN = Duration.ofSeconds(4);

    private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static DisposableServer origin;
    private static Node leaving;
    private static Node staying;
    private static String token;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        origin = HttpServer.create().host("127.0.0.1").port(0)
                .route(routes -> routes
                        .get("/hls/**",
                                (_, response) -> response.header("Content-Type", "application/vnd.apple.mpegurl")
                                        .sendString(Mono.just("#EXTM3U\n")))
                        .ws("/h5live/authstream", (in, out) -> out.sendString(Flux.concat(Mono.just("{}"),
                                Flux.interval(Duration.ofMillis(200)).onBackpressureDrop().map(Object::toString)))
                                .then(in.receive().then())))
                .bindNow();
        Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "cluster-termination");
        SigningKeyFile.generateIfMissing(folder.resolve("signing.jwks"));
        TicketSecrets.generateIfMissing(folder.resolve("tickets"));
        leaving = Node.start("leaving", folder, settings(folder, "leaving"));
        staying = Node.start("staying", folder, settings(folder, "staying"));
        leaving.awaitReady();
        staying.awaitReady();
        HttpResponse<String> created = leaving.call("POST", "/api/v1/splay", "{\"streams\":[\"" + LIVE + "\"]}",
                "X-BINTU-APIKEY", "demo-api-key");
        token = created.body().replaceFirst("(?s).*\"token\":\"([^\"]+)\".*", "$1");
    }

    private static List<String> settings(Path folder, String name) {
        String url = "http://127.0.0.1:" + origin.port();
        List<String> settings = new ArrayList<>(List.of("--playgate.shutdown.grace=2s",
                "--playgate.shutdown.drain=" + DRAIN.toSeconds() + "s",
                "--playgate.database.url=jdbc:sqlite:" + folder.resolve(name + ".db"),
                "--playgate.registry.file=config/registry.yaml", "--playgate.registry.sample-keys=accepted",
                "--playgate.keys.signing=" + folder.resolve("signing.jwks"),
                "--playgate.tickets.secrets=" + folder.resolve("tickets")));
        settings.addAll(List.of("--playgate.playout.forms[0].path=/hls/", "--playgate.playout.forms[0].medium=HLS",
                "--playgate.playout.forms[0].origin=" + url, "--playgate.playout.forms[1].path=/h5live/authstream",
                "--playgate.playout.forms[1].medium=H5LIVE", "--playgate.playout.forms[1].stream-parameter=stream",
                "--playgate.playout.forms[1].origin=" + url));
        return settings;
    }

    @AfterAll
    static void stop() throws InterruptedException {
        leaving.stop();
        staying.stop();
        origin.disposeNow();
    }

    private final AtomicInteger answered = new AtomicInteger();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    /** Whether viewers go to the other process. */
    private volatile boolean moved;
    private volatile boolean ended;

    private record Closed(int code, long at) {}

    private static final class Socket implements WebSocket.Listener {

        private final CompletableFuture<Closed> closed = new CompletableFuture<>();

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            closed.complete(new Closed(code, System.nanoTime()));
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable failure) {
            closed.completeExceptionally(failure);
        }
    }

    @Test
    void aProcessThatIsToldToEndFailsNoRequestAndTellsEachSocket() throws Exception {
        List<Socket> sockets = openSockets();
        ExecutorService viewers = Executors.newFixedThreadPool(VIEWERS);
        try {
            for (int i = 0; i < VIEWERS; i++) {
                viewers.execute(this::play);
            }
            awaitMoreAnswers();

            leaving.terminate();

            int readiness;
            do {
                readiness = leaving.readiness();
                // Who looks at the readiness hears of it late.
                assertThat(leaving.play(LIVE, token)).isEqualTo(200);
            } while (readiness == 200);
            assertThat(readiness).isEqualTo(503);
            moved = true;
            awaitMoreAnswers();

            List<Closed> closed = new ArrayList<>();
            for (Socket socket : sockets) {
                closed.add(socket.closed.get(30, TimeUnit.SECONDS));
            }
            assertThat(closed).extracting(Closed::code).containsOnly(1001);
            long first = closed.stream().mapToLong(Closed::at).min().orElseThrow();
            long tenth = first + DRAIN.toNanos() / 10;
            assertThat(closed.stream().filter(one -> one.at() > tenth).count()).isGreaterThan(SOCKETS / 2);
            assertThat(leaving.exitStatus()).isZero();
            awaitMoreAnswers();
        } finally {
            ended = true;
            viewers.shutdown();
        }
        assertThat(viewers.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        assertThat(failures).isEmpty();
    }

    private static List<Socket> openSockets() {
        List<Socket> sockets = new ArrayList<>();
        for (int i = 0; i < SOCKETS; i++) {
            Socket socket = new Socket();
            CLIENT.newWebSocketBuilder().buildAsync(URI.create("ws://127.0.0.1:" + leaving.port()
                    + "/h5live/authstream?stream=" + LIVE + "&jwtoken=" + token), socket).join();
            sockets.add(socket);
        }
        return sockets;
    }

    private void play() {
        while (!ended) {
            try {
                if ((moved ? staying : leaving).play(LIVE, token) != 200) {
                    failures.add("not played");
                }
                answered.incrementAndGet();
                TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
            } catch (IOException e) {
                failures.add(e.toString());
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void awaitMoreAnswers() {
        int wanted = answered.get() + 200;
        await().atMost(Duration.ofSeconds(30)).until(() -> answered.get() >= wanted || !failures.isEmpty());
    }
}
