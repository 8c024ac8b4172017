package dev.playgate.edge.authorize;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

import dev.playgate.edge.Answer;
import dev.playgate.edge.BareFailure;
import dev.playgate.edge.ChannelAnswers;
import dev.playgate.edge.ConnectionProperties;
import dev.playgate.edge.Drain;
import dev.playgate.edge.LoopLoads;
import dev.playgate.edge.access.AccessWatches;
import dev.playgate.edge.access.WatchedRequest;
import dev.playgate.policy.Outage;
import dev.playgate.policy.Refusal;
import dev.playgate.viewer.IpAddress;
import dev.playgate.viewer.IpRange;

/**
 * Answers other proxies on a port of its own, which no viewer reaches through them. Whoever is not one of the peers is not
 * listened to.
 */
final class AuthorizeServer implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(AuthorizeServer.class);

    /** Of a connection that a proxy keeps. */
    private static final Duration IDLE = Duration.ofMinutes(5);
    private static final Duration STOP = Duration.ofSeconds(5);
    private static final Duration BETWEEN_WARNINGS = Duration.ofMinutes(1);
    private static final int HEADS = 2;

    private final AuthorizeProperties settings;
    private final ConnectionProperties connections;
    private final Authorizer authorizer;
    private final CheckService check;
    private final ChannelAnswers answers;
    private final AccessWatches watches;
    private final LoopLoads loads;
    private final List<IpRange> peers;
    private final AtomicLong warned = new AtomicLong(System.nanoTime() - BETWEEN_WARNINGS.toNanos());
    private volatile @Nullable DisposableServer server;

    AuthorizeServer(AuthorizeProperties settings, ConnectionProperties connections, Authorizer authorizer,
            CheckService check, ChannelAnswers answers, AccessWatches watches, LoopLoads loads) {
        this.settings = settings;
        this.connections = connections;
        this.authorizer = authorizer;
        this.check = check;
        this.answers = answers;
        this.watches = watches;
        this.loads = loads;
        this.peers = settings.ranges();
    }

    @Override
    public boolean isAutoStartup() {
        return settings.port() != null;
    }

    @Override
    public void start() {
        server = installedIn(HttpServer.create().port(Objects.requireNonNull(settings.port()))).bindNow();
        LOG.info("other proxies are answered on port {}", port());
    }

    /** The server, which answers other proxies from now on. */
    HttpServer installedIn(HttpServer bare) {
        int requestLine = (int) connections.maximumRequestLine().toBytes();
        return bare.idleTimeout(IDLE)
                // The second is for gRPC, from peers alone.
                .protocol(HttpProtocol.HTTP11, HttpProtocol.H2C)
                // What was a request's line is a field here, beside the fields that were the viewer's.
                .httpRequestDecoder(decoder -> decoder.maxInitialLineLength(HEADS * requestLine)
                        .maxHeaderSize(HEADS * requestLine + (int) connections.maximumHeaders().toBytes()))
                .doOnChannelInit((_, channel, _) -> admitPeer(channel))
                .handle(this::handle);
    }

    /** The port that is listened on; 0: none. */
    int port() {
        DisposableServer running = server;
        return running == null ? 0 : running.port();
    }

    private void admitPeer(Channel channel) {
        loads.watch(channel.eventLoop());
        Optional<IpAddress> peer = ChannelAnswers.address(channel);
        if (peer.isEmpty() || peers.stream().noneMatch(range -> range.contains(peer.get()))) {
            channel.close();
            warnNowAndThen(peer);
        }
    }

    private void warnNowAndThen(Optional<IpAddress> stranger) {
        long now = System.nanoTime();
        long last = warned.get();
        if (now - last >= BETWEEN_WARNINGS.toNanos() && warned.compareAndSet(last, now)) {
            LOG.warn("{} asked for a decision, and is not in playgate.authorize.peers; others are not told of for {}",
                    stranger.map(IpAddress::toString).orElse("somebody"), BETWEEN_WARNINGS);
        }
    }

    private Mono<Void> handle(HttpServerRequest request, HttpServerResponse response) {
        Channel[] proxy = new Channel[1];
        request.withConnection(connection -> proxy[0] = connection.channel());
        WatchedRequest watched = watches.asked(request.method().name(), request.uri(), request.version().text(),
                request.requestHeaders(), proxy[0]);
        return (request.uri().equals(CheckService.PATH)
                ? check.answer(request, response, proxy[0], watched)
                : answer(request, response, proxy[0], watched)).doFinally(_ -> watched.end());
    }

    private Mono<Void> answer(HttpServerRequest request, HttpServerResponse response, Channel proxy,
            WatchedRequest watched) {
        String requestId = answers.nextRequestId();
        Optional<Convention> convention = Convention.at(request.uri());
        Answer answer = convention.map(found -> judge(found, request, proxy, requestId, watched))
                .orElseGet(() -> answers.answer(Refusal.PATH_UNKNOWN, requestId));
        watched.answered(answer.status(), Optional.of(requestId));
        HttpHeaders headers = response.responseHeaders();
        answers.addStandardHeaders(headers, request.requestHeaders().getAll(HttpHeaderNames.ORIGIN), requestId);
        answer.headers().forEach(headers::set);
        response.status(answer.status());
        if (answer.status() != 200 && convention.map(Convention::onlyAllowsOrDenies).orElse(false)) {
            headers.set("X-Playgate-Status", answer.status());
            headers.set("X-Playgate-Refusal", answer.body());
            response.status(status(answer.status()));
        }
        byte[] body = answer.bytes();
        headers.set(HttpHeaderNames.CONTENT_LENGTH, body.length);
        return request.method().equals(HttpMethod.HEAD)
                ? response.send().then()
                : response.sendObject(Unpooled.wrappedBuffer(body)).then().doOnSuccess(_ -> watched.sent(body.length));
    }

    private Answer judge(Convention convention, HttpServerRequest request, Channel proxy, String requestId,
            WatchedRequest watched) {
        watched.trace().askedAt(convention.path());
        try {
            return convention.read(request.method().name(), request.uri(), request.requestHeaders())
                    .map(asked -> authorizer.judge(asked, proxy, requestId, watched))
                    .orElseGet(() -> {
                        answers.refusedUnread(Refusal.REQUEST_MALFORMED, proxy, requestId);
                        return answers.answer(Refusal.REQUEST_MALFORMED, requestId);
                    });
        } catch (RuntimeException e) {
            LOG.error("request {} failed", requestId, BareFailure.of(e));
            return answers.answer(Outage.INTERNAL_ERROR, requestId);
        }
    }

    /** A refusal denies; that nothing can be told now is a failure. */
    private static int status(int status) {
        return status == 401 || status >= 500 ? status : 403;
    }

    @Override
    public void stop() {
        DisposableServer running = server;
        if (running != null) {
            running.disposeNow(STOP);
            server = null;
        }
    }

    /** After the drain: other proxies ask until their viewers have left. */
    @Override
    public int getPhase() {
        return Drain.PHASE - 1;
    }

    @Override
    public boolean isRunning() {
        return server != null;
    }
}
