package dev.playgate.edge;

import java.util.List;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.util.ReferenceCountUtil;

/** Reads the answers of one connection; one of them at a time, which belongs to what was asked last. */
public final class OriginAnswerDecoder extends HttpResponseDecoder {

    private static final int MAXIMUM_STATUS_LINE = 4 << 10;
    private static final int MAXIMUM_FIELDS = 32 << 10;
    private static final int LARGEST_PART = 256 << 10;

    private boolean withoutBody;
    private boolean resting = true;

    public OriginAnswerDecoder() {
        super(new HttpDecoderConfig().setMaxInitialLineLength(MAXIMUM_STATUS_LINE).setMaxHeaderSize(MAXIMUM_FIELDS)
                .setMaxChunkSize(LARGEST_PART));
    }

    /**
     * One answer is to come.
     *
     * @param head whether the method is HEAD, whose answer has no body whatever its head says (RFC 9110 section 9.3.2)
     */
    public void expect(boolean head) {
        withoutBody = head;
        resting = false;
    }

    /** Nothing is asked for until {@link #expect}: what comes now, be it the beginning of an answer, ends the connection. */
    public void rest() {
        resting = true;
    }

    /** Whether nothing stands behind the last answer. The next one would be read as its continuation. */
    public boolean isDrained() {
        return actualReadableBytes() == 0;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
        if (resting) {
            ReferenceCountUtil.release(message);
            ctx.close();
        } else {
            super.channelRead(ctx, message);
        }
    }

    /** The first that is asked of a message whose head is there. */
    @Override
    protected boolean isContentAlwaysEmpty(HttpMessage message) {
        if (!isFramedAsAskedFor(message.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING))) {
            message.setDecoderResult(DecoderResult.failure(new DecoderException("a transfer coding nobody asked for")));
        }
        return withoutBody || super.isContentAlwaysEmpty(message);
    }

    /** No request of ours has a {@code TE}, so that a body may be chunked and nothing else (RFC 9110 section 10.1.4). */
    private static boolean isFramedAsAskedFor(List<String> codings) {
        return codings.isEmpty()
                || (codings.size() == 1 && HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(codings.getFirst()));
    }
}
