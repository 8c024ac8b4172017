package dev.playgate.edge.express;

import java.util.Optional;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.playgate.edge.BareFailure;
import dev.playgate.edge.ChannelAnswers;
import dev.playgate.edge.MediaAdmission.Outcome;
import dev.playgate.edge.MediaLane;
import dev.playgate.edge.access.RequestTrace;
import dev.playgate.policy.Outage;
import dev.playgate.stream.PlayoutTarget;
import dev.playgate.viewer.IpAddress;

/**
 * The lane of one viewer's connection. It takes what is asked for media in the plain way, {@code GET} and {@code HEAD} of
 * HTTP/1.1; all else is the gateway's.
 */
final class ViewerConnection extends ChannelDuplexHandler implements MediaLane {

    private static final Logger LOG = LoggerFactory.getLogger(ViewerConnection.class);

    private final Edge edge;
    private final Origins origins;
    private @Nullable LoopOrigins loop;
    private @Nullable ChannelHandlerContext ctx;
    private Optional<IpAddress> peer = Optional.empty();
    private @Nullable PlayoutTarget announced;
    private @Nullable Exchange exchange;
    /** Whether what comes belongs to a request that was taken. */
    private boolean taking;

    ViewerConnection(Edge edge, Origins origins) {
        this.edge = edge;
        this.origins = origins;
    }

    @Override
    public void announce(HttpRequest request, PlayoutTarget target) {
        boolean plain = isRead(request.method()) && request.protocolVersion().equals(HttpVersion.HTTP_1_1)
                && !target.form().medium().isSocket() && !request.headers().contains(HttpHeaderNames.EXPECT);
        announced = plain ? target : null;
    }

    private static boolean isRead(HttpMethod method) {
        return method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
        PlayoutTarget target = announced;
        if (target != null && message instanceof HttpRequest request) {
            announced = null;
            taking = true;
            take(ctx, request, target);
        } else if (!taking) {
            super.channelRead(ctx, message);
            return;
        }
        if (message instanceof LastHttpContent) {
            taking = false;
        }
        ReferenceCountUtil.release(message);
    }

    private void take(ChannelHandlerContext ctx, HttpRequest request, PlayoutTarget target) {
        LoopOrigins own = loop == null ? begin(ctx) : loop;
        // The end of the connection is read, too. The framework, where it had the request before, reads when it asks.
        ctx.channel().config().setAutoRead(true);
        String requestId = edge.answers().nextRequestId();
        RequestTrace trace = RequestTrace.of(ctx.channel());
        Outcome outcome;
        try {
            outcome = edge.admission().enter(target, request.headers()::getAll,
                    peer, requestId, () -> ChannelAnswers.cut(ctx.channel()), trace);
        } catch (RuntimeException e) {
            LOG.error("request {} failed", requestId, BareFailure.of(e));
            outcome = new Outcome.Answered(edge.answers().answer(Outage.INTERNAL_ERROR, requestId));
        }
        switch (outcome) {
            case Outcome.Answered(var answer) ->
                Edge.writeLast(ctx, request, edge.answer(answer, request, requestId));
            case Outcome.Admitted admitted -> origins.choice()
                    .begin(target, admitted.decision().opensSession(), trace)
                    .ifPresentOrElse(tries -> begin(new Exchange(edge, origins, tries, own, ctx, request, admitted,
                            requestId, this::finished)), () -> refuse(ctx, request, admitted, requestId));
        }
    }

    private void begin(Exchange next) {
        exchange = next;
        next.start();
    }

    private void refuse(ChannelHandlerContext ctx, HttpRequest request, Outcome.Admitted admitted, String requestId) {
        admitted.place().free();
        edge.answers().failed(Outage.ORIGIN_BUSY, admitted.request(), requestId);
        Edge.writeLast(ctx, request,
                edge.answer(edge.answers().answer(Outage.ORIGIN_BUSY, requestId), request, requestId));
    }

    private LoopOrigins begin(ChannelHandlerContext context) {
        ctx = context;
        peer = ChannelAnswers.address(context.channel());
        LoopOrigins own = origins.of(context.channel().eventLoop());
        own.enter(this);
        loop = own;
        return own;
    }

    /** Told the time now and then. */
    void look(long now) {
        if (exchange != null) {
            exchange.look(now);
        }
    }

    void close() {
        if (ctx != null) {
            ctx.close();
        }
    }

    private void finished() {
        exchange = null;
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) throws Exception {
        if (exchange != null) {
            exchange.viewerReads(ctx.channel().isWritable());
        }
        super.channelWritabilityChanged(ctx);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) throws Exception {
        if (exchange != null) {
            exchange.viewerLeft();
        }
        super.channelInactive(ctx);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        if (loop != null) {
            loop.leave(this);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) throws Exception {
        if (exchange != null) {
            ctx.close();
        } else {
            super.exceptionCaught(ctx, cause);
        }
    }
}
