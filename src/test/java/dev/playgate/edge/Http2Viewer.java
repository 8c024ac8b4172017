package dev.playgate.edge;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Exception;

/** A viewer that writes the frames of HTTP/2 itself, proper ones or not, and reads what comes. */
public final class Http2Viewer implements AutoCloseable {

    public static final int DATA = 0;
    public static final int HEADERS = 1;
    static final int PRIORITY = 2;
    public static final int RST_STREAM = 3;
    static final int SETTINGS = 4;
    static final int PING = 6;
    public static final int GOAWAY = 7;
    static final int WINDOW_UPDATE = 8;
    static final int CONTINUATION = 9;

    public static final int END_STREAM = 1;
    static final int ACK = 1;
    static final int END_HEADERS = 4;

    static final int PROTOCOL_ERROR = 1;
    static final int INTERNAL_ERROR = 2;
    static final int REFUSED_STREAM = 7;
    static final int ENHANCE_YOUR_CALM = 11;

    private static final int LARGEST_FRAME = 16_384;
    private static final int LARGEST_HEAD = 100_000;
    private static final int READ_TIMEOUT_MILLIS = 20_000;
    private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

    private final Socket socket;
    private final DataInputStream in;
    private final DefaultHttp2HeadersDecoder fields = new DefaultHttp2HeadersDecoder(false, LARGEST_HEAD);
    private final Map<Integer, Map<String, String>> heads = new HashMap<>();
    private final Map<Integer, StringBuilder> bodies = new HashMap<>();
    private final Map<Integer, Answer> answered = new HashMap<>();
    private int nextStream = 1;
    /** Whether what was read may be sent again. */
    private boolean reading = true;

    /**
     * What came.
     *
     * @param stream the connection itself is 0
     * @param payload each character is an octet
     * @param fields those that it says, in their order
     */
    public record Frame(int type, int flags, int stream, String payload, List<Map.Entry<String, String>> fields) {

        public boolean isEnd() {
            return (type == DATA || type == HEADERS) && (flags & END_STREAM) != 0;
        }

        /** Of a reset, or of a farewell. */
        public int error() {
            return ByteBuffer.wrap(payload.getBytes(StandardCharsets.ISO_8859_1))
                    .getInt(type == GOAWAY ? Integer.BYTES : 0);
        }
    }

    /** An answer to its end; a reset: the error, otherwise -1. */
    record Answer(Map<String, String> fields, String body, int reset) {

        int status() {
            return fields.containsKey(":status") ? Integer.parseInt(fields.get(":status")) : 0;
        }
    }

    private Http2Viewer(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(socket.getInputStream());
    }

    /** One that has agreed on HTTP/2, and has said nothing in it. */
    public static Http2Viewer connect(int port) throws IOException {
        return within(new Socket(InetAddress.getLoopbackAddress(), port));
    }

    /** The same within a connection. */
    static Http2Viewer within(Socket connection) throws IOException {
        connection.setTcpNoDelay(true);
        SSLSocket socket = SampleCertificate.within(connection, READ_TIMEOUT_MILLIS, ServedCertificate.FIRST,
                ServedCertificate.SECOND);
        SSLParameters offer = socket.getSSLParameters();
        offer.setApplicationProtocols(new String[]{"h2", "http/1.1"});
        socket.setSSLParameters(offer);
        socket.startHandshake();
        if (!socket.getApplicationProtocol().equals("h2")) {
            throw new IllegalStateException("HTTP/2 is not spoken");
        }
        return new Http2Viewer(socket);
    }

    /** One that may ask. */
    static Http2Viewer open(RunningEdge edge) throws IOException {
        Http2Viewer viewer = connect(edge.port());
        viewer.greet();
        return viewer;
    }

    public void greet(int... settings) throws IOException {
        octets(PREFACE.getBytes(StandardCharsets.ISO_8859_1));
        frame(SETTINGS, 0, 0, settings(settings));
    }

    /** Identifiers with their values. */
    static byte[] settings(int... pairs) {
        ByteBuffer payload = ByteBuffer.allocate(pairs.length * 3);
        for (int i = 0; i < pairs.length; i += 2) {
            payload.putShort((short) pairs[i]).putInt(pairs[i + 1]);
        }
        return payload.array();
    }

    void octets(byte[] octets) throws IOException {
        socket.getOutputStream().write(octets);
    }

    public void frame(int type, int flags, int stream, byte[] payload) throws IOException {
        octets(frameOf(type, flags, stream, payload));
    }

    static byte[] frameOf(int type, int flags, int stream, byte[] payload) {
        return ByteBuffer.allocate(9 + payload.length).put((byte) (payload.length >> 16))
                .putShort((short) payload.length).put((byte) type).put((byte) flags).putInt(stream).put(payload)
                .array();
    }

    /** Fields as name, value, name, value; each as a literal that is not kept (RFC 7541 section 6.2.2). */
    public static byte[] block(String... fields) {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        for (int i = 0; i < fields.length; i += 2) {
            block.write(0);
            text(block, fields[i]);
            text(block, fields[i + 1]);
        }
        return block.toByteArray();
    }

    private static void text(ByteArrayOutputStream block, String text) {
        byte[] octets = text.getBytes(StandardCharsets.ISO_8859_1);
        int rest = octets.length;
        if (rest < 127) {
            block.write(rest);
        } else {
            block.write(127);
            for (rest -= 127; rest >= 128; rest >>= 7) {
                block.write((rest & 127) | 128);
            }
            block.write(rest);
        }
        block.writeBytes(octets);
    }

    /** The fields of a request that is proper. */
    public static String[] get(String target, String... further) {
        List<String> fields = new ArrayList<>(
                List.of(":method", "GET", ":scheme", "https", ":authority", "gate.example", ":path", target));
        fields.addAll(List.of(further));
        return fields.toArray(String[]::new);
    }

    /** Those fields and more. */
    public static String[] with(String[] fields, String... further) {
        return Stream.concat(Stream.of(fields), Stream.of(further)).toArray(String[]::new);
    }

    /** The stream on which they were sent, of which nothing more comes. */
    int ask(String... fields) throws IOException {
        int stream = nextStream();
        headers(END_STREAM, stream, block(fields));
        return stream;
    }

    /** The stream on which they were sent, and a body is to come. */
    int begin(String... fields) throws IOException {
        int stream = nextStream();
        headers(0, stream, block(fields));
        return stream;
    }

    /** Of as many frames as it takes, which go out together. */
    public void headers(int flags, int stream, byte[] block) throws IOException {
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        int at = 0;
        do {
            int end = Math.min(at + LARGEST_FRAME, block.length);
            frames.writeBytes(frameOf(at == 0 ? HEADERS : CONTINUATION,
                    (at == 0 ? flags : 0) | (end == block.length ? END_HEADERS : 0), stream,
                    Arrays.copyOfRange(block, at, end)));
            at = end;
        } while (at < block.length);
        octets(frames.toByteArray());
    }

    public int nextStream() {
        int stream = nextStream;
        nextStream += 2;
        return stream;
    }

    public void reset(int stream) throws IOException {
        frame(RST_STREAM, 0, stream, new byte[]{0, 0, 0, 8});
    }

    /** From now on, nothing that is read makes room for more. */
    void stopReading() {
        reading = false;
    }

    void window(int stream, int octets) throws IOException {
        frame(WINDOW_UPDATE, 0, stream, ByteBuffer.allocate(4).putInt(octets).array());
    }

    public Frame read() throws IOException {
        Frame frame = next();
        if (frame.type() == HEADERS) {
            Frame last = frame;
            StringBuilder block = new StringBuilder(frame.payload());
            while ((last.flags() & END_HEADERS) == 0) {
                last = next();
                block.append(last.payload());
            }
            frame = new Frame(HEADERS, frame.flags(), frame.stream(), block.toString(),
                    decode(frame.stream(), block.toString()));
        }
        take(frame);
        int length = frame.payload().length();
        try {
            if (frame.type() == SETTINGS && (frame.flags() & ACK) == 0) {
                frame(SETTINGS, ACK, 0, new byte[0]);
            } else if (frame.type() == DATA && length > 0 && reading) {
                window(0, length);
                if (!frame.isEnd()) {
                    window(frame.stream(), length);
                }
            }
        } catch (SocketException | SSLException e) {
            // What it has said before it closed is still to be read.
        }
        return frame;
    }

    private Frame next() throws IOException {
        int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
        return new Frame(in.readUnsignedByte(), in.readUnsignedByte(), in.readInt(),
                new String(in.readNBytes(length), StandardCharsets.ISO_8859_1), List.of());
    }

    /** The first such frame that comes. */
    Frame await(Predicate<Frame> wanted) throws IOException {
        for (Frame frame = read();; frame = read()) {
            if (wanted.test(frame)) {
                return frame;
            }
        }
    }

    Answer answer(int stream) throws IOException {
        return answers(List.of(stream)).getFirst();
    }

    /** Those to the streams, in their order. */
    List<Answer> answers(List<Integer> streams) throws IOException {
        while (!answered.keySet().containsAll(streams)) {
            read();
        }
        return streams.stream().map(stream -> answered.get(stream)).toList();
    }

    private void take(Frame frame) {
        int stream = frame.stream();
        switch (frame.type()) {
            case HEADERS -> {
                Map<String, String> head = new LinkedHashMap<>();
                frame.fields().forEach(field -> head.put(field.getKey(), field.getValue()));
                heads.put(stream, head);
            }
            case DATA -> bodies.computeIfAbsent(stream, _ -> new StringBuilder()).append(frame.payload());
            case RST_STREAM -> answered.putIfAbsent(stream, answer(stream, frame.error()));
            default -> {
            }
        }
        if (frame.isEnd()) {
            answered.put(stream, answer(stream, -1));
        }
    }

    private Answer answer(int stream, int reset) {
        return new Answer(heads.getOrDefault(stream, Map.of()),
                bodies.getOrDefault(stream, new StringBuilder()).toString(), reset);
    }

    /** How much of earlier fields the edge says that it keeps. */
    long tableSize() {
        return fields.maxHeaderTableSize();
    }

    /** How many octets of a body have come. */
    int received(int stream) {
        return bodies.getOrDefault(stream, new StringBuilder()).length();
    }

    private List<Map.Entry<String, String>> decode(int stream, String payload) {
        ByteBuf block = Unpooled.copiedBuffer(payload, StandardCharsets.ISO_8859_1);
        List<Map.Entry<String, String>> decoded = new ArrayList<>();
        try {
            fields.decodeHeaders(stream, block)
                    .forEach(field -> decoded.add(Map.entry(field.getKey().toString(), field.getValue().toString())));
        } catch (Http2Exception e) {
            throw new IllegalStateException(e);
        }
        return decoded;
    }

    /** All that comes until the connection is closed. */
    List<Frame> untilClosed() throws IOException {
        List<Frame> frames = new ArrayList<>();
        try {
            while (true) {
                frames.add(read());
            }
        } catch (EOFException | SocketException | SSLException e) {
            return frames;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
