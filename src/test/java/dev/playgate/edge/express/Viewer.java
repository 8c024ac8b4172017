package dev.playgate.edge.express;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.playgate.edge.express.Conversation.Move;
import dev.playgate.edge.express.WireText.End;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** Has one conversation with one edge. */
final class Viewer {

    private static final int SILENCE_MILLIS = 7_000;
    private static final String PROBE = "OPTIONS /hls0/Demo1-live1/probe.mp4 HTTP/1.1\r\nHost: gate.example\r\n\r\n";

    private final Socket socket;
    private final String origin;
    private final InputStream in;
    private final Scene scene;
    private final List<WireText> answers = new ArrayList<>();
    private boolean halfClosed;
    private boolean aborted;

    private Viewer(Socket socket, String origin, Scene scene) throws IOException {
        this.origin = origin;
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
        this.scene = scene;
    }

    /**
     * @param origin its authority
     * @param moves with their words replaced
     */
    static Outcome converse(int port, String origin, List<Move> moves, Scene scene) throws IOException {
        long begun = System.nanoTime();
        List<WireText> answers;
        String connection;
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(SILENCE_MILLIS);
            Viewer viewer = new Viewer(socket, origin, scene);
            for (Move move : moves) {
                viewer.take(move);
            }
            answers = List.copyOf(viewer.answers);
            connection = viewer.connection();
        }
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
        boolean released = scene.isOver();
        return new Outcome(answers, connection, scene.asked().stream().map(Alike::request).toList(), released, millis);
    }

    private void take(Move move) throws IOException {
        switch (move) {
            case Conversation.Send(var text) -> send(text);
            case Conversation.Requests requests -> send(requests.text());
            case Conversation.Apart _ -> Moment.pass();
            case Conversation.AwaitAsked _ -> scene.awaitAsked();
            case Conversation.Read(var toHead) -> {
                if (isOpen()) {
                    int number = answers.size();
                    answers.add(Alike.answer(WireText.read(in, toHead, _ -> scene.seen(number)), toHead, origin));
                }
            }
            case Conversation.Abort(var octets) -> abort(octets);
            case Conversation.HalfClose _ -> {
                halfClosed = true;
                socket.shutdownOutput();
            }
        }
    }

    private void send(String text) {
        try {
            socket.getOutputStream().write(text.getBytes(ISO_8859_1));
        } catch (IOException _) {
            // what was answered before is still to be read
        }
    }

    private boolean isOpen() {
        return answers.isEmpty() || answers.getLast().end() == End.WHOLE;
    }

    private void abort(int octets) throws IOException {
        aborted = true;
        int number = answers.size();
        if (octets > 0) {
            WireText.read(in, false, read -> {
                scene.seen(number);
                if (read >= octets) {
                    throw new IOException("enough");
                }
            });
        } else {
            Moment.pass();
        }
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** A probe that closes the connection itself, or finds it reset, says the same as its end. */
    private String connection() throws IOException {
        if (aborted) {
            return "left";
        }
        if (!isOpen()) {
            return "over";
        }
        if (halfClosed) {
            WireText rest = WireText.read(in, false, _ -> {});
            return rest.head().isEmpty() && rest.body().isEmpty()
                    ? "closed"
                    : "further " + Alike.answer(rest, false, origin);
        }
        send(PROBE);
        WireText probed = WireText.read(in, true, _ -> {});
        if (!probed.head().isEmpty()) {
            return probed.head().getFirst().equals("HTTP/1.1 204 No Content") && probed.interim().isEmpty()
                    ? "kept"
                    : "further " + Alike.answer(probed, false, origin);
        }
        return switch (probed.end()) {
            case CUT, RESET -> probed.body().isEmpty() ? "closed" : "further " + Alike.answer(probed, false, origin);
            case WHOLE, UNTIL_CLOSED, SILENT, MALFORMED -> "further " + Alike.answer(probed, false, origin);
        };
    }
}
