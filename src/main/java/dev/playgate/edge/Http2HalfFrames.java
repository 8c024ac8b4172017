package dev.playgate.edge;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Sees what the HTTP/2 codec gets, and tells the clock of a connection while it waits for the rest of the preface, of a frame
 * or of a header block (RFC 9113 section 4), during which it can read nothing else (security H3). How long a body may take is
 * the {@link FrontDoor}'s.
 */
final class Http2HalfFrames extends ChannelInboundHandlerAdapter {

    private static final int PREFACE = 24;
    private static final int FRAME_HEAD = 9;
    private static final int LENGTH_END = 3;
    private static final int TYPE_AT = 3;
    private static final int FLAGS_AT = 4;
    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int CONTINUATION = 9;
    private static final int END_HEADERS = 4;

    private final ConnectionClock clock;
    private int prefaceLeft = PREFACE;
    /** Of the head of a frame, how much has come. */
    private int headRead;
    private int payloadLeft;
    private int type;
    private boolean blockOpen;

    Http2HalfFrames(ConnectionClock clock) {
        this.clock = clock;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        clock.headBegins(ctx);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
        if (message instanceof ByteBuf octets) {
            look(ctx, octets);
        }
        super.channelRead(ctx, message);
    }

    private void look(ChannelHandlerContext ctx, ByteBuf octets) {
        int at = octets.readerIndex();
        int skipped = Math.min(prefaceLeft, octets.writerIndex() - at);
        prefaceLeft -= skipped;
        at += skipped;
        while (at < octets.writerIndex()) {
            if (headRead < FRAME_HEAD) {
                readHead(octets.getUnsignedByte(at++));
            } else {
                int part = Math.min(payloadLeft, octets.writerIndex() - at);
                payloadLeft -= part;
                at += part;
            }
            if (headRead == FRAME_HEAD && payloadLeft == 0) {
                headRead = 0;
                if (!blockOpen) {
                    clock.headEnds();
                }
            }
        }
        boolean body = headRead == FRAME_HEAD && type == DATA;
        if (prefaceLeft > 0 || blockOpen || (headRead > 0 && !body)) {
            clock.headBegins(ctx);
        } else {
            clock.headEnds();
        }
    }

    private void readHead(int octet) {
        if (headRead < LENGTH_END) {
            payloadLeft = (headRead == 0 ? 0 : payloadLeft << Byte.SIZE) | octet;
        } else if (headRead == TYPE_AT) {
            type = octet;
        } else if (headRead == FLAGS_AT && (type == HEADERS || type == CONTINUATION)) {
            blockOpen = (octet & END_HEADERS) == 0;
        }
        headRead++;
    }
}
