package dev.playgate.edge;

import java.net.InetSocketAddress;
import java.util.Optional;

import io.netty.channel.Channel;
import io.netty.util.AttributeKey;

/** The other end of a connection: the socket's peer, or whom that one speaks for by the PROXY protocol (security D4). */
final class ViewerAddress {

    private static final AttributeKey<InetSocketAddress> TOLD = AttributeKey.valueOf(ViewerAddress.class, "told");

    private ViewerAddress() {
    }

    static Optional<InetSocketAddress> of(Channel channel) {
        return told(channel).or(() -> channel.remoteAddress() instanceof InetSocketAddress peer
                ? Optional.of(peer)
                : Optional.empty());
    }

    /** Empty: nobody spoke for anybody, and the socket's peer counts. */
    static Optional<InetSocketAddress> told(Channel channel) {
        return Optional.ofNullable(Http2Connection.under(channel).attr(TOLD).get());
    }

    static void tell(Channel channel, InetSocketAddress viewer) {
        channel.attr(TOLD).set(viewer);
    }
}
