package dev.playgate.edge;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;

/**
 * Drops the interim responses of an origin (RFC 9110 section 15.2), such as 103. The client would take the first as the
 * answer, and the answer as that of the next request on the connection, which is somebody else's. What is no HTTP ends
 * the connection with a {@link DecoderException}: the client would take some of it for an answer, and wait for others. What
 * stands behind an answer ends the connection as well: it would be the beginning of the next one, which is somebody else's.
 */
final class InterimResponses extends ChannelInboundHandlerAdapter {

    private final OriginAnswerDecoder answers;
    private boolean interim;

    /** @param answers of the same connection */
    InterimResponses(OriginAnswerDecoder answers) {
        this.answers = answers;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
        if (message instanceof HttpObject object && object.decoderResult().isFailure()) {
            fail(ctx, message, object.decoderResult().cause());
            return;
        }
        if (message instanceof HttpResponse response && !isStatus(response.status().code())) {
            fail(ctx, message, new IllegalArgumentException("no status"));
            return;
        }
        if (message instanceof HttpResponse response) {
            interim = isInterim(response);
        }
        if (!interim) {
            if (message instanceof LastHttpContent) {
                endAnswer(ctx);
            }
            super.channelRead(ctx, message);
            return;
        }
        interim = !(message instanceof LastHttpContent);
        ReferenceCountUtil.release(message);
        ctx.read();
    }

    /** Before the framework knows that the answer has ended, and lends the connection to the next who asks. */
    private void endAnswer(ChannelHandlerContext ctx) {
        if (answers.isDrained()) {
            answers.rest();
        } else {
            ctx.close();
        }
    }

    private static void fail(ChannelHandlerContext ctx, Object message, Throwable cause) {
        ReferenceCountUtil.release(message);
        ctx.fireExceptionCaught(new DecoderException("an answer that is no HTTP", cause));
        ctx.close();
    }

    /** Others are none (RFC 9110 section 15). */
    private static boolean isStatus(int code) {
        return code >= 100 && code <= 599;
    }

    private static boolean isInterim(HttpResponse response) {
        return response.status().codeClass() == HttpStatusClass.INFORMATIONAL
                && !response.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS);
    }
}
