package dev.playgate.control.dashboard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;

/**
 * A WHIP endpoint (RFC 9725). What takes the media is a page of a browser, at {@code /receiver}: it asks for the offers
 * and answers them.
 */
final class WhipEndpoint implements AutoCloseable {

    private static final String RECEIVER = """
        <!DOCTYPE html>
        <title>Receiver</title>
        <video id="video" muted autoplay playsinline></video>
        <script type="module">
            // A browser tells its addresses to pages that use a device.
            await navigator.mediaDevices.getUserMedia({ audio: true });
            while (true) {
                const offer = await fetch('/offers');
                if (offer.status !== 200) {
                    continue;
                }
                const connection = new RTCPeerConnection();
                globalThis.connection = connection;
                connection.ontrack = ({ streams }) => { document.getElementById('video').srcObject = streams[0]; };
                await connection.setRemoteDescription({ type: 'offer', sdp: await offer.text() });
                await connection.setLocalDescription();
                await new Promise(resolve => {
                    const look = () => connection.iceGatheringState === 'complete' && resolve();
                    connection.onicegatheringstatechange = look;
                    look();
                });
                await fetch('/answers', { method: 'POST', body: connection.localDescription.sdp });
            }
        </script>
        """;

    private final HttpServer server;
    private final BlockingQueue<String> offers = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile Manner manner = Manner.WELL;

    /** How it answers an offer. */
    enum Manner {
        WELL, REFUSED, BUSY, WITHOUT_LOCATION, ELSEWHERE, NONSENSE
    }

    WhipEndpoint() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    String origin() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** As the setting. */
    String template() {
        return origin() + "/whip/{stream}";
    }

    void answers(Manner next) {
        manner = next;
    }

    /** Methods and paths of what was asked of the endpoint by those who send. */
    List<String> asked() {
        return asked;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String method = exchange.getRequestMethod();
        Headers headers = exchange.getResponseHeaders();
        headers.set("Access-Control-Allow-Origin", "*");
        headers.set("Access-Control-Allow-Methods", "POST, DELETE");
        headers.set("Access-Control-Allow-Headers", "Content-Type");
        headers.set("Access-Control-Expose-Headers", "Location");
        if (method.equals("OPTIONS")) {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
            return;
        }
        if (path.startsWith("/whip/") || path.startsWith("/sessions/")) {
            asked.add(method + " " + path);
        }
        switch (path) {
            case "/receiver" -> write(exchange, 200, "text/html", RECEIVER);
            case "/offers" -> {
                String offer = next(offers, 1);
                write(exchange, offer.isEmpty() ? 202 : 200, "application/sdp", offer);
            }
            case "/answers" -> {
                answers.add(body(exchange));
                write(exchange, 200, "text/plain", "");
            }
            case "/sessions/1" -> write(exchange, 200, "text/plain", "");
            default -> {
                if (path.startsWith("/whip/")) {
                    offered(exchange);
                } else {
                    write(exchange, 404, "text/plain", "");
                }
            }
        }
    }

    private void offered(HttpExchange exchange) throws IOException {
        String offer = body(exchange);
        Manner how = manner;
        if (how != Manner.WITHOUT_LOCATION) {
            exchange.getResponseHeaders().set("Location",
                    how == Manner.ELSEWHERE ? "https://evil.example/sessions/1" : "/sessions/1");
        }
        switch (how) {
            case WELL -> {
                offers.add(offer);
                write(exchange, 201, "application/sdp", next(answers, 10));
            }
            case REFUSED -> write(exchange, 403, "text/plain", "");
            case BUSY -> write(exchange, 409, "text/plain", "");
            case WITHOUT_LOCATION, ELSEWHERE, NONSENSE -> write(exchange, 201, "application/sdp", "nonsense");
        }
    }

    private static String next(BlockingQueue<String> queue, int seconds) throws IOException {
        try {
            @Nullable
            String next = queue.poll(seconds, TimeUnit.SECONDS);
            return next == null ? "" : next;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static String body(HttpExchange exchange) throws IOException {
        return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static void write(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
