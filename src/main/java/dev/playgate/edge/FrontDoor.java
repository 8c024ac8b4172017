package dev.playgate.edge;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;
import reactor.netty.Connection;
import reactor.netty.ConnectionObserver;
import reactor.netty.channel.ChannelOperations;

import dev.playgate.policy.Refusal;
import dev.playgate.stream.Medium;
import dev.playgate.stream.ParsedTarget;
import dev.playgate.stream.PlayoutTarget;
import dev.playgate.stream.TargetParser;

/**
 * The first handler behind the HTTP codec, one for each connection. It sees requests as they were sent, before any
 * framework repairs them, answers what can be read in more than one way (security B5, B7, H2), lets one in at a time, and
 * ends a connection that asks for nothing in time (security H3).
 */
final class FrontDoor extends ChannelDuplexHandler {

    /** Players do not pipeline; a queue of requests is memory that a stranger fills. */
    private static final int MAXIMUM_WAITING = 15;

    private static final Duration LINGER = Duration.ofSeconds(1);

    private final TargetParser targets;
    private final RefusalWriter refusals;
    private final SocketDoor sockets;
    private final Optional<MediaLane> lane;
    private final ConnectionLimit connections;
    private final Duration silence;

    /** What came while a request was being answered, in order. */
    private final Deque<Object> waiting = new ArrayDeque<>();
    private int requestsWaiting;
    /** As it was before something waited. */
    private boolean autoRead;
    /** Whether a request was let in whose answer has not ended. */
    private boolean answering;
    /**
     * Whether the answer has ended, and the framework has not let go of the request yet. It would drop a request that came
     * now, if that is the connection's last.
     */
    private boolean held;
    private boolean informational;
    /** Whether the answer that is being given is the last. */
    private boolean last;
    /** Whether nothing is let in any more. */
    private boolean shut;
    private long quietSince;
    private @Nullable ScheduledFuture<?> watch;

    /** @param silence how long a connection may be open without a complete request head */
    FrontDoor(TargetParser targets, RefusalWriter refusals, SocketDoor sockets, Optional<MediaLane> lane,
            ConnectionLimit connections, Duration silence) {
        this.targets = targets;
        this.refusals = refusals;
        this.sockets = sockets;
        this.lane = lane;
        this.connections = connections;
        this.silence = silence;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        ctx.channel().closeFuture().addListener(_ -> end());
        if (!connections.tryEnter()) {
            ctx.close();
            return;
        }
        quietSince = ctx.executor().ticker().nanoTime();
        long period = silence.toNanos() / 2;
        watch = ctx.executor().scheduleAtFixedRate(() -> endWhenSilent(ctx), period, period, TimeUnit.NANOSECONDS);
    }

    private void end() {
        connections.leave();
        if (watch != null) {
            watch.cancel(false);
        }
        forgetWaiting();
    }

    private void shut() {
        shut = true;
        forgetWaiting();
    }

    private void forgetWaiting() {
        waiting.forEach(ReferenceCountUtil::safeRelease);
        waiting.clear();
    }

    private void endWhenSilent(ChannelHandlerContext ctx) {
        if ((!answering || held) && ctx.executor().ticker().nanoTime() - quietSince >= silence.toNanos()) {
            ctx.close();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
        if (shut) {
            ReferenceCountUtil.release(message);
            ctx.read();
        } else if (!waiting.isEmpty() || hasToWait(ctx, message)) {
            queue(ctx, message);
        } else {
            letIn(ctx, message, true);
        }
    }

    /** What a viewer does not read would pile up, were its next request let in. */
    private boolean hasToWait(ChannelHandlerContext ctx, @Nullable Object message) {
        return message instanceof HttpRequest && (answering || !ctx.channel().isWritable());
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) throws Exception {
        if (!waiting.isEmpty() && ctx.channel().isWritable()) {
            ctx.executor().execute(() -> letInWaiting(ctx));
        }
        super.channelWritabilityChanged(ctx);
    }

    /** Behind this door answers come one after the other; what the client sends ahead waits here. */
    private void queue(ChannelHandlerContext ctx, Object message) {
        if (requestsWaiting > MAXIMUM_WAITING) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (waiting.isEmpty()) {
            autoRead = ctx.channel().config().isAutoRead();
            ctx.channel().config().setAutoRead(false);
        }
        if (message instanceof HttpRequest request && ++requestsWaiting > MAXIMUM_WAITING) {
            request.setDecoderResult(DecoderResult.failure(new DecoderException("too many requests sent ahead")));
        }
        waiting.add(message);
    }

    private void letInWaiting(ChannelHandlerContext ctx) {
        if (waiting.isEmpty()) {
            return;
        }
        while (!shut && !waiting.isEmpty() && !hasToWait(ctx, waiting.peek())) {
            Object next = waiting.remove();
            if (next instanceof HttpRequest) {
                requestsWaiting--;
            }
            letIn(ctx, next, false);
        }
        ctx.fireChannelReadComplete();
        if (waiting.isEmpty()) {
            ctx.channel().config().setAutoRead(autoRead);
            ctx.read();
        } else {
            // Who was let in may have turned it on.
            autoRead |= ctx.channel().config().isAutoRead();
            ctx.channel().config().setAutoRead(false);
        }
    }

    /** @param upgradable whether the connection holds nothing but this request, so that another protocol may follow */
    private void letIn(ChannelHandlerContext ctx, Object message, boolean upgradable) {
        if (message instanceof HttpRequest request) {
            ParsedTarget target = targets.parse(request.uri());
            Optional<Refusal> fault = headFault(request);
            Optional<ChannelHandler> socket = fault.isEmpty() && isForSocket(request, upgradable)
                    ? socketFor(request, target)
                    : Optional.empty();
            if (socket.isPresent()) {
                handOver(ctx, socket.get());
                return;
            }
            fault = fault.or(() -> targetFault(target));
            if (fault.isPresent()) {
                refuse(ctx, fault.get(), request);
                return;
            }
            answering = true;
            if (lane.isPresent() && target instanceof PlayoutTarget playout) {
                lane.get().announce(request, playout);
            }
        }
        ctx.fireChannelRead(message);
    }

    private void refuse(ChannelHandlerContext ctx, Refusal fault, HttpRequest request) {
        shut();
        ctx.writeAndFlush(refusals.refuse(fault, request, ctx.channel())).addListener(_ -> hangUp(ctx));
        ReferenceCountUtil.release(request);
        ctx.read();
    }

    private Optional<Refusal> headFault(HttpRequest request) {
        if (request.decoderResult().isFailure() || !isKnown(request.protocolVersion())) {
            return Optional.of(Refusal.REQUEST_MALFORMED);
        }
        HttpHeaders headers = request.headers();
        return RequestSyntax.fault(request.method().name(), headers.getAll(HttpHeaderNames.HOST),
                headers.getAll(HttpHeaderNames.CONTENT_LENGTH), headers.getAll(HttpHeaderNames.TRANSFER_ENCODING));
    }

    private static Optional<Refusal> targetFault(ParsedTarget target) {
        return switch (target) {
            case ParsedTarget.Faulty(var fault) -> Optional.of(TargetFaults.refusal(fault));
            case ParsedTarget.NotPlayout _,PlayoutTarget _ -> Optional.empty();
        };
    }

    /**
     * Whether it asks for a WebSocket and can have one. For everything else an offer to change the protocol is as if it had
     * not been made (RFC 9110 section 7.8): nothing behind this door upgrades a connection (security B8).
     */
    private static boolean isForSocket(HttpRequest request, boolean upgradable) {
        HttpHeaders headers = request.headers();
        if (!headers.contains(HttpHeaderNames.UPGRADE)) {
            return false;
        }
        if (upgradable && headers.containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)) {
            return true;
        }
        headers.remove(HttpHeaderNames.UPGRADE);
        return false;
    }

    private Optional<ChannelHandler> socketFor(HttpRequest request, ParsedTarget target) {
        Optional<ChannelHandler> handler = switch (target) {
            case PlayoutTarget playout when playout.form().medium().isSocket() ->
                Optional.of(sockets.open(request, playout));
            case ParsedTarget.Faulty(var fault) when isOfH5Live(request) ->
                Optional.of(sockets.refuse(request, TargetFaults.refusal(fault)));
            case ParsedTarget.Faulty _,ParsedTarget.NotPlayout _,PlayoutTarget _ -> Optional.empty();
        };
        if (handler.isEmpty()) {
            request.headers().remove(HttpHeaderNames.UPGRADE);
        }
        return handler;
    }

    private boolean isOfH5Live(HttpRequest request) {
        return targets.formOfTarget(request.uri()).filter(form -> form.medium() == Medium.H5LIVE).isPresent();
    }

    /** What comes behind this handler is for HTTP, and goes; the connection is counted until it is closed. */
    private void handOver(ChannelHandlerContext ctx, ChannelHandler socket) {
        if (watch != null) {
            watch.cancel(false);
        }
        ChannelPipeline pipeline = ctx.pipeline();
        List<String> names = pipeline.names();
        for (String name : names.subList(names.indexOf(ctx.name()) + 1, names.size())) {
            if (pipeline.context(name) != null) {
                pipeline.remove(name);
            }
        }
        pipeline.replace(this, "socket", socket);
    }

    private static boolean isKnown(HttpVersion version) {
        return version.equals(HttpVersion.HTTP_1_1) || version.equals(HttpVersion.HTTP_1_0);
    }

    /** Closing while the client still sends would reset the connection before it has read the answer. */
    private static void hangUp(ChannelHandlerContext ctx) {
        if (ctx.channel() instanceof DuplexChannel duplex) {
            duplex.shutdownOutput();
        }
        ctx.executor().schedule(() -> ctx.close(), LINGER.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) throws Exception {
        if (message instanceof HttpResponse response) {
            informational = response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
            last = !HttpUtil.isKeepAlive(response);
        }
        boolean responseEnds = message instanceof LastHttpContent && !informational;
        super.write(ctx, message, promise);
        if (responseEnds) {
            quietSince = ctx.executor().ticker().nanoTime();
            held = ChannelOperations.get(ctx.channel()) != null;
            if (last || !held) {
                answered(ctx);
            }
        }
    }

    /** Told when the framework lets go of a request. */
    private void released(ChannelHandlerContext ctx) {
        if (held) {
            answered(ctx);
        }
    }

    /** Tells the door of a connection what becomes of its requests in the framework. */
    static void observe(Connection connection, ConnectionObserver.State state) {
        Channel channel = connection.channel();
        ChannelHandlerContext ctx = state.equals(ConnectionObserver.State.DISCONNECTING)
                ? channel.pipeline().context(FrontDoor.class)
                : null;
        if (ctx != null && ctx.handler() instanceof FrontDoor door) {
            if (ctx.executor().inEventLoop()) {
                door.released(ctx);
            } else {
                ctx.executor().execute(() -> door.released(ctx));
            }
        }
    }

    private void answered(ChannelHandlerContext ctx) {
        answering = false;
        held = false;
        quietSince = ctx.executor().ticker().nanoTime();
        if (last) {
            shut();
        } else if (!waiting.isEmpty()) {
            ctx.executor().execute(() -> letInWaiting(ctx));
        }
    }
}
