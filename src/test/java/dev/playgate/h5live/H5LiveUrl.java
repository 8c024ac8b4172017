package dev.playgate.h5live;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * What the player asks for: its query parameters in its order.
 *
 * @param own parameters of the page and, behind them, what a test adds to spoil the request
 */
record H5LiveUrl(String path, String stream, String cid, List<String> flags, List<Parameter> own,
        List<Parameter> security) {

    private static final AtomicInteger CONNECTIONS = new AtomicInteger(700_000);

    /** One query parameter, decoded. */
    record Parameter(String name, String value) {

        private String encoded() {
            return name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
        }
    }

    H5LiveUrl {
        flags = List.copyOf(flags);
        own = List.copyOf(own);
        security = List.copyOf(security);
    }

    /** Of a connection of its own, without a token. */
    static H5LiveUrl of(String stream) {
        return new H5LiveUrl("/h5live/authstream/stream.mp4", stream, "" + CONNECTIONS.incrementAndGet(),
                List.of("faststart"), List.of(), List.of());
    }

    H5LiveUrl at(String otherPath) {
        return new H5LiveUrl(otherPath, stream, cid, flags, own, security);
    }

    H5LiveUrl with(String token) {
        List<Parameter> all = new ArrayList<>(security);
        all.add(new Parameter("jwtoken", token));
        return new H5LiveUrl(path, stream, cid, flags, own, all);
    }

    H5LiveUrl and(String name, String value) {
        List<Parameter> all = new ArrayList<>(own);
        all.add(new Parameter(name, value));
        return new H5LiveUrl(path, stream, cid, flags, all, security);
    }

    H5LiveUrl flagged(String... otherFlags) {
        return new H5LiveUrl(path, stream, cid, List.of(otherFlags), own, security);
    }

    /** Path and query as they are sent. */
    String target() {
        List<Parameter> all = new ArrayList<>(List.of(new Parameter("url", "rtmp://localhost/splay"),
                new Parameter("stream", stream), new Parameter("cid", cid), new Parameter("pid", "1636236401")));
        if (!flags.isEmpty()) {
            all.add(new Parameter("flags", String.join(",", flags)));
        }
        all.addAll(own);
        all.addAll(security);
        return path + "?" + all.stream().map(Parameter::encoded).collect(Collectors.joining("&"));
    }

    /** In the socket: go on with that stream, with the token that is in force. */
    static String change(String stream) {
        return change(stream, "");
    }

    /** In the socket: go on with that stream, and with that token. */
    static String change(String stream, String token) {
        String security = token.isEmpty() ? "" : ",\"security\":{\"jwtoken\":\"" + token + "\"}";
        return """
            {"eventType":"onUpdateSource","onUpdateSource":{"options":{"faststart":true},"tag":"a","count":1,\
            "rtmp":{"url":"rtmp://localhost/splay","stream":"%s"}%s},"requestId":1}""".formatted(stream, security);
    }
}
