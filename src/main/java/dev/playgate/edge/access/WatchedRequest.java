package dev.playgate.edge.access;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.util.concurrent.Ticker;

import dev.playgate.edge.ChannelAnswers;

/**
 * A request on its way: its line in the log, and the end of its trace, once whoever sees the answer has said that it is
 * over. For one thread at a time.
 */
public final class WatchedRequest {

    private static final String HOPS = "X-Forwarded-For";
    /** As other servers log it. */
    private static final String HTTP_2 = "HTTP/2.0";

    private final AccessWatches watches;
    private final RequestTrace trace;
    private final Ticker ticker;
    private final long begunAt;
    /** As it began. */
    private AccessEntry head;
    private int status = AccessEntry.UNANSWERED;
    private long bytes;
    private Optional<String> requestId = Optional.empty();
    private boolean over;

    /** @param version of a request that is not HTTP/2's */
    WatchedRequest(AccessWatches watches, RequestTrace trace, Channel asking, String method, String target,
            String version, HttpHeaders fields) {
        this.watches = watches;
        this.trace = trace;
        ticker = asking.eventLoop().ticker();
        begunAt = ticker.nanoTime();
        head = new AccessEntry(watches.log().now(), 0, ChannelAnswers.address(asking), fields.getAll(HOPS), method,
                target, asking instanceof Http2StreamChannel ? HTTP_2 : version,
                fields.getAll(HttpHeaderNames.REFERER), fields.getAll(HttpHeaderNames.USER_AGENT),
                AccessEntry.UNANSWERED, 0, Optional.empty());
    }

    /** What is traced of it. */
    public RequestTrace trace() {
        return trace;
    }

    /** It asks about another one, which is what is told of from now on. The hops say who that one's viewer is. */
    public void isAbout(String method, String target, List<String> hops, Function<String, List<String>> fields) {
        head = new AccessEntry(head.begun(), 0, Optional.empty(), hops, method, target, head.protocol(),
                fields.apply("Referer"), fields.apply("User-Agent"), AccessEntry.UNANSWERED, 0, Optional.empty());
    }

    /** The head of the answer is given. */
    public void answered(int code, Optional<String> id) {
        status = code;
        requestId = id;
        if (isSocket()) {
            endTrace();
        }
    }

    boolean isSocket() {
        return status == HttpResponseStatus.SWITCHING_PROTOCOLS.code();
    }

    /** So many more octets of the answer have left. */
    public void sent(long octets) {
        bytes += octets;
    }

    /** Nothing more is answered. */
    public void end() {
        if (!over) {
            over = true;
            if (watches.log().isOn()) {
                watches.log().add(soFar());
            }
            endTrace();
        }
    }

    private void endTrace() {
        if (trace.isRecorded()) {
            trace.end(watches.reader().read(soFar()));
        }
    }

    private AccessEntry soFar() {
        return head.soFar(ticker.nanoTime() - begunAt, status, bytes, requestId);
    }
}
