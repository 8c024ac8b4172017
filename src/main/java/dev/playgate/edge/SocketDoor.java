package dev.playgate.edge;

import io.netty.channel.ChannelHandler;
import io.netty.handler.codec.http.HttpRequest;

import dev.playgate.policy.Refusal;
import dev.playgate.stream.PlayoutTarget;

/**
 * Where the {@link FrontDoor} hands WebSockets over: each handler takes a connection whole, with nothing but the HTTP
 * codec before it, and sees what follows the request's head.
 */
public interface SocketDoor {

    /**
     * Judges a handshake, and refuses it or takes it to the origin.
     *
     * @param target of a form whose medium is a socket
     */
    ChannelHandler open(HttpRequest handshake, PlayoutTarget target);

    /** Refuses an H5Live player in the way that it understands. */
    ChannelHandler refuse(HttpRequest handshake, Refusal reason);
}
