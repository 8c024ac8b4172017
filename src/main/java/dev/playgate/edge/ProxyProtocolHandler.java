package dev.playgate.edge;

import java.net.InetSocketAddress;
import java.util.List;

import io.micrometer.core.instrument.Counter;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.playgate.viewer.IpAddress;
import dev.playgate.viewer.IpRange;

/**
 * The first handler of a connection that has to begin with a {@link ProxyHeader}, before TLS. One that comes from nobody who
 * may write it, or begins otherwise, is closed without an answer (security D4). How long the header may take is bounded by
 * the {@link FrontDoor}.
 */
final class ProxyProtocolHandler extends ByteToMessageDecoder {

    private static final Logger LOG = LoggerFactory.getLogger(ProxyProtocolHandler.class);

    private final List<IpRange> proxies;
    private final Counter refused;

    /** @param proxies who may write it */
    ProxyProtocolHandler(List<IpRange> proxies, Counter refused) {
        this.proxies = proxies;
        this.refused = refused;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        boolean trusted = ctx.channel().remoteAddress() instanceof InetSocketAddress peer
                && isTrusted(IpAddress.of(peer.getAddress()));
        if (!trusted) {
            refuse(ctx, "is not in the list of its proxies");
        }
    }

    private boolean isTrusted(IpAddress peer) {
        return proxies.stream().anyMatch(range -> range.contains(peer));
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        switch (ProxyHeader.take(in)) {
            case ProxyHeader.Incomplete _ -> {
            }
            case ProxyHeader.Malformed _ -> {
                in.skipBytes(in.readableBytes());
                refuse(ctx, "does not begin with a PROXY protocol header");
            }
            case ProxyHeader.Read(var source) -> {
                source.ifPresent(viewer -> ViewerAddress.tell(ctx.channel(), viewer));
                boolean alone = !in.isReadable();
                ctx.pipeline().remove(this);
                if (alone) {
                    // Nobody behind has seen anything, and asks for more.
                    ctx.channel().read();
                }
            }
        }
    }

    private void refuse(ChannelHandlerContext ctx, String fault) {
        refused.increment();
        LOG.debug("the connection {} is closed: it {}", ctx.channel(), fault);
        ctx.close();
    }
}
