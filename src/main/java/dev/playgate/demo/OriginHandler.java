package dev.playgate.demo;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BiFunction;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.Connection;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** Writes every request down, and answers it. */
final class OriginHandler implements BiFunction<HttpServerRequest, HttpServerResponse, Publisher<Void>> {

    private final InstantSource clock;
    private final RequestLog log;
    private final LiveFeed feed;

    OriginHandler(InstantSource clock, RequestLog log, LiveFeed feed) {
        this.clock = clock;
        this.log = log;
        this.feed = feed;
    }

    @Override
    public Publisher<Void> apply(HttpServerRequest request, HttpServerResponse response) {
        RecordedRequest received = record(request);
        Channel[] channel = new Channel[1];
        request.withConnection(connection -> channel[0] = connection.channel());
        return log.append(received).publishOn(Schedulers.fromExecutor(channel[0].eventLoop()))
                .then(Mono.defer(() -> answer(received, request, response)));
    }

    private Mono<Void> answer(RecordedRequest received, HttpServerRequest request, HttpServerResponse response) {
        Optional<H5LiveTarget> h5live = H5LiveTarget.parse(received.target());
        if (h5live.isPresent()) {
            return isUpgrade(request)
                    ? response.sendWebsocket((in, out) -> H5LiveSession.run(h5live.get(), feed, in, out))
                    : send(Answer.text(426, "H5Live is a WebSocket.").with("Upgrade", "websocket"), received, response);
        }
        return reply(received, request, response);
    }

    private Mono<Void> reply(RecordedRequest received, HttpServerRequest request, HttpServerResponse response) {
        return switch (Reply.to(received.method(), received.target(), request.requestHeaders(), clock.instant())) {
            case Answer answer -> send(answer, received, response);
            case Reply.Later later -> Mono.delay(untilThen(later)).then(Mono.defer(
                    () -> reply(received, request, response)));
            case Reply.Live live -> stream(live, response);
        };
    }

    /** A millisecond at least, so that a clock that was set back is not asked in a loop. */
    private Duration untilThen(Reply.Later later) {
        return Duration.ofMillis(Math.max(1, Duration.between(clock.instant(), later.at()).toMillis() + 1));
    }

    private static Mono<Void> send(Answer answer, RecordedRequest received, HttpServerResponse response) {
        answer.headers().forEach(response::header);
        response.status(answer.status());
        if (answer.status() == 304) {
            return response.send().then();
        }
        response.header("Content-Length", String.valueOf(answer.body().remaining()));
        return received.method().equals("HEAD")
                ? response.send().then()
                : response.sendObject(Unpooled.wrappedBuffer(answer.body())).then();
    }

    private Mono<Void> stream(Reply.Live live, HttpServerResponse response) {
        live.head().headers().forEach(response::header);
        Connection[] connection = new Connection[1];
        response.withConnection(own -> connection[0] = own);
        Channel channel = connection[0].channel();
        FrameViewer viewer = new FrameViewer(channel, live.rendition(),
                media -> new DefaultHttpContent(media.plain().retainedDuplicate()));
        return response.sendHeaders().then().then(Mono.<Void>defer(() -> {
            feed.join(viewer, true);
            return Mono.<Void>never();
        }).doFinally(end -> feed.leave(viewer)));
    }

    private static boolean isUpgrade(HttpServerRequest request) {
        return request.requestHeaders().contains(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)
                && request.requestHeaders().get(HttpHeaderNames.SEC_WEBSOCKET_VERSION, "").equals("13");
    }

    private RecordedRequest record(HttpServerRequest request) {
        InetSocketAddress peer = request.remoteAddress();
        return new RecordedRequest(clock.instant(), request.method().name(), request.uri(),
                request.requestHeaders().entries().stream()
                        .map(header -> new RecordedRequest.Header(header.getKey(), header.getValue())).toList(),
                peer == null ? "unknown" : peer.getAddress().getHostAddress() + ":" + peer.getPort());
    }
}
