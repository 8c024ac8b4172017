package dev.playgate.edge.express;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.playgate.edge.express.OriginPlay.Apart;
import dev.playgate.edge.express.OriginPlay.Close;
import dev.playgate.edge.express.OriginPlay.Reset;
import dev.playgate.edge.express.OriginPlay.Send;
import dev.playgate.edge.express.OriginPlay.Stall;

import static dev.playgate.edge.express.OriginPlay.chunked;
import static dev.playgate.edge.express.OriginPlay.head;

/** What origins answer, and what they must not. */
final class AnswerCorpus {

    private static final String LENGTH = "Content-Length: 10";
    private static final String CHUNKED = "Transfer-Encoding: chunked";
    private static final String VIDEO = "Content-Type: video/mp4";
    private static final String BODY = "0123456789";

    /** Field lines of an answer that is else a plain one. */
    static final List<String> FIELDS = List.of("ETag: \"e\"", "etag:W/\"e\"",
            "Last-Modified: Mon, 01 Jan 2024 00:00:00 GMT",
            "Cache-Control: public, max-age=60", "Cache-Control: no-store", "Expires: 0", "Age: 7",
            "Date: Mon, 01 Jan 2024 00:00:00 GMT", "Vary: Accept-Encoding", "Vary: Origin", "Content-Encoding: gzip",
            "Content-Language: de", "Content-Disposition: attachment; filename=\"a\"", "Accept-Ranges: bytes",
            "Content-Range: bytes 0-9/10", "Retry-After: 7", "Set-Cookie: a=b", "Server: nginx", "X-Powered-By: y",
            "X-Request-Id: theirs", "Access-Control-Allow-Origin: https://evil.example", "Alt-Svc: h3=\":443\"",
            "Access-Control-Allow-Credentials: true", "Strict-Transport-Security: max-age=1", "Link: </x>; rel=preload",
            "Keep-Alive: timeout=9", "Connection: close", "Connection: keep-alive", "Connection: ETag",
            "Connection: X-Foo",
            "Proxy-Connection: close", "Trailer: X-Foo", "Upgrade: h2c", "Via: 1.1 cache", "Warning: 110 - x",
            "WWW-Authenticate: Basic", "Proxy-Authenticate: Basic", "Referrer-Policy: unsafe-url",
            "X-Content-Type-Options: none", "X-Playgate-Shadow: x", "Allow: GET", "Content-Type: text/html",
            "Content-Type: application/vnd.apple.mpegurl", "Content-Type: application/dash+xml", "X: a\u00fcb",
            "ETag: \u00fc",
            "X-Empty:", "ETag:", "ETag :  \"e\"", "X: " + "a".repeat(20_000), "Content-Location: /x");

    /** With a body; 205 has none, and what becomes of one is a matter of chance. */
    static final List<String> STATUSES = List.of("200 OK", "200", "200 ", "200 Fine and more", "201 Created", "203 X",
            "206 Partial Content", "207 X", "226 IM Used", "299 X", "400 Bad Request",
            "401 Unauthorized",
            "403 Forbidden", "404 Not Found", "405 X", "408 X", "410 Gone", "412 Precondition Failed",
            "416 Range Not Satisfiable", "418 Teapot", "421 X", "429 Too Many Requests", "451 X", "499 X", "500 Oops",
            "501 X", "502 X", "503 Busy", "504 X", "599 X", "300 Multiple Choices", "305 X", "399 X");

    static final List<String> LOCATIONS = List.of("next.mp4", "/hls0/Demo1-live1/next.mp4", "?a=1", "#x", "",
            "../x.mp4",
            "//evil.example/x", "http://evil.example/x", "https://evil.example/x", "/\\evil.example",
            "\\\\evil.example",
            "http://" + OriginPlay.AUTHORITY + "/hls0/Demo1-live1/next.mp4", "https://" + OriginPlay.AUTHORITY + "/x",
            "http://gate.example/hls0/Demo1-live1/next.mp4", "//gate.example/hls0/Demo1-live1/next.mp4", "javascript:x",
            "http://u@gate.example/x", "http:next.mp4", "/hls0/Demo1-live1/next.mp4?jwtoken=x",
            "/hls0/Rival-live1/next.mp4",
            "/nothing", "next.mp4?a=1#b", " next.mp4", "n\u00e4xt.mp4", "HTTP://GATE.EXAMPLE/hls0/Demo1-live1/x.mp4");

    private AnswerCorpus() {
    }

    /** For media. */
    static List<OriginPlay> media() {
        List<OriginPlay> plays = new ArrayList<>(framings());
        FIELDS.forEach(line -> {
            plays.add(OriginPlay.text("field " + brief(line), head("200 OK", VIDEO, line, LENGTH) + BODY));
            plays.add(OriginPlay.text("304 with field " + brief(line), head("304 Not Modified", line)));
        });
        for (String status : STATUSES) {
            plays.add(OriginPlay.text("status " + status, head(status, VIDEO, LENGTH) + BODY));
        }
        for (String location : LOCATIONS) {
            plays.add(OriginPlay.text("302 to " + location,
                    head("302 Found", "Location: " + location, "Content-Length: 0")));
        }
        for (String status : List.of("301 X", "303 X", "307 X", "308 X", "200 OK", "201 X", "304 X")) {
            plays.add(OriginPlay.text("location with " + status,
                    head(status, "Location: next.mp4", "Content-Length: 0")));
            plays.add(OriginPlay.text("location of others with " + status,
                    head(status, "Location: http://evil.example/", "Content-Length: 0")));
        }
        plays.add(OriginPlay.text("two locations",
                head("302 X", "Location: a.mp4", "Location: //b", "Content-Length: 0")));
        plays.addAll(MalformedAnswers.all());
        return plays;
    }

    private static String brief(String text) {
        return text.length() > 60 ? text.substring(0, 60) + ".." : text;
    }

    private static List<OriginPlay> framings() {
        String length = head("200 OK", VIDEO, LENGTH);
        String chunks = head("200 OK", VIDEO, CHUNKED);
        String large = "0123456789abcdef".repeat(20_000);
        return Stream.of(OriginPlay.video(), OriginPlay.text("length", length + BODY),
                OriginPlay.text("empty", head("200 OK", VIDEO, "Content-Length: 0")),
                OriginPlay.text("large", head("200 OK", VIDEO, "Content-Length: " + large.length()) + large),
                OriginPlay.text("large chunk", chunks + chunked(large)),
                OriginPlay.text("chunks", chunks + chunked("01", "2", "3456789")),
                OriginPlay.text("no chunk", chunks + chunked()),
                OriginPlay.text("chunk extensions", chunks + "2;a=b;c=\"d\"\r\nok\r\n0;e\r\n\r\n"),
                OriginPlay.text("sizes with zeros and letters",
                        chunks + "0002\r\nok\r\n00A\r\n" + BODY + "\r\n0000\r\n\r\n"),
                OriginPlay.text("trailers", chunks + "2\r\nok\r\n0\r\nETag: \"e\"\r\nX-Secret: y\r\n\r\n"),
                OriginPlay.text("announced trailers",
                        head("200 OK", VIDEO, CHUNKED, "Trailer: ETag") + "2\r\nok\r\n0\r\nETag: \"e\"\r\n\r\n"),
                OriginPlay.of("until closed", new Send(head("200 OK", VIDEO) + BODY), new Close()),
                OriginPlay.of("until closed, empty", new Send(head("200 OK", VIDEO)), new Close()),
                OriginPlay.of("length, then closed", new Send(length + BODY), new Close()),
                OriginPlay.of("said to be closed", new Send(head("200 OK", VIDEO, LENGTH, "Connection: close") + BODY),
                        new Close()),
                OriginPlay.of("chunks, then closed", new Send(chunks + chunked("ok")), new Close()),
                OriginPlay.of("in two parts", new Send(length + "01234"), new Apart(), new Send("56789")),
                OriginPlay.of("head in two parts", new Send(length.substring(0, 20)), new Apart(),
                        new Send(length.substring(20) + BODY)),
                OriginPlay.of("head, then body", new Send(length), new Apart(), new Send(BODY)),
                OriginPlay.of("chunk in parts", new Send(chunks + "a\r\n012"), new Apart(),
                        new Send("3456789\r"), new Apart(), new Send("\n0\r\n"), new Apart(), new Send("\r\n")),
                OriginPlay.text("HTTP/1.0", "HTTP/1.0 200 OK\r\n" + VIDEO + "\r\n" + LENGTH + "\r\n\r\n" + BODY),
                OriginPlay.of("HTTP/1.0 until closed", new Send("HTTP/1.0 200 OK\r\n\r\n" + BODY), new Close()),
                OriginPlay.text("HTTP/1.0 kept",
                        "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\n" + LENGTH + "\r\n\r\n" + BODY),
                OriginPlay.text("204", head("204 No Content")),
                OriginPlay.text("204 with a length", head("204 No Content", "Content-Length: 0")),
                OriginPlay.text("304", head("304 Not Modified", "ETag: \"e\"")),
                OriginPlay.text("304 with a length", head("304 Not Modified", "ETag: \"e\"", LENGTH)),
                OriginPlay.text("304 in chunks", head("304 Not Modified", CHUNKED)),
                OriginPlay.text("205", head("205 Reset Content", "Content-Length: 0")),
                interim("100 Continue"), interim("102 Processing"), interim("103 Early Hints"), interim("199 X"),
                OriginPlay.text("many interim", head("103 X", "Link: </x>").repeat(5) + length + BODY),
                OriginPlay.of("interim, then more", new Send(head("103 X")), new Apart(), new Send(length + BODY)),
                OriginPlay.text("range",
                        head("206 Partial Content", "Content-Range: bytes 2-4/9", "Content-Length: 3") + "cde"),
                OriginPlay.text("ranges",
                        head("206 X", "Content-Type: multipart/byteranges; boundary=b", "Content-Length: 5")
                                + "--b--"),
                OriginPlay.text("range that is not", head("416 X", "Content-Range: bytes */9", "Content-Length: 0")),
                OriginPlay.of("cut", new Send(length + "01234"), new Apart(), new Close()),
                OriginPlay.of("cut in a chunk", new Send(chunks + "a\r\n01234"), new Apart(), new Close()),
                OriginPlay.of("cut between chunks", new Send(chunks + "5\r\n01234\r\n"), new Apart(), new Close()),
                OriginPlay.of("cut before the last line end", new Send(chunks + "2\r\nok\r\n0\r\n"), new Apart(),
                        new Close()),
                OriginPlay.of("reset", new Send(length + "01234"), new Apart(), new Reset()),
                OriginPlay.of("reset in a chunk", new Send(chunks + "a\r\n01234"), new Apart(), new Reset()),
                OriginPlay.of("cut behind the head", new Send(length), new Apart(), new Close()),
                OriginPlay.of("chunks that are cut behind the head", new Send(chunks), new Apart(), new Close()),
                OriginPlay.of("closed at once", new Close()).again(),
                OriginPlay.of("reset at once", new Reset()).again(),
                OriginPlay.of("closed in the head", new Send(length.substring(0, 30)), new Close()).again(),
                OriginPlay.of("closed behind an interim", new Send(head("103 X")), new Close()).again())
                .toList();
    }

    private static OriginPlay interim(String status) {
        return OriginPlay.text("interim " + status, head(status, "Link: </x>") + head("200 OK", VIDEO, LENGTH) + BODY);
    }

    /** What takes as long as the settings of the edges. */
    static List<OriginPlay> slow() {
        return List.of(OriginPlay.of("silent", new Stall()),
                OriginPlay.of("silent in the head", new Send("HTTP/1.1 200 OK\r\nETag"), new Stall()),
                OriginPlay.of("silent behind an interim", new Send(head("103 X")), new Stall()),
                OriginPlay.of("silent behind the head", new Send(head("200 OK", VIDEO, LENGTH)), new Stall()),
                OriginPlay.of("silent in the body", new Send(head("200 OK", VIDEO, LENGTH) + "01234"), new Stall()),
                OriginPlay.of("silent in a chunk", new Send(head("200 OK", VIDEO, CHUNKED) + "a\r\n01234"),
                        new Stall()),
                OriginPlay.of("silent before the last chunk", new Send(head("200 OK", VIDEO, CHUNKED) + "2\r\nok\r\n"),
                        new Stall()),
                OriginPlay.of("silent, to be closed", new Send(head("200 OK", VIDEO) + BODY), new Stall()));
    }
}
