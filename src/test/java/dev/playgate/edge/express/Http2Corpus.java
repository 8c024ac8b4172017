package dev.playgate.edge.express;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

import dev.playgate.edge.Http2Malformed;
import dev.playgate.edge.Http2Viewer;
import dev.playgate.edge.express.Http2Ask.Data;
import dev.playgate.edge.express.Http2Ask.Fields;
import dev.playgate.edge.express.Http2Ask.Part;
import dev.playgate.edge.express.Http2Conversation.Order;
import dev.playgate.edge.express.Http2Conversation.Rule;

import static dev.playgate.edge.express.OriginPlay.head;

/** What only HTTP/2 can say. */
final class Http2Corpus {

    private static final String MEDIA = "/hls{w}/Demo1-live1/{m0}.mp4" + Ask.TOKEN;
    private static final String API = "/api/v1/splay/verify";

    private Http2Corpus() {
    }

    static List<Http2Conversation> all() {
        List<Http2Conversation> all = new ArrayList<>();
        for (Http2Malformed.Form form : Http2Malformed.forms(MEDIA)) {
            all.add(new Http2Conversation("HTTP/2: " + form.name(), List.of(new Http2Ask(form.fields(), List.of())),
                    Order.IN_TURN, OptionalInt.empty(), List.of(), false, Rule.REFUSED));
        }
        all.addAll(bodies());
        all.addAll(leaving());
        return all;
    }

    private static List<Http2Conversation> bodies() {
        List<Http2Conversation> all = new ArrayList<>();
        List<List<Part>> proper = List.of(List.of(new Data("", true)), List.of(new Data("hello", true)),
                List.of(new Data("", false), new Data("hel", false), new Data("lo", true)),
                List.of(new Data("hello", false), trailers("x-trailer", "y")), List.of(trailers("x", "y")),
                List.of(new Data("hello", false), trailers("authorization", "Bearer {token}")));
        for (String method : List.of("GET", "HEAD", "POST", "OPTIONS")) {
            for (String path : List.of(MEDIA, API, "/hls{w}/Open1-live1/{m0}.mp4")) {
                proper.forEach(body -> all.add(body(fields(method, path), body, Rule.NONE)));
            }
        }
        for (String length : List.of("", "5", "0")) {
            List<String> fields = fields("POST", API);
            malformed(length.isEmpty() ? 0 : Integer.parseInt(length)).forEach(body -> all.add(body(length.isEmpty()
                    ? fields
                    : Stream.concat(fields.stream(), Stream.of("content-length", length)).toList(), body,
                    Rule.HARMLESS)));
        }
        return all;
    }

    private static List<String> fields(String method, String path) {
        return List.of(":method", method, ":scheme", "https", ":authority", "gate.example", ":path", path,
                "content-type", "application/json");
    }

    /** Bodies that are not as long as was said, or do not end as they may; an inner request is none. */
    private static List<List<Part>> malformed(int length) {
        String inner = "GET /hls{w}/Demo1-live1/{m1}.mp4?jwtoken={token} HTTP/1.1\r\nHost: gate.example\r\n\r\n";
        Data body = new Data("h".repeat(length), false);
        return List.of(List.of(body, new Data(inner, true)), List.of(new Data("0\r\n\r\n" + inner, true)),
                List.of(new Data("h".repeat(Math.max(0, length - 1)), true)),
                List.of(body, new Data("h", false), new Data("h", true)), List.of(body, trailers(":path", "/x")),
                List.of(body, trailers(":status", "200")), List.of(body, trailers("X-Trailer", "y")),
                List.of(body, trailers("connection", "close")),
                List.of(body, trailers("transfer-encoding", "chunked")), List.of(body, trailers("te", "gzip")),
                List.of(body, trailers("x", "y\r\n\r\n" + inner)), List.of(body, trailers("x", "y\0")),
                List.of(body, new Fields(List.of("x", "y"), false), new Data("more", true)),
                List.of(new Data("h".repeat(length), true), new Data("more", true)),
                List.of(new Data("h".repeat(length), true), trailers("x", "y")));
    }

    private static Part trailers(String name, String value) {
        return new Fields(List.of(name, value), true);
    }

    private static Http2Conversation body(List<String> fields, List<Part> body, Rule rule) {
        return new Http2Conversation("HTTP/2: " + fields + " with " + body,
                List.of(new Http2Ask(fields, body)), Order.IN_TURN, OptionalInt.empty(), List.of(), false, rule);
    }

    /**
     * Whoever is reset harms none beside it, and none behind it. Some of it is a matter of chance, so that it is tried more than
     * once: the connection that is made for the next one may get the number of the one that is closed for the reset.
     */
    private static List<Http2Conversation> leaving() {
        OriginPlay endless = OriginPlay.of("endless", new OriginPlay.Send(head("200 OK", "Transfer-Encoding: chunked")),
                new OriginPlay.Endless());
        OriginPlay slow = OriginPlay.of("silent", new OriginPlay.Stall());
        List<Http2Conversation> all = new ArrayList<>();
        for (int octets : List.of(0, 1, 1, 1, 1, 100_000)) {
            for (Order order : Order.values()) {
                List<Http2Ask> asks = Stream.iterate(0, i -> i + 1).limit(5)
                        .map(i -> new Http2Ask(List.of(Http2Viewer.get(MEDIA.replace("{m0}", "{m" + i + "}"))),
                                List.of()))
                        .toList();
                List<OriginPlay> plays = new ArrayList<>(List.of(octets == 0 ? slow : endless));
                plays.addAll(Collections.nCopies(4, OriginPlay.text("large",
                        head("200 OK", "Content-Length: 100000") + "0123456789".repeat(10_000))));
                all.add(new Http2Conversation("HTTP/2: reset after " + octets + ", and others " + order, asks, order,
                        OptionalInt.of(octets), plays, true, Rule.NONE));
            }
        }
        return all;
    }
}
