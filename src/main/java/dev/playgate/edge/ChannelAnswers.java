package dev.playgate.edge;

import java.util.List;
import java.util.Optional;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.ssl.SslHandler;

import dev.playgate.policy.Decision;
import dev.playgate.policy.Outage;
import dev.playgate.policy.PlayoutRequest;
import dev.playgate.policy.Reason;
import dev.playgate.policy.Refusal;
import dev.playgate.viewer.IpAddress;

/** How handlers on the channel answer and what they leave in the log: the same as for all other requests. */
public final class ChannelAnswers {

    private final Answers answers;
    private final RefusalWriter writer;
    private final DecisionLog log;

    ChannelAnswers(Answers answers, StandardHeaders standardHeaders, DecisionLog log) {
        this.answers = answers;
        this.writer = new RefusalWriter(answers, standardHeaders, log);
        this.log = log;
    }

    /** The id of one more request. */
    public String nextRequestId() {
        return RequestId.next();
    }

    /** Notes what was decided. */
    public void decided(Decision decision, PlayoutRequest request, String requestId) {
        log.decided(decision, request, requestId);
    }

    /** Notes what the origin failed to do for an admitted request. */
    public void failed(Outage reason, PlayoutRequest request, String requestId) {
        log.failed(reason, Optional.of(request), requestId);
    }

    /** Notes a refusal of what was not understood. */
    public void refusedUnread(Refusal reason, Channel viewer, String requestId) {
        log.refusedUnread(reason, RefusalWriter.address(viewer), requestId);
    }

    /** The answer by HTTP, which ends the connection. */
    public FullHttpResponse answer(Reason reason, HttpRequest request, String requestId) {
        return answer(answer(reason, requestId), request, requestId, true);
    }

    /**
     * The answer by HTTP.
     *
     * @param last whether the connection ends with it
     */
    public FullHttpResponse answer(Answer answer, HttpRequest request, String requestId, boolean last) {
        return writer.write(answer, request, requestId, last);
    }

    /** The answer as plain values. */
    public Answer answer(Reason reason, String requestId) {
        return switch (reason) {
            case Refusal refusal -> answers.of(refusal, requestId);
            case Outage outage -> answers.of(outage, requestId);
        };
    }

    /** The viewer's end of a connection. */
    public static Optional<IpAddress> address(Channel viewer) {
        return RefusalWriter.address(viewer);
    }

    /** Tells a viewer that nothing more comes, who may still be sending, and is read on. */
    public static void endOutput(Channel viewer) {
        SslHandler tls = viewer.pipeline().get(SslHandler.class);
        if (tls != null) {
            tls.closeOutbound();
        } else if (viewer instanceof DuplexChannel duplex) {
            duplex.shutdownOutput();
        }
    }

    /** Ends a connection now: what waits to be sent is dropped, for which TLS would wait three seconds (security E4). */
    public static void cut(Channel viewer) {
        ChannelHandlerContext tls = viewer.pipeline().context(SslHandler.class);
        if (tls != null) {
            tls.close();
        } else {
            viewer.close();
        }
    }

    /** Adds what every answer has to one that is not made by {@link #answer}. */
    public void addStandardHeaders(HttpHeaders headers, HttpRequest request, String requestId) {
        addStandardHeaders(headers, request.headers().getAll(HttpHeaderNames.ORIGIN), requestId);
    }

    /**
     * The same.
     *
     * @param origin the field lines of {@code Origin}
     */
    public void addStandardHeaders(HttpHeaders headers, List<String> origin, String requestId) {
        writer.addStandardHeaders(headers, origin, requestId);
    }

    /** With what an H5Live socket is closed (player contract). */
    public static int closeCode(Reason reason) {
        return switch (reason) {
            case Refusal refusal -> Answers.closeCode(refusal);
            case Outage outage -> Answers.closeCode(outage);
        };
    }
}
