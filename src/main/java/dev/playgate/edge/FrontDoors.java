package dev.playgate.edge;

import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.micrometer.core.instrument.Counter;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.epoll.EpollSocketChannel;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.Http2;
import reactor.netty.ConnectionObserver;
import reactor.netty.NettyPipeline;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerConfig;

import dev.playgate.edge.access.AccessWatch;
import dev.playgate.edge.access.AccessWatches;
import dev.playgate.viewer.IpRange;

/**
 * Puts a {@link FrontDoor} into each connection of a server, and bounds what a request's head may take.
 *
 * @param limit of connections
 * @param streams of HTTP/2, of all connections together
 * @param stall how long a viewer may take nothing of what waits for it
 */
public record FrontDoors(EntryCheck check, RefusalWriter refusals, MediaLanes lanes, ConnectionLimit limit,
        ConnectionLimit streams, Drain drain, ConnectionProperties connections, Duration stall, Counter proxiesRefused,
        AccessWatches watches, LoopLoads loads) {

    /** Bytes. */
    private static final long UNSENT = 128 << 10;

    /**
     * The server with a door in each connection that it takes from now on.
     *
     * @param proxies who alone may connect, and begins with the PROXY protocol; empty: viewers do
     */
    public HttpServer installedIn(HttpServer server, List<IpRange> proxies) {
        // Not requestTimeout: its timer outlives each request that is answered before its end was read, and so may fill the
        // memory. The door looks at the time itself.
        HttpServer guarded = server.protocol(HttpProtocol.HTTP11).httpRequestDecoder(decoder -> decoder
                .maxInitialLineLength((int) connections.maximumRequestLine().toBytes())
                .maxHeaderSize((int) connections.maximumHeaders().toBytes()))
                .childObserve(FrontDoor::observe);
        Optional<StreamDoors> inside = connections.http2() ? Optional.of(streamsOf(guarded)) : Optional.empty();
        return guarded.doOnChannelInit((observer, channel, peer) -> {
            boundUnsent(channel);
            loads.watch(channel.eventLoop());
            install(channel.pipeline(), limit);
            drain.add(channel);
            inside.ifPresent(doors -> doors.offer(channel, observer, peer));
            if (!proxies.isEmpty()) {
                channel.pipeline().addFirst(ProxyProtocolHandler.class.getSimpleName(),
                        new ProxyProtocolHandler(proxies, proxiesRefused));
            }
        });
    }

    /**
     * The kernel would keep some megabytes for a viewer, and say that there is room again when a third of them has gone out: too
     * seldom to tell a poor network from a viewer that takes nothing. Where the transport is not native, it does.
     */
    private static void boundUnsent(Channel viewer) {
        if (viewer instanceof EpollSocketChannel socket) {
            socket.config().setTcpNotSentLowAt(UNSENT);
        }
    }

    /** TLS offers what is spoken, with the ciphers that HTTP/2 allows (RFC 9113 section 9.2.2). */
    void offerHttp2(NettyReactiveWebServerFactory factory) {
        if (connections.http2()) {
            Http2 offered = new Http2();
            offered.setEnabled(true);
            factory.setHttp2(offered);
        }
    }

    /** Each stream of HTTP/2 gets what a connection of HTTP/1.1 has. */
    private StreamDoors streamsOf(HttpServer guarded) {
        ConnectionLimit counted = new ConnectionLimit(Integer.MAX_VALUE);
        HttpServerConfig streamed = guarded.noSSL().forwarded((info, _) -> info.withScheme("https"))
                .doOnChannelInit((_, stream, _) -> install(stream.pipeline(), counted)).configuration();
        return new StreamDoors(new Http2Streams(connections, stall, streams), streamed);
    }

    private record StreamDoors(Http2Streams streams, HttpServerConfig settings) {

        void offer(Channel channel, ConnectionObserver observer, @Nullable SocketAddress peer) {
            ChannelPipeline pipeline = channel.pipeline();
            if (pipeline.get(NettyPipeline.SslHandler) != null) {
                pipeline.addBefore(FirstByte.class.getSimpleName(), Http2Negotiation.class.getSimpleName(),
                        new Http2Negotiation(streams, settings.channelInitializer(observer, peer, true)));
            }
        }
    }

    private void install(ChannelPipeline pipeline, ConnectionLimit counted) {
        Optional<MediaLane> lane = lanes.open();
        Optional<AccessWatch> watch = watches.open();
        watch.ifPresent(handler -> pipeline.addBefore(NettyPipeline.HttpTrafficHandler,
                AccessWatch.class.getSimpleName(), handler));
        FrontDoor door = new FrontDoor(check, refusals, lane, watch, counted, drain,
                new ConnectionClock(connections.head(), connections.silence(), stall));
        pipeline.addBefore(NettyPipeline.HttpTrafficHandler, FrontDoor.class.getSimpleName(),
                door);
        pipeline.addBefore(NettyPipeline.HttpCodec, FirstByte.class.getSimpleName(), new FirstByte(door));
        lane.ifPresent(handler -> pipeline.addBefore(NettyPipeline.HttpTrafficHandler,
                MediaLane.class.getSimpleName(), handler));
    }
}
