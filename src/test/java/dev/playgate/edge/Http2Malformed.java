package dev.playgate.edge;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Fields of requests that HTTP/2 can say, and that are malformed: each is a proper one with one thing other. */
public final class Http2Malformed {

    /**
     * One of them.
     *
     * @param fields name, value, name, value
     */
    public record Form(String name, List<String> fields) {}

    private Http2Malformed() {
    }

    /**
     * All of them.
     *
     * @param target that of a proper request
     */
    public static List<Form> forms(String target) {
        String[] get = Http2Viewer.get(target);
        return List.of(of("no method", without(get, 0)), of("no scheme", without(get, 1)),
                of("H2 no authority", without(get, 2)), of("no path", without(get, 3)),
                of("two methods", Http2Viewer.with(new String[]{":method", "GET"}, get)),
                of("two paths", Http2Viewer.with(new String[]{":path", "/api/v1/x"}, get)),
                of("H2 two authorities", Http2Viewer.with(new String[]{":authority", "gate.example"}, get)),
                of("a pseudo field behind others", Http2Viewer.with(without(get, 3), "x", "y", ":path", get[7])),
                of("an unknown pseudo field", Http2Viewer.with(new String[]{":protocol", "websocket"}, get)),
                of("one of answers", Http2Viewer.with(new String[]{":status", "200"}, get)),
                of("H2 another host", Http2Viewer.with(get, "host", "other.example")),
                of("H2 two hosts", Http2Viewer.with(get, "host", "gate.example", "host", "gate.example")),
                of("H2 an empty authority", replaced(get, 2, "")), of("H2 a blank", replaced(get, 2, "a b")),
                of("H2 a user", replaced(get, 2, "u@gate.example")),
                of("H2 a path", replaced(get, 2, "gate.example/x")),
                of("H2 a line within", replaced(get, 2, "gate.example\r\nX: y")),
                of("H2 a long port", replaced(get, 2, "gate.example:123456")),
                of("B8 CONNECT", replaced(get, 0, "CONNECT")), of("a blank in the method", replaced(get, 0, "GET /x")),
                of("no method in the method", replaced(get, 0, "")),
                of("a line in the method", replaced(get, 0, "GET / HTTP/1.1\r\nX: y\r\n\r\nGET")),
                of("not by TLS", replaced(get, 1, "http")), of("no web", replaced(get, 1, "file")),
                of("an empty path", replaced(get, 3, "")), of("*", replaced(get, 3, "*")),
                of("a whole URL", replaced(get, 3, "https://gate.example/hls/Demo1-live1/a.mp4")),
                of("a blank in the path", replaced(get, 3, get[7] + " HTTP/1.1")),
                of("a line in the path", replaced(get, 3, get[7] + " HTTP/1.1\r\nHost: x\r\n\r\nGET /x")),
                of("a tab in the path", replaced(get, 3, "/hls/Demo1-live1/a\t.mp4")),
                of("a NUL in the path", replaced(get, 3, "/hls/Demo1-live1/a\0.mp4")),
                of("a capital", Http2Viewer.with(get, "X-Foo", "y")), of("no name", Http2Viewer.with(get, "", "y")),
                of("a blank in a name", Http2Viewer.with(get, "x y", "z")),
                of("a colon in a name", Http2Viewer.with(get, "x:y", "z")),
                of("a line in a name", Http2Viewer.with(get, "x: y\r\nz", "z")),
                of("a line in a value", Http2Viewer.with(get, "x", "y\r\nauthorization: Bearer z")),
                of("a line feed in a value", Http2Viewer.with(get, "x", "y\nz")),
                of("a carriage return in a value", Http2Viewer.with(get, "x", "y\rz")),
                of("a NUL in a value", Http2Viewer.with(get, "x", "y\0z")),
                of("a blank before a value", Http2Viewer.with(get, "x", " y")),
                of("a blank behind a value", Http2Viewer.with(get, "x", "y\t")),
                of("B7 connection", Http2Viewer.with(get, "connection", "close")),
                of("B7 keep-alive", Http2Viewer.with(get, "keep-alive", "timeout=5")),
                of("B7 proxy-connection", Http2Viewer.with(get, "proxy-connection", "close")),
                of("B7 transfer-encoding", Http2Viewer.with(get, "transfer-encoding", "chunked")),
                of("B8 upgrade", Http2Viewer.with(get, "upgrade", "websocket")),
                of("B7 te", Http2Viewer.with(get, "te", "gzip")),
                of("B7 a length without a body", Http2Viewer.with(get, "content-length", "5")),
                of("B7 two lengths", Http2Viewer.with(get, "content-length", "0", "content-length", "5")),
                of("B7 a list of lengths", Http2Viewer.with(get, "content-length", "0, 5")),
                of("B7 a negative length", Http2Viewer.with(get, "content-length", "-0")),
                of("B7 a length with a plus", Http2Viewer.with(get, "content-length", "+0")),
                of("B7 a huge length", Http2Viewer.with(get, "content-length", "99999999999999999999")),
                of("H3 a long path", replaced(get, 3, get[7] + "&x=" + "a".repeat(9000))),
                of("H3 a long field", Http2Viewer.with(get, "x", "a".repeat(17_000))),
                of("H3 many fields", Http2Viewer.with(get, many())),
                of("H3 long fields", Http2Viewer.with(get, "x", "a".repeat(15_000), "y", "a".repeat(9000))));
    }

    private static Form of(String name, String[] fields) {
        return new Form(name, List.of(fields));
    }

    private static String[] many() {
        return Stream.generate(() -> Stream.of("x", "y")).limit(800).flatMap(field -> field).toArray(String[]::new);
    }

    private static String[] without(String[] fields, int index) {
        return IntStream.range(0, fields.length).filter(i -> i / 2 != index).mapToObj(i -> fields[i])
                .toArray(String[]::new);
    }

    private static String[] replaced(String[] fields, int index, String value) {
        String[] replaced = fields.clone();
        replaced[2 * index + 1] = value;
        return replaced;
    }
}
