package dev.playgate.edge;

import java.util.List;
import java.util.Optional;

import io.micrometer.core.instrument.Counter;
import io.netty.channel.ChannelPipeline;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;

import dev.playgate.edge.access.AccessWatch;
import dev.playgate.edge.access.AccessWatches;
import dev.playgate.viewer.IpRange;

/** Puts a {@link FrontDoor} into each connection of a server, and bounds what a request's head may take. */
public record FrontDoors(EntryCheck check, RefusalWriter refusals, MediaLanes lanes, ConnectionLimit limit,
        Drain drain, ConnectionProperties connections, Counter proxiesRefused, AccessWatches watches) {

    /**
     * The server with a door in each connection that it takes from now on.
     *
     * @param proxies who alone may connect, and begins with the PROXY protocol; empty: viewers do
     */
    public HttpServer installedIn(HttpServer server, List<IpRange> proxies) {
        // Not requestTimeout: its timer outlives each request that is answered before its end was read, and so may fill the
        // memory. The door looks at the time itself.
        return server.httpRequestDecoder(decoder -> decoder
                .maxInitialLineLength((int) connections.maximumRequestLine().toBytes())
                .maxHeaderSize((int) connections.maximumHeaders().toBytes()))
                .childObserve(FrontDoor::observe)
                .doOnChannelInit((_, channel, _) -> install(channel.pipeline(), proxies));
    }

    private void install(ChannelPipeline pipeline, List<IpRange> proxies) {
        Optional<MediaLane> lane = lanes.open();
        Optional<AccessWatch> watch = watches.open();
        watch.ifPresent(handler -> pipeline.addBefore(NettyPipeline.HttpTrafficHandler,
                AccessWatch.class.getSimpleName(), handler));
        FrontDoor door = new FrontDoor(check, refusals, lane, watch, limit, drain,
                new ConnectionClock(connections.head(), connections.silence()));
        pipeline.addBefore(NettyPipeline.HttpTrafficHandler, FrontDoor.class.getSimpleName(),
                door);
        pipeline.addBefore(NettyPipeline.HttpCodec, FirstByte.class.getSimpleName(), new FirstByte(door));
        lane.ifPresent(handler -> pipeline.addBefore(NettyPipeline.HttpTrafficHandler,
                MediaLane.class.getSimpleName(), handler));
        if (!proxies.isEmpty()) {
            pipeline.addFirst(ProxyProtocolHandler.class.getSimpleName(),
                    new ProxyProtocolHandler(proxies, proxiesRefused));
        }
    }
}
