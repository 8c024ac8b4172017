package dev.playgate.edge;

import java.util.Map;
import java.util.Optional;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;

import dev.playgate.policy.Decision;
import dev.playgate.policy.Outage;
import dev.playgate.policy.PlayoutRequest;
import dev.playgate.policy.Reason;
import dev.playgate.policy.Refusal;

/** How handlers on the channel answer and what they leave in the log: the same as for all other requests. */
public final class SocketAnswers {

    private final Answers answers;
    private final RefusalWriter writer;
    private final DecisionLog log;

    SocketAnswers(Answers answers, StandardHeaders standardHeaders, DecisionLog log) {
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
        Answer answer = switch (reason) {
            case Refusal refusal -> answers.of(refusal, requestId);
            case Outage outage -> answers.of(outage, requestId);
        };
        return writer.write(answer, request, requestId);
    }

    /** What an answer has that is not made by {@link #answer}. */
    public Map<String, String> standardHeaders(HttpRequest request, String requestId) {
        return writer.standardHeaders().of(request.headers().getAll(HttpHeaderNames.ORIGIN), requestId);
    }

    /** With what an H5Live socket is closed (player contract). */
    public static int closeCode(Reason reason) {
        return switch (reason) {
            case Refusal refusal -> Answers.closeCode(refusal);
            case Outage outage -> Answers.closeCode(outage);
        };
    }
}
