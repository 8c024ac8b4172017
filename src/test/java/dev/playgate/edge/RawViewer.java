package dev.playgate.edge;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;

/** A viewer's WebSocket without a library, so that it can misbehave. */
record RawViewer(Socket socket, InputStream in, String head) implements AutoCloseable {

    static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";
    static final String ACCEPT = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

    static String handshake(String target, String... further) {
        StringBuilder request = new StringBuilder("GET " + target + " HTTP/1.1\r\nHost: gate.example\r\n"
                + "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: " + KEY
                + "\r\n");
        for (String line : further) {
            request.append(line).append("\r\n");
        }
        return request.append("\r\n").toString();
    }

    static RawViewer open(RunningEdge edge, String target, String... further) throws IOException {
        return send(edge, handshake(target, further));
    }

    static RawViewer send(RunningEdge edge, String request) throws IOException {
        Socket socket = edge.send(request);
        InputStream in = new BufferedInputStream(socket.getInputStream());
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                break;
            }
            head.write(next);
        }
        return new RawViewer(socket, in, head.toString(StandardCharsets.ISO_8859_1));
    }

    int status() {
        return Integer.parseInt(head.split(" ", -1)[1]);
    }

    RawFrame read() throws IOException {
        return RawFrame.read(in);
    }

    void send(RawFrame frame) throws IOException {
        socket.getOutputStream().write(frame.masked());
    }

    /** What an origin answers to a handshake that it accepts. */
    static String accepting(OriginCall call, String... further) {
        try {
            String key = call.head().stream().filter(line -> line.toLowerCase(Locale.ROOT)
                    .startsWith("sec-websocket-key:")).findFirst().orElseThrow().split(":", 2)[1].strip();
            String accept = Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-1").digest(
                    (key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII)));
            String[] lines = new String[further.length + 3];
            lines[0] = "Upgrade: websocket";
            lines[1] = "Connection: Upgrade";
            lines[2] = "Sec-WebSocket-Accept: " + accept;
            System.arraycopy(further, 0, lines, 3, further.length);
            return RawOrigin.head("101 Switching Protocols", lines);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
