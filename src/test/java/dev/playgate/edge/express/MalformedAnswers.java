package dev.playgate.edge.express;

import java.util.ArrayList;
import java.util.List;

import dev.playgate.edge.express.OriginPlay.Close;
import dev.playgate.edge.express.OriginPlay.Send;

import static dev.playgate.edge.express.OriginPlay.head;

/** Answers of an origin that are no HTTP, or that may be read in two ways. It closes behind them, and some say so. */
final class MalformedAnswers {

    private static final String BODY = "0123456789";

    private MalformedAnswers() {
    }

    static List<OriginPlay> all() {
        List<OriginPlay> plays = new ArrayList<>();
        for (String start : List.of("nonsense", "\0\1nonsense", "", "HTTP/1.1", "HTTP/1.1 OK", "HTTP/1.1 2000 OK",
                "HTTP/1.1 20 OK",
                "HTTP/1.1 -200 OK", "HTTP/1.1 200OK", "HTTP/2.0 200 OK", "HTTP/1.2 200 OK", "HTTP/0.9 200 OK",
                "http/1.1 200 OK",
                "HTTP/1.1\t200\tOK", " HTTP/1.1 200 OK", "ICY 200 OK", "HTTP/1.1 000 OK", "HTTP/1.1 600 X",
                "HTTP/1.1 999 X",
                "HTTP/1.1 200 O\u00fcK", "HTTP/1.1 200 O\0K", "RTSP/1.0 200 OK")) {
            add(plays, "start line " + start, start + "\r\nContent-Length: 10\r\n\r\n" + BODY);
        }
        for (String line : List.of("no colon", ": no name", "X\0: y", "X: a\0b", "X: a\rb", "X: a\nb",
                "Content Length: 9", "X(: y",
                "\u00fc: y", "X: a\r\n folded", "ETag: \"a\r\n b\"", " ETag: \"e\"", "Content-Length: 10",
                "Content-Length: 11",
                "Content-Length: 10, 10", "Transfer-Encoding: chunked", "Transfer-Encoding: identity",
                "Content-Length:",
                "X: " + "a".repeat(40_000))) {
            add(plays, "line " + (line.length() > 50 ? "too long" : line),
                    head("200 OK", line, "Content-Length: 10") + BODY);
        }
        for (String length : List.of("ten", "-10", "+10", "0x0a", "1 0", "10;", "99999999999999999999",
                "9223372036854775807",
                " 10 ", "10.0", "\u0661")) {
            add(plays, "length " + length, head("200 OK", "Content-Length: " + length) + BODY);
        }
        for (String coding : List.of("chunked, chunked", "gzip, chunked", "chunked, gzip", "gzip", "xchunked",
                "CHUNKED", "identity",
                "", "chunked;q=1")) {
            add(plays, "coding " + coding,
                    head("200 OK", "Transfer-Encoding: " + coding) + "a\r\n" + BODY + "\r\n0\r\n\r\n");
        }
        for (String chunk : List.of("zz\r\nok\r\n", "-2\r\nok\r\n", "0x2\r\nok\r\n", " 2\r\nok\r\n", "2 \r\nok\r\n",
                "2\nok\n", "2\r\nokok\r\n",
                "\r\n", "fffffffffffffffff\r\nok\r\n", "80000000\r\nok\r\n", "2\r\nok0\r\n\r\n", "+2\r\nok\r\n",
                "2\rok\r\n",
                "2" + ";".repeat(9000) + "\r\nok\r\n")) {
            add(plays, "chunk " + (chunk.length() > 50 ? "too long" : chunk.replace("\r", "\\r").replace("\n", "\\n")),
                    head("200 OK", "Transfer-Encoding: chunked") + "2\r\nok\r\n" + chunk + "0\r\n\r\n");
        }
        for (String trailer : List.of("nonsense\r\n", "X: a\0b\r\n", "X: " + "a".repeat(40_000) + "\r\n",
                "Content-Length: 5\r\n")) {
            add(plays, "trailer " + (trailer.length() > 50 ? "too long" : trailer.strip()),
                    head("200 OK", "Transfer-Encoding: chunked") + "2\r\nok\r\n0\r\n" + trailer + "\r\n");
        }
        add(plays, "bare line feeds", "HTTP/1.1 200 OK\nContent-Length: 10\n\n" + BODY);
        add(plays, "bare carriage returns", "HTTP/1.1 200 OK\rContent-Length: 10\r\r" + BODY);
        add(plays, "lines before it", "\r\n\r\n" + head("200 OK", "Content-Length: 10") + BODY);
        add(plays, "another protocol", head("101 Switching Protocols", "Upgrade: websocket", "Connection: Upgrade"));
        add(plays, "another protocol, and more", head("101 X", "Upgrade: x", "Connection: Upgrade") + BODY);
        add(plays, "length and chunks",
                head("200 OK", "Content-Length: 3", "Transfer-Encoding: chunked") + "2\r\nok\r\n0\r\n\r\n");
        add(plays, "HTTP/1.0 in chunks", "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n");
        add(plays, "many lines",
                head("200 OK", java.util.Collections.nCopies(8000, "X: y").toArray(String[]::new)) + BODY);
        add(plays, "204 with a body", head("204 No Content", "Content-Length: 10") + BODY);
        add(plays, "304 with a body", head("304 Not Modified", "Content-Length: 10") + BODY);
        add(plays, "further octets", head("200 OK", "Content-Length: 2") + "ok and more");
        add(plays, "a further answer",
                head("200 OK", "Content-Length: 2") + "ok" + head("200 OK", "Content-Length: 4") + "evil");
        add(plays, "a further answer behind chunks",
                head("200 OK", "Transfer-Encoding: chunked") + OriginPlay.chunked("ok")
                        + head("200 OK", "Content-Length: 4") + "evil");
        return plays;
    }

    private static void add(List<OriginPlay> plays, String name, String text) {
        plays.add(OriginPlay.of(name, new Send(text), new Close()));
    }

    /** Those that leave octets behind them, on a connection that is kept. */
    static List<OriginPlay> leftovers() {
        List<OriginPlay> plays = new ArrayList<>();
        for (OriginPlay closing : all()) {
            if (closing.name().startsWith("a further") || closing.name().startsWith("further")
                    || closing.name().startsWith("304")
                    || closing.name().startsWith("204")) {
                plays.add(OriginPlay.of(closing.name() + ", kept", closing.steps().getFirst()));
            }
        }
        return plays;
    }
}
