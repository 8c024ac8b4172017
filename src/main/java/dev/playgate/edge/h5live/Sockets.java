package dev.playgate.edge.h5live;

import java.time.Duration;

import io.netty.channel.ChannelHandler;
import io.netty.handler.codec.http.HttpRequest;

import dev.playgate.edge.Drain;
import dev.playgate.edge.OriginChoice;
import dev.playgate.edge.SocketDoor;
import dev.playgate.policy.Refusal;
import dev.playgate.stream.PlayoutTarget;

/**
 * Takes viewers' WebSockets over.
 *
 * @param longestStall how long a viewer may take nothing of what waits for it
 */
record Sockets(Admission admission, OriginChoice origins, OriginDialer dialer, SocketMeters meters, Drain drain,
        Duration longestStall)
        implements
            SocketDoor {

    @Override
    public ChannelHandler open(HttpRequest handshake, PlayoutTarget target) {
        return new Entrance(this, handshake, new Entrance.Asked.Of(target));
    }

    @Override
    public ChannelHandler refuse(HttpRequest handshake, Refusal reason) {
        return new Entrance(this, handshake, new Entrance.Asked.Refused(reason));
    }
}
