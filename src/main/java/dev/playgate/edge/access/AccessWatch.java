package dev.playgate.edge.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufHolder;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.FileRegion;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

import dev.playgate.edge.ChannelAnswers;
import dev.playgate.edge.RequestId;
import dev.playgate.viewer.IpAddress;

/**
 * Sees what is answered on one connection, whoever answers, right behind the HTTP codec; and of a WebSocket, all that it is
 * sent. There is none while neither the log nor traces are on.
 */
public final class AccessWatch extends ChannelDuplexHandler {

    private static final String HOPS = "X-Forwarded-For";
    /** As other servers log it. */
    private static final String HTTP_2 = "HTTP/2.0";
    private static final int NO_ANSWER = 0;

    private final AccessWatches watches;
    private @Nullable ChannelHandlerContext ctx;
    /** The request whose answer is being given. */
    private @Nullable Asked current;
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
            RequestTrace trace = watches.traces().begin(request, ctx.channel());
            current = watches.log().isOn() || trace.isRecorded() ? new Asked(ctx, request, trace) : null;
        }
    }

    private final class Asked {

        private final ChannelHandlerContext viewer;
        private final RequestTrace trace;
        private final Instant begun = watches.log().now();
        private final long begunAt;
        private final Optional<IpAddress> peer;
        private final List<String> hops;
        private final String method;
        private final String target;
        private final String protocol;
        private final List<String> referers;
        private final List<String> agents;
        private Optional<String> requestId = Optional.empty();
        private int status = NO_ANSWER;
        private long bytes;
        private boolean over;

        Asked(ChannelHandlerContext viewer, HttpRequest request, RequestTrace trace) {
            this.viewer = viewer;
            this.trace = trace;
            begunAt = viewer.executor().ticker().nanoTime();
            peer = ChannelAnswers.address(viewer.channel());
            HttpHeaders fields = request.headers();
            hops = fields.getAll(HOPS);
            method = request.method().name();
            // The decoder's own is none of the viewer's.
            target = request.decoderResult().isFailure() ? "" : request.uri();
            protocol = viewer.channel() instanceof Http2StreamChannel ? HTTP_2 : request.protocolVersion().text();
            referers = fields.getAll(HttpHeaderNames.REFERER);
            agents = fields.getAll(HttpHeaderNames.USER_AGENT);
        }

        void answered(HttpResponse response) {
            status = response.status().code();
            requestId = Optional.ofNullable(response.headers().get(RequestId.HEADER));
            if (isSocket()) {
                endTrace();
            }
        }

        boolean isSocket() {
            return status == HttpResponseStatus.SWITCHING_PROTOCOLS.code();
        }

        void written(Future<?> write, long size, boolean last) {
            if (write.isSuccess()) {
                bytes += size;
            }
            if (last) {
                end();
            }
        }

        void end() {
            if (!over) {
                over = true;
                if (watches.log().isOn()) {
                    watches.log().add(entry());
                }
                endTrace();
            }
        }

        void endTrace() {
            if (trace.isRecorded()) {
                trace.end(watches.reader().read(entry()));
            }
        }

        private AccessEntry entry() {
            return new AccessEntry(begun, viewer.executor().ticker().nanoTime() - begunAt, peer, hops, method, target,
                    protocol, referers, agents, status == NO_ANSWER ? AccessEntry.UNANSWERED : status, bytes,
                    requestId);
        }
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        Asked asked = current;
        if (asked == null || isInterim(message)) {
            super.write(context, message, promise);
            return;
        }
        if (message instanceof HttpResponse response) {
            asked.answered(response);
        }
        boolean last = message instanceof LastHttpContent && !asked.isSocket();
        if (last) {
            current = null;
        }
        long size = size(message);
        super.write(context, message, size == 0 && !last
                ? promise
                : promise.unvoid().addListener(write -> asked.written(write, size, last)));
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
        Asked asked = current;
        if (asked != null) {
            current = null;
            asked.end();
        }
        super.channelInactive(context);
    }
}
