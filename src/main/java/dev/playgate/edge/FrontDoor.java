package dev.playgate.edge;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import reactor.netty.Connection;
import reactor.netty.ConnectionObserver;
import reactor.netty.channel.ChannelOperations;

import dev.playgate.edge.EntryCheck.Entry;
import dev.playgate.edge.access.AccessWatch;
import dev.playgate.policy.Refusal;
import dev.playgate.stream.PlayoutTarget;

/**
 * The first handler behind the HTTP codec, one for each connection. It sees requests as they were sent, before any
 * framework repairs them, answers what can be read in more than one way (security B5, B7, H2), lets one in at a time, and
 * ends a connection that asks for nothing in time (security H3).
 */
final class FrontDoor extends ChannelDuplexHandler {

    private static final Duration LINGER = Duration.ofSeconds(1);

    private final EntryCheck check;
    private final RefusalWriter refusals;
    private final Optional<MediaLane> lane;
    private final Optional<AccessWatch> access;
    private final ConnectionLimit connections;
    private final Drain drain;
    private final ConnectionClock clock;

    private final WaitingRequests waiting = new WaitingRequests();
    /** Whether a request was let in whose answer has not ended. */
    private boolean answering;
    /** Whether a request was let in that has not come to its end, as it has to within the silence. */
    private boolean receiving;
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

    /** The door of one connection. */
    FrontDoor(EntryCheck check, RefusalWriter refusals, Optional<MediaLane> lane, Optional<AccessWatch> access,
            ConnectionLimit connections, Drain drain, ConnectionClock clock) {
        this.check = check;
        this.refusals = refusals;
        this.lane = lane;
        this.access = access;
        this.connections = connections;
        this.drain = drain;
        this.clock = clock;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        ctx.channel().closeFuture().addListener(_ -> end());
        if (!connections.tryEnter()) {
            ctx.close();
            return;
        }
        clock.start(ctx, () -> isViewersTurn(ctx));
    }

    /** Where requests wait for each other, it is to read the answers. */
    private boolean isViewersTurn(ChannelHandlerContext ctx) {
        return receiving || held || (!answering && (waiting.isEmpty() || !ctx.channel().isWritable()));
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        clock.stop();
    }

    private void end() {
        connections.leave();
        clock.stop();
        waiting.forget();
    }

    private void shut() {
        shut = true;
        waiting.forget();
    }

    /** What comes while an answer is given is its request's body, or waits for its turn. */
    void somethingCame(ChannelHandlerContext ctx) {
        if (!answering && waiting.isEmpty()) {
            clock.headBegins(ctx);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
        clock.headEnds();
        if (shut) {
            ReferenceCountUtil.release(message);
            ctx.read();
        } else if (!waiting.isEmpty() || hasToWait(ctx, message)) {
            waiting.add(ctx.channel().config(), message);
        } else {
            letIn(ctx, message, true);
        }
    }

    /** What a viewer does not read would pile up, were its next request let in. */
    private boolean hasToWait(ChannelHandlerContext ctx, Object message) {
        return message instanceof HttpRequest && (answering || !ctx.channel().isWritable());
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) throws Exception {
        clock.took(ctx);
        if (!waiting.isEmpty() && ctx.channel().isWritable()) {
            ctx.executor().execute(() -> letInWaiting(ctx));
        }
        super.channelWritabilityChanged(ctx);
    }

    private void letInWaiting(ChannelHandlerContext ctx) {
        if (waiting.isEmpty()) {
            return;
        }
        while (!shut && !waiting.isEmpty() && !hasToWait(ctx, waiting.next())) {
            letIn(ctx, waiting.remove(), false);
        }
        ctx.fireChannelReadComplete();
        waiting.readOn(ctx);
    }

    /** @param alone whether nothing else came with it */
    private void letIn(ChannelHandlerContext ctx, Object message, boolean alone) {
        receiving = !(message instanceof LastHttpContent);
        if (!(message instanceof HttpRequest request)) {
            ctx.fireChannelRead(message);
            return;
        }
        clock.restart(ctx);
        if (access.isPresent()) {
            access.get().begin(request);
        }
        switch (check.judge(request, alone)) {
            case Entry.Refused(var reason) -> refuse(ctx, reason, request);
            case Entry.Handshake(var socket) -> handOver(ctx, socket);
            case Entry.Passed(var target) -> {
                answering = true;
                if (lane.isPresent() && target instanceof PlayoutTarget playout) {
                    lane.get().announce(request, playout);
                }
                ctx.fireChannelRead(request);
            }
        }
    }

    private void refuse(ChannelHandlerContext ctx, Refusal fault, HttpRequest request) {
        shut();
        ctx.writeAndFlush(refusals.refuse(fault, request, ctx.channel())).addListener(_ -> hangUp(ctx));
        ReferenceCountUtil.release(request);
        ctx.read();
    }

    /** What comes behind this handler is for HTTP, and goes; the connection is counted until it is closed. */
    private void handOver(ChannelHandlerContext ctx, ChannelHandler socket) {
        removeBehind(ctx);
        ctx.pipeline().replace(this, "socket", socket);
    }

    /** Another protocol is spoken from now on. */
    static void removeBehind(ChannelHandlerContext ctx) {
        ChannelPipeline pipeline = ctx.pipeline();
        List<String> names = pipeline.names();
        for (String name : names.subList(names.indexOf(ctx.name()) + 1, names.size())) {
            if (pipeline.context(name) != null) {
                pipeline.remove(name);
            }
        }
    }

    /** Closing while the client still sends would reset the connection before it has read the answer. */
    private static void hangUp(ChannelHandlerContext ctx) {
        ChannelAnswers.endOutput(ctx.channel());
        ctx.executor().schedule(() -> ctx.close(), LINGER.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) throws Exception {
        if (message instanceof HttpResponse response) {
            informational = response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
            if (!informational && drain.isDraining()) {
                response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
            }
            last = !HttpUtil.isKeepAlive(response);
        }
        boolean responseEnds = message instanceof LastHttpContent && !informational;
        super.write(ctx, message, responseEnds && drain.isDraining() ? closing(ctx, promise) : promise);
        if (responseEnds) {
            clock.restart(ctx);
            held = ChannelOperations.get(ctx.channel()) != null;
            if (last || !held) {
                answered(ctx);
            }
        }
    }

    /** Who made the answer does not know that it is the last. */
    private static ChannelPromise closing(ChannelHandlerContext ctx, ChannelPromise promise) {
        return promise.unvoid().addListener(_ -> ctx.close());
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
        if (event instanceof Drain.Leave && !answering) {
            ctx.close();
        }
        super.userEventTriggered(ctx, event);
    }

    /** Told when the framework lets go of a request. */
    private void released(ChannelHandlerContext ctx) {
        if (held) {
            answered(ctx);
            if (drain.isDraining()) {
                ctx.close();
            }
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
        clock.restart(ctx);
        if (last) {
            shut();
        } else if (!waiting.isEmpty()) {
            ctx.executor().execute(() -> letInWaiting(ctx));
        }
    }
}
