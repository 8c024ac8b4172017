package dev.playgate.edge;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/** Tells the {@link FrontDoor}, which sees whole heads, that something has come. */
final class FirstByte extends ChannelInboundHandlerAdapter {

    private final FrontDoor door;

    FirstByte(FrontDoor door) {
        this.door = door;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
        door.somethingCame(ctx);
        super.channelRead(ctx, message);
    }
}
