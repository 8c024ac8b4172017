package dev.playgate.edge.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import com.sun.net.httpserver.HttpServer;

/** Takes traces by OTLP over HTTP, as {@code trace.proto} of opentelemetry-proto numbers them. */
public final class TraceCollector {

    private static final String PATH = "/v1/traces";

    private final HttpServer server;
    private final List<byte[]> bodies = new CopyOnWriteArrayList<>();
    private final List<String> credentials = new CopyOnWriteArrayList<>();

    /**
     * A span.
     *
     * @param parent empty: it is the first of its trace
     * @param kind 2: of a server, 3: of a client
     * @param failed whether its status is an error
     */
    public record Span(String trace, String id, String parent, String state, String name, long kind, long nanos,
            Map<String, String> attributes, boolean failed) {

        /** The value of an attribute; empty: it has none. */
        public String at(String attribute) {
            return attributes.getOrDefault(attribute, "");
        }
    }

    private TraceCollector(HttpServer server) {
        this.server = server;
    }

    /** For as long as the process lives. */
    public static TraceCollector start() {
        try {
            TraceCollector collector = new TraceCollector(
                    HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
            collector.server.createContext(PATH, exchange -> {
                collector.credentials.addAll(exchange.getRequestHeaders().getOrDefault("Authorization", List.of()));
                collector.bodies.add(exchange.getRequestBody().readAllBytes());
                exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
                exchange.sendResponseHeaders(200, -1);
                exchange.close();
            });
            collector.server.start();
            return collector;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + PATH;
    }

    /** All that came so far, as text, in which what is ASCII stands as it is. */
    public String text() {
        return bodies.stream().map(body -> new String(body, StandardCharsets.ISO_8859_1)).collect(Collectors.joining());
    }

    /** The fields {@code Authorization} that came. */
    List<String> credentials() {
        return List.copyOf(credentials);
    }

    public List<Span> spans() {
        return bodies.stream().map(TraceCollector::message).flatMap(body -> parts(body, 1))
                .flatMap(resource -> parts(resource, 2)).flatMap(scope -> parts(scope, 2)).map(TraceCollector::span)
                .toList();
    }

    private static Span span(UnknownFieldSet span) {
        Map<String, String> attributes = parts(span, 9).collect(
                Collectors.toMap(pair -> text(pair, 1), pair -> value(parts(pair, 2).findFirst().orElseThrow())));
        return new Span(hex(span, 1), hex(span, 2), hex(span, 4), text(span, 3), text(span, 5),
                span.getField(6).getVarintList().getFirst(),
                span.getField(8).getFixed64List().getFirst() - span.getField(7).getFixed64List().getFirst(),
                attributes,
                parts(span, 15).anyMatch(status -> status.getField(3).getVarintList().contains(2L)));
    }

    private static String value(UnknownFieldSet any) {
        return any.hasField(1) ? text(any, 1) : Long.toString(any.getField(3).getVarintList().getFirst());
    }

    private static Optional<ByteString> bytes(UnknownFieldSet message, int number) {
        return message.getField(number).getLengthDelimitedList().stream().findFirst();
    }

    private static String text(UnknownFieldSet message, int number) {
        return bytes(message, number).map(ByteString::toStringUtf8).orElse("");
    }

    private static String hex(UnknownFieldSet message, int number) {
        return bytes(message, number).map(found -> HexFormat.of().formatHex(found.toByteArray())).orElse("");
    }

    private static Stream<UnknownFieldSet> parts(UnknownFieldSet message, int number) {
        return message.getField(number).getLengthDelimitedList().stream().map(part -> message(part.toByteArray()));
    }

    private static UnknownFieldSet message(byte[] bytes) {
        try {
            return UnknownFieldSet.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new UncheckedIOException(e);
        }
    }
}
