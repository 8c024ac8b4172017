package dev.playgate.edge;

import java.util.ArrayDeque;
import java.util.Deque;

import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.ReferenceCountUtil;

/** What a client sends ahead of the answers to its earlier requests, in order. While there is any, no more is read. */
final class WaitingRequests {

    /** Players do not pipeline; a queue of requests is memory that a stranger fills. */
    private static final int MAXIMUM = 15;

    private final Deque<Object> messages = new ArrayDeque<>();
    private int requests;
    /** Whether reading was automatic before something waited. */
    private boolean autoRead;

    boolean isEmpty() {
        return messages.isEmpty();
    }

    /** The first, which stays; there is one. */
    Object next() {
        return messages.element();
    }

    /** One request too many is marked as faulty, and what comes behind it is dropped. */
    void add(ChannelConfig config, Object message) {
        if (requests > MAXIMUM) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (messages.isEmpty()) {
            autoRead = config.isAutoRead();
            config.setAutoRead(false);
        }
        if (message instanceof HttpRequest request && ++requests > MAXIMUM) {
            request.setDecoderResult(DecoderResult.failure(new DecoderException("too many requests sent ahead")));
        }
        messages.add(message);
    }

    /** The first; there is one. */
    Object remove() {
        Object first = messages.remove();
        if (first instanceof HttpRequest) {
            requests--;
        }
        return first;
    }

    /** After some were removed: reads as before they came, unless others wait still. */
    void readOn(ChannelHandlerContext ctx) {
        ChannelConfig config = ctx.channel().config();
        if (messages.isEmpty()) {
            config.setAutoRead(autoRead);
            ctx.read();
        } else {
            // Who was let in may have turned it on.
            autoRead |= config.isAutoRead();
            config.setAutoRead(false);
        }
    }

    void forget() {
        messages.forEach(ReferenceCountUtil::safeRelease);
        messages.clear();
    }
}
