package dev.playgate.edge.access;

import java.util.Optional;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufHolder;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.FileRegion;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

import dev.playgate.edge.RequestId;

/**
 * Sees what is answered on one connection, whoever answers, right behind the HTTP codec; and of a WebSocket, all that it is
 * sent. There is none while neither the log nor traces are on.
 */
public final class AccessWatch extends ChannelDuplexHandler {

    private final AccessWatches watches;
    private @Nullable ChannelHandlerContext ctx;
    /** The request whose answer is being given. */
    private @Nullable WatchedRequest current;
    private boolean interim;

    AccessWatch(AccessWatches watches) {
        this.watches = watches;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        ctx = context;
    }

    /** A request was let in, and is answered before the next one is. */
    public void begin(HttpRequest request) {
        if (ctx != null) {
            current = watches.begin(request, ctx.channel()).orElse(null);
        }
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        WatchedRequest asked = current;
        if (asked == null || isInterim(message)) {
            super.write(context, message, promise);
            return;
        }
        if (message instanceof HttpResponse response) {
            asked.answered(response.status().code(), Optional.ofNullable(response.headers().get(RequestId.HEADER)));
        }
        boolean last = message instanceof LastHttpContent && !asked.isSocket();
        if (last) {
            current = null;
        }
        long size = size(message);
        super.write(context, message, size == 0 && !last
                ? promise
                : promise.unvoid().addListener(write -> written(asked, write, size, last)));
    }

    private static void written(WatchedRequest asked, Future<?> write, long size, boolean last) {
        if (write.isSuccess()) {
            asked.sent(size);
        }
        if (last) {
            asked.end();
        }
    }

    /** Whether it is of an answer that another one follows. */
    private boolean isInterim(Object message) {
        if (message instanceof HttpResponse response) {
            interim = response.status().codeClass() == HttpStatusClass.INFORMATIONAL
                    && !response.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS);
        }
        return interim;
    }

    private static long size(Object message) {
        return switch (message) {
            case ByteBuf bytes -> bytes.readableBytes();
            case ByteBufHolder holder -> holder.content().readableBytes();
            case FileRegion region -> region.count();
            default -> 0;
        };
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        WatchedRequest asked = current;
        if (asked != null) {
            current = null;
            asked.end();
        }
        super.channelInactive(context);
    }
}
