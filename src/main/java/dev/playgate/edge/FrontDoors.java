package dev.playgate.edge;

import java.util.Optional;

import io.netty.channel.ChannelPipeline;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;

/** Puts a {@link FrontDoor} into each connection of a server, and bounds what a request's head may take. */
record FrontDoors(EntryCheck check, RefusalWriter refusals, MediaLanes lanes, ConnectionLimit limit,
        Drain drain, ConnectionProperties connections) {

    HttpServer installedIn(HttpServer server) {
        return server.requestTimeout(connections.silence())
                .httpRequestDecoder(decoder -> decoder
                        .maxInitialLineLength((int) connections.maximumRequestLine().toBytes())
                        .maxHeaderSize((int) connections.maximumHeaders().toBytes()))
                .childObserve(FrontDoor::observe)
                .doOnChannelInit((_, channel, _) -> install(channel.pipeline()));
    }

    private void install(ChannelPipeline pipeline) {
        Optional<MediaLane> lane = lanes.open();
        pipeline.addBefore(NettyPipeline.HttpTrafficHandler, FrontDoor.class.getSimpleName(),
                new FrontDoor(check, refusals, lane, limit, drain, connections.silence()));
        lane.ifPresent(handler -> pipeline.addBefore(NettyPipeline.HttpTrafficHandler,
                MediaLane.class.getSimpleName(), handler));
    }
}
