package dev.playgate.edge.express;

import java.time.Duration;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import org.jspecify.annotations.Nullable;

import dev.playgate.edge.ChannelAnswers;
import dev.playgate.edge.MediaAdmission.Outcome;
import dev.playgate.edge.MediaDelivery;
import dev.playgate.edge.OriginAnswerException;
import dev.playgate.edge.OriginHeaders;
import dev.playgate.edge.OriginTries;
import dev.playgate.edge.session.RunningSession;
import dev.playgate.policy.Outage;
import dev.playgate.stream.PlayoutTarget;

/**
 * One request in the lane until its answer has ended: judged, asked of the origin, delivered as it comes. While nothing
 * has gone out, what goes wrong is answered; after that the viewer's connection is closed, so that the body is seen not to
 * be whole. For the viewer's event loop alone.
 */
final class Exchange {

    /** An answer that takes longer is a session (security E4). */
    private static final Duration LONG = Duration.ofMillis(200);

    private final Edge edge;
    private final Origins origins;
    private final OriginTries tries;
    private final LoopOrigins loop;
    private final ChannelHandlerContext viewer;
    private final HttpRequest request;
    private final Runnable finished;
    private final Outcome.Admitted admitted;
    private final String requestId;
    private final ViewerAnswer answer;

    private Runnable answered = () -> {};
    private @Nullable OriginConnection origin;
    private @Nullable RunningSession session;
    private boolean askedAgain;
    private boolean begun;
    private boolean over;
    /** The last time that something came from the origin, or that more of it was asked for. */
    private long progress;
    private long askedAt;
    private long triedAt;
    private @Nullable OriginPool pool;

    Exchange(Edge edge, Origins origins, OriginTries tries, LoopOrigins loop, ChannelHandlerContext viewer,
            HttpRequest request,
            Outcome.Admitted admitted, String requestId, Runnable finished) {
        this.edge = edge;
        this.origins = origins;
        this.tries = tries;
        this.loop = loop;
        this.viewer = viewer;
        this.request = request;
        this.admitted = admitted;
        this.requestId = requestId;
        this.finished = finished;
        this.answer = new ViewerAnswer(viewer, request);
    }

    Channel viewer() {
        return viewer.channel();
    }

    /** Whether a connection of that pool is wanted. */
    boolean waitsFor(OriginPool asked) {
        return !over && !begun && origin == null && pool == asked;
    }

    void start() {
        askedAt = now();
        answered = edge.meters().asked();
        ask();
    }

    private void ask() {
        triedAt = now();
        askedAgain = false;
        lend(false);
    }

    private void lend(boolean fresh) {
        OriginPool wanted = loop.pool(tries.origin());
        pool = wanted;
        wanted.lend(this, fresh);
    }

    private PlayoutTarget target() {
        return admitted.request().target();
    }

    /** Asks the origin. */
    void connected(OriginConnection connection) {
        origin = connection;
        connection.ask(this, OriginRequestHead.write(viewer.alloc(), request, target(), connection.address(),
                tries.traceFields()), request.method().equals(HttpMethod.HEAD));
    }

    /** The origin closed the connection before the answer ended. Nothing has been changed by what was asked. */
    void lost() {
        origin = null;
        if (begun) {
            fail(Outage.ORIGIN_UNREACHABLE);
        } else if (askedAgain) {
            tryNext(Outage.ORIGIN_UNREACHABLE);
        } else {
            // It may have closed at the moment in which the connection was used again.
            askedAgain = true;
            lend(true);
        }
    }

    /** The origin's answer cannot be read. */
    void broken() {
        origin = null;
        fail(Outage.ORIGIN_ANSWER_INVALID);
    }

    /** There is no connection of that pool. */
    void failed(OriginPool asked) {
        if (waitsFor(asked)) {
            tryNext(Outage.ORIGIN_UNREACHABLE);
        }
    }

    /** The origin has not answered; another may. */
    private void tryNext(Outage reason) {
        leaveOrigin();
        if (tries.failed(reason)) {
            ask();
        } else {
            fail(reason);
        }
    }

    private void fail(Outage reason) {
        leaveOrigin();
        if (answer.isBegun()) {
            answer.flush();
            viewer.close();
            finish();
            return;
        }
        edge.answers().failed(reason, admitted.request(), requestId);
        FullHttpResponse response = edge.answer(edge.answers().answer(reason, requestId), request, requestId);
        MediaDelivery.shadowField(admitted.decision())
                .ifPresent(shadowed -> response.headers().set(OriginHeaders.SHADOW, shadowed));
        finish();
        Edge.writeLast(viewer, request, response);
    }

    /** The head of the origin's answer. */
    void begin(HttpResponse response) {
        progress = now();
        answered.run();
        tries.answered(response.status().code());
        begun = true;
        try {
            answer.hold(new ViewerHead(edge, request, requestId, admitted), response);
        } catch (OriginAnswerException e) {
            fail(Outage.ORIGIN_ANSWER_INVALID);
        }
    }

    /** A part of the body. */
    void deliver(HttpContent content) {
        progress = now();
        try {
            answer.write(content);
        } catch (OriginAnswerException e) {
            fail(Outage.ORIGIN_ANSWER_INVALID);
            return;
        }
        if (!viewer.channel().isWritable() && origin != null) {
            origin.setReading(false);
        }
    }

    /** The end of the answer. */
    void end(HttpContent content) {
        OriginConnection asked = origin;
        if (asked != null) {
            asked.setReading(true);
        }
        origin = null;
        LastHttpContent last;
        try {
            last = answer.last(content);
        } catch (OriginAnswerException e) {
            fail(Outage.ORIGIN_ANSWER_INVALID);
            return;
        }
        // Before the viewer knows: its next request must find the place free.
        finish();
        answer.end(last);
    }

    /** What the origin sent at once is written at once. */
    void flush() {
        answer.flush();
    }

    void viewerReads(boolean reads) {
        if (reads && origin != null) {
            progress = now();
            origin.setReading(true);
        }
    }

    void viewerLeft() {
        leaveOrigin();
        finish();
    }

    /** Told the time now and then. */
    void look(long now) {
        if (over) {
            return;
        }
        if (!begun) {
            if (now - triedAt >= tries.limitNanos()) {
                tryNext(Outage.ORIGIN_TIMEOUT);
            }
        } else if (viewer.channel().isWritable() && now - progress >= origins.settings().stallTimeout().toNanos()) {
            fail(Outage.ORIGIN_TIMEOUT);
        } else if (session == null && now - askedAt >= LONG.toNanos()) {
            session = edge.longResponses().begin(admitted, _ -> ChannelAnswers.cut(viewer.channel()));
        }
    }

    private void leaveOrigin() {
        if (pool != null) {
            pool.forget(this);
        }
        OriginConnection asked = origin;
        origin = null;
        if (asked != null) {
            asked.abandon();
        }
    }

    private void finish() {
        if (over) {
            return;
        }
        over = true;
        tries.abandon();
        finished.run();
        admitted.place().free();
        if (session != null) {
            session.end();
        }
    }

    private long now() {
        return viewer.executor().ticker().nanoTime();
    }
}
