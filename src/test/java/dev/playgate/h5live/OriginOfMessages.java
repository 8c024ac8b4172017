package dev.playgate.h5live;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

import static java.nio.charset.StandardCharsets.UTF_8;

/** An origin that lets any stream be chosen inside the socket, has no media, and remembers what it was told. */
final class OriginOfMessages implements AutoCloseable {

    private static final String GREETING = """
        {"eventType":"onServerInfo","onServerInfo":{"capabilities":["onUpdateSource"],"events":[]}}""";
    private static final String DONE = """
        {"eventType":"onUpdateSourceSuccess","onUpdateSourceSuccess":{"requestId":1,"tag":"a","count":1}}""";

    private final List<String> told = new CopyOnWriteArrayList<>();
    private final List<String> targets = new CopyOnWriteArrayList<>();
    private final DisposableServer server = HttpServer.create().host("127.0.0.1").port(0)
            .handle((request, response) -> {
                targets.add(request.uri());
                return response.sendWebsocket((in, out) -> out.sendObject(Flux.<WebSocketFrame>concat(
                        Mono.fromSupplier(() -> new TextWebSocketFrame(GREETING)),
                        in.aggregateFrames().receiveFrames().map(this::answer))).then());
            }).bindNow();

    private WebSocketFrame answer(WebSocketFrame frame) {
        told.add(frame instanceof TextWebSocketFrame text
                ? text.text()
                : frame.getClass().getSimpleName() + " " + new String(ByteBufUtil.getBytes(frame.content()), UTF_8));
        return new TextWebSocketFrame(DONE);
    }

    String url() {
        return "http://127.0.0.1:" + server.port();
    }

    /** Messages after the handshake, of all connections. */
    List<String> told() {
        return List.copyOf(told);
    }

    /** Of the handshakes. */
    List<String> targets() {
        return List.copyOf(targets);
    }

    @Override
    public void close() {
        server.disposeNow(Duration.ofSeconds(5));
    }
}
