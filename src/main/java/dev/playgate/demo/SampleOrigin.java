package dev.playgate.demo;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.context.SmartLifecycle;
import reactor.core.publisher.Mono;
import reactor.netty.ChannelBindException;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.resources.LoopResources;

/**
 * A media origin on 127.0.0.1 with a server of its own: live HLS streams, two renditions, that loop a clip without end and
 * without discontinuity. It asks nobody for a token; that is Playgate's work. It writes down every request it gets.
 */
public final class SampleOrigin implements SmartLifecycle {

    /** Far above what Playgate sends on, so that a request too large by its rules would still be written down. */
    private static final int MAX_HEAD = 256 * 1024;

    private record Running(DisposableServer server, LoopResources loops, RequestLog log) {}

    private final InstantSource clock;
    private final DemoProperties properties;
    private volatile @Nullable Running running;

    public SampleOrigin(InstantSource clock, DemoProperties properties) {
        this.clock = clock;
        this.properties = properties;
    }

    /** @throws IllegalStateException if the port is taken */
    @Override
    public synchronized void start() {
        if (running != null) {
            return;
        }
        SampleStream.load();
        RequestLog log = new RequestLog(properties.originLog());
        LoopResources loops = LoopResources.create("sample-origin", 1, true);
        try {
            DisposableServer server = HttpServer.create().host("127.0.0.1").port(properties.originPort()).runOn(loops)
                    .httpRequestDecoder(limits -> limits.maxInitialLineLength(MAX_HEAD).maxHeaderSize(MAX_HEAD))
                    .handle((request, response) -> handle(log, request, response)).bindNow();
            running = new Running(server, loops, log);
        } catch (ChannelBindException e) {
            loops.dispose();
            log.close();
            throw new IllegalStateException("The sample origin cannot listen on 127.0.0.1:" + properties.originPort()
                    + "; choose another port with playgate.demo.origin-port", e);
        }
    }

    @Override
    public synchronized void stop() {
        Running stopping = running;
        if (stopping != null) {
            running = null;
            stopping.server().disposeNow(Duration.ofSeconds(3));
            stopping.loops().dispose();
            stopping.log().close();
        }
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }

    /** Ahead of the gateway's own server (which stops first), whose first request may come at once. */
    @Override
    public int getPhase() {
        return 0;
    }

    /** A cached test context must find the origin on the port where it left it. */
    @Override
    public boolean isPauseable() {
        return false;
    }

    /**
     * The port it listens on.
     *
     * @throws IllegalStateException if it does not run
     */
    public int port() {
        return started().server().port();
    }

    /**
     * The last 10,000 requests received since the start, in the order in which they came.
     *
     * @throws IllegalStateException if it does not run
     */
    public List<RecordedRequest> requests() {
        return started().log().requests();
    }

    private Running started() {
        Running now = running;
        if (now == null) {
            throw new IllegalStateException("the sample origin is not running");
        }
        return now;
    }

    private Publisher<Void> handle(RequestLog log, HttpServerRequest request, HttpServerResponse response) {
        RecordedRequest received = record(request);
        Answer answer = Answer.to(received.method(), received.target(), request.requestHeaders(), received.time());
        return log.append(received).then(Mono.defer(() -> {
            answer.headers().forEach(response::header);
            response.status(answer.status());
            if (answer.status() == 304) {
                return response.send().then();
            }
            response.header("Content-Length", String.valueOf(answer.body().remaining()));
            return received.method().equals("HEAD")
                    ? response.send().then()
                    : response.sendObject(Unpooled.wrappedBuffer(answer.body())).then();
        }));
    }

    private RecordedRequest record(HttpServerRequest request) {
        InetSocketAddress peer = request.remoteAddress();
        return new RecordedRequest(clock.instant(), request.method().name(), request.uri(),
                request.requestHeaders().entries().stream()
                        .map(header -> new RecordedRequest.Header(header.getKey(), header.getValue())).toList(),
                peer == null ? "unknown" : peer.getAddress().getHostAddress() + ":" + peer.getPort());
    }
}
