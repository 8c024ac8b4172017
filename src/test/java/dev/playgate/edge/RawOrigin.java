package dev.playgate.edge;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import static java.util.stream.Collectors.joining;

/**
 * A media origin without an HTTP library, so that it can misbehave. What it answers is scripted for each marker, a text
 * that is unique in this process and that a test puts into the path; to any other path it answers two bytes of video.
 */
final class RawOrigin {

    /** What is answered to a request; called once for each. */
    interface Script {

        void answer(OriginCall call) throws IOException;
    }

    private static final AtomicInteger MARKERS = new AtomicInteger();

    private final ServerSocket socket;
    private final Map<String, Script> scripts = new ConcurrentHashMap<>();
    private final List<OriginCall> calls = new CopyOnWriteArrayList<>();

    private RawOrigin(ServerSocket socket) {
        this.socket = socket;
    }

    /** For as long as the process lives. */
    static RawOrigin start() {
        try {
            RawOrigin origin = new RawOrigin(new ServerSocket(0, 100, InetAddress.getLoopbackAddress()));
            Thread.startVirtualThread(origin::accept);
            return origin;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The head of an answer. */
    static String head(String status, String... lines) {
        return "HTTP/1.1 " + status + "\r\n" + Stream.of(lines).map(line -> line + "\r\n").collect(joining()) + "\r\n";
    }

    String url() {
        return "http://127.0.0.1:" + socket.getLocalPort();
    }

    /** The marker under which the script answers. */
    String script(Script script) {
        String marker = "m" + MARKERS.incrementAndGet() + "x";
        scripts.put(marker, script);
        return marker;
    }

    /** A marker under which the text is answered, and the connection kept. */
    String answering(String text) {
        return script(call -> call.send(text));
    }

    /** The requests with the marker, in order. */
    List<OriginCall> calls(String marker) {
        return calls.stream().filter(call -> call.requestLine().contains(marker)).toList();
    }

    private void accept() {
        try {
            for (int connection = 1;; connection++) {
                int number = connection;
                Socket accepted = socket.accept();
                Thread.startVirtualThread(() -> serve(accepted, number));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve(Socket connection, int number) {
        try (connection) {
            connection.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(connection.getInputStream());
            for (int request = 1;; request++) {
                OriginCall call = new OriginCall(connection, in, number, request, head(in));
                calls.add(call);
                script(call.requestLine()).answer(call);
            }
        } catch (IOException _) {
            // this connection is over, for either side's reasons
        }
    }

    private Script script(String requestLine) {
        return scripts.entrySet().stream().filter(entry -> requestLine.contains(entry.getKey()))
                .map(Map.Entry::getValue).findFirst()
                .orElse(call -> call.send(head("200 OK", "Content-Type: video/mp4", "Content-Length: 2") + "ok"));
    }

    private static List<String> head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        for (String text = ""; !text.endsWith("\r\n\r\n"); text = head.toString(StandardCharsets.ISO_8859_1)) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException();
            }
            head.write(next);
        }
        return head.toString(StandardCharsets.ISO_8859_1).lines().filter(line -> !line.isEmpty()).toList();
    }
}
