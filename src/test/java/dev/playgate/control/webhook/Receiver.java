package dev.playgate.control.webhook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import com.sun.net.httpserver.HttpServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** What a webhook leads to, on this machine. */
public final class Receiver implements AutoCloseable {

    private final HttpServer server;
    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
    private final Deque<Integer> statuses = new ArrayDeque<>();
    private volatile Runnable before = () -> {};

    private Receiver(HttpServer server) {
        this.server = server;
    }

    /** A request, as far as a webhook's matters. */
    public record Received(String method, String target, String host, String signature, String type, String text) {

        public JsonNode body() {
            return JsonMapper.shared().readTree(text);
        }

        /** Such as {@code stream.created Alpha-one created}. */
        public String told() {
            return body().get("type").asString() + " " + body().at("/stream/name").asString("-") + " "
                    + body().at("/stream/state").asString("-");
        }

        void isSignedWith(String secret, Instant at) {
            assertThat(signature).isEqualTo(WebhookSignature.of(secret, at, text));
        }
    }

    public static Receiver start() {
        try {
            return over(HttpServer.create());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of a server that has not been bound. */
    static Receiver over(HttpServer server) throws IOException {
        Receiver receiver = new Receiver(server);
        server.bind(new InetSocketAddress(InetAddress.getByName("localhost"), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            String text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var headers = exchange.getRequestHeaders();
            receiver.before.run();
            receiver.received.add(new Received(exchange.getRequestMethod(), exchange.getRequestURI().toString(),
                    headers.getFirst("Host"), headers.getFirst("X-Playgate-Signature"),
                    headers.getFirst("Content-Type"), text));
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            exchange.sendResponseHeaders(receiver.status(), -1);
            exchange.close();
        });
        server.start();
        return receiver;
    }

    private synchronized int status() {
        return statuses.isEmpty() ? 204 : statuses.remove();
    }

    /** The next answers; 204 after them. */
    synchronized void answers(Integer... next) {
        Collections.addAll(statuses, next);
    }

    /** Runs while a request waits for its answer. */
    void before(Runnable work) {
        before = work;
    }

    int port() {
        return server.getAddress().getPort();
    }

    public String url() {
        return "http://127.0.0.1:" + port() + "/hook?key=of-receiver";
    }

    /** The next that comes. */
    public Received next() {
        try {
            Received next = received.poll(Duration.ofSeconds(30).toMillis(), TimeUnit.MILLISECONDS);
            assertThat(next).as("a request").isNotNull();
            return next;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All that have come, each as {@link Received#told} says it. */
    List<String> told() {
        List<Received> all = new ArrayList<>();
        received.drainTo(all);
        return all.stream().map(Received::told).toList();
    }

    boolean isEmpty() {
        return received.isEmpty();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
