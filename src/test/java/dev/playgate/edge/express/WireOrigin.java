package dev.playgate.edge.express;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.playgate.edge.express.OriginPlay.Step;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** An origin of raw sockets that plays what each conversation wants, and notes what it got. */
final class WireOrigin {

    private static final Pattern MARKER = Pattern.compile("c([0-9]+)r([0-9]+)x");
    private static final String PIECE = "1000\r\n" + "x".repeat(4096) + "\r\n";

    private final ServerSocket socket;
    private final Map<Integer, Scene> scenes = new ConcurrentHashMap<>();
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final Queue<String> strays = new ConcurrentLinkedQueue<>();

    private WireOrigin(ServerSocket socket) {
        this.socket = socket;
    }

    /** @param port 0 for any that is free */
    static WireOrigin start(String address, int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.bind(new InetSocketAddress(address, port), 100);
        WireOrigin origin = new WireOrigin(socket);
        Thread.startVirtualThread(origin::accept);
        return origin;
    }

    int port() {
        return socket.getLocalPort();
    }

    String authority() {
        return socket.getInetAddress().getHostAddress() + ":" + port();
    }

    void begin(int conversation, Scene scene) {
        scenes.put(conversation, scene);
    }

    void end(int conversation) {
        scenes.remove(conversation);
    }

    /** What was asked for by no conversation that runs. */
    Queue<String> strays() {
        return strays;
    }

    /** Ends all connections, and waits until the edge has noticed. */
    void forgetConnections() throws IOException {
        for (Socket connection : connections) {
            try {
                connection.shutdownOutput();
            } catch (IOException _) {
                // it has ended by itself
            }
        }
        Moment.until(connections::isEmpty);
    }

    private void accept() {
        try {
            while (true) {
                Socket accepted = socket.accept();
                connections.add(accepted);
                Thread.startVirtualThread(() -> serve(accepted));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            connection.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(connection.getInputStream());
            int number = 1;
            for (String head = head(in); !head.isEmpty(); head = head(in)) {
                Matcher marker = MARKER.matcher(head.lines().findFirst().orElse(""));
                Scene scene = marker.find() ? scenes.get(Integer.valueOf(marker.group(1))) : null;
                if (scene == null) {
                    strays.add(head);
                    return;
                }
                answer(new Call(connection, in, number++, scene, Integer.parseInt(marker.group(2))), head);
            }
        } catch (IOException _) {
            // this connection is over, for either side's reasons
        } finally {
            connections.remove(connection);
        }
    }

    private void answer(Call call, String head) throws IOException {
        call.scene().asked(head.replace(authority(), OriginPlay.AUTHORITY));
        try {
            for (Step step : call.scene().play(call.request(), head.startsWith("HEAD ")).steps()) {
                take(step, call);
            }
        } finally {
            call.scene().answered();
        }
    }

    private record Call(Socket socket, InputStream in, int number, Scene scene, int request) {

        void send(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(ISO_8859_1));
        }

        void close() throws IOException {
            socket.shutdownOutput();
            untilClosed();
        }

        void untilClosed() throws IOException {
            while (in.read() >= 0) {
                // not a request that this origin means to answer
            }
            throw new IOException("closed");
        }
    }

    private void take(Step step, Call call) throws IOException {
        switch (step) {
            case OriginPlay.Send(var text) -> call.send(text.replace(OriginPlay.AUTHORITY, authority()));
            case OriginPlay.Apart _ -> call.scene().awaitViewer(call.request());
            case OriginPlay.Close _ -> call.close();
            case OriginPlay.CloseIfUsed _ -> {
                if (call.number() > 1) {
                    call.close();
                }
            }
            case OriginPlay.Stall _ -> call.untilClosed();
            case OriginPlay.Reset _ -> {
                call.socket().setSoLinger(true, 0);
                call.socket().close();
                throw new IOException("reset");
            }
            case OriginPlay.Endless _ -> {
                while (true) {
                    call.send(PIECE);
                }
            }
        }
    }

    /** Empty at the end of the connection. */
    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        for (int last = 0; last != ('\r' << 24 | '\n' << 16 | '\r' << 8 | '\n');) {
            int next = in.read();
            if (next < 0) {
                return head.toString(ISO_8859_1);
            }
            head.write(next);
            last = last << 8 | next;
        }
        return head.toString(ISO_8859_1);
    }
}
