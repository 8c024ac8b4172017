package dev.playgate.edge;

import io.netty.channel.ChannelHandler;
import io.netty.handler.codec.http.HttpRequest;

import dev.playgate.stream.PlayoutTarget;

/**
 * A short way for media, one for each connection of a viewer, right behind the {@link FrontDoor}: it takes requests out of
 * the pipeline that it can answer itself, and leaves all others to what comes behind it.
 */
public interface MediaLane extends ChannelHandler {

    /**
     * Told of each playout request right before the request itself comes.
     *
     * @param target of a form whose medium may be a socket
     */
    void announce(HttpRequest request, PlayoutTarget target);
}
