package dev.playgate.edge.h5live;

import java.util.Optional;

import io.netty.channel.Channel;

import dev.playgate.policy.Reason;

/** Told, once and on the viewer's event loop, what became of asking an origin for a WebSocket. */
interface OriginListener {

    /**
     * It has upgraded.
     *
     * @param deflate what was agreed on compression; empty: none
     */
    Relay accepted(Channel origin, Optional<Deflate> deflate);

    /** It will not be. */
    void failed(Reason reason);
}
