package dev.playgate.edge;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A request that reached a {@link RawOrigin}.
 *
 * @param in what else comes on the connection
 * @param connection counts the origin's connections
 * @param number counts the requests of this connection, from 1
 * @param head request line and header lines, as received
 */
record OriginCall(Socket socket, InputStream in, int connection, int number, List<String> head) {

    String requestLine() {
        return head.getFirst();
    }

    /** The target of the request line. */
    String target() {
        return requestLine().split(" ", -1)[1];
    }

    /** The names of the header lines in lower case, in order. */
    List<String> headerNames() {
        return head.stream().skip(1).map(line -> line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT))
                .toList();
    }

    void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** Answers with a body that goes on until the latch is down. */
    void sendUntil(CountDownLatch end) throws IOException {
        send(RawOrigin.head("200 OK", "Content-Type: video/mp4", "Transfer-Encoding: chunked"));
        try {
            do {
                send("4\r\nmdat\r\n");
            } while (!end.await(50, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        send("0\r\n\r\n");
    }

    /** Fails if what the test does has not been done in time. */
    static void await(CountDownLatch latch) throws IOException {
        try {
            if (!latch.await(10, TimeUnit.SECONDS)) {
                throw new IOException("nothing has arrived");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    void close() throws IOException {
        socket.close();
    }

    /** Sends nothing more, and returns when the edge has closed the connection. */
    void untilClosed() throws IOException {
        while (in.read() >= 0) {
            // not a request that this origin means to answer
        }
        close();
    }
}
