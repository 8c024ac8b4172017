package dev.playgate.edge.express;

import java.util.Optional;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import org.jspecify.annotations.Nullable;

import dev.playgate.edge.PlaylistBody;

/**
 * The origin's answer on its way to the viewer. Its head is kept until there is something of the body, or its end, so that
 * until then another answer can be given. Bodies are released here.
 */
final class ViewerAnswer {

    private final ChannelHandlerContext viewer;
    private final HttpRequest request;
    private @Nullable HttpResponse head;
    private Optional<PlaylistBody> playlist = Optional.empty();
    private boolean begun;
    private boolean unflushed;

    ViewerAnswer(ChannelHandlerContext viewer, HttpRequest request) {
        this.viewer = viewer;
        this.request = request;
    }

    /** Whether something of it has gone out. */
    boolean isBegun() {
        return begun;
    }

    /** @throws dev.playgate.edge.OriginAnswerException if nothing of the origin's answer may reach the viewer */
    void hold(ViewerHead answer, HttpResponse origin) {
        playlist = answer.take(origin);
        head = answer.response();
    }

    /**
     * A part of the body.
     *
     * @throws dev.playgate.edge.OriginAnswerException if it is a playlist that cannot be rewritten
     */
    void write(HttpContent content) {
        if (playlist.isEmpty()) {
            send(content);
            return;
        }
        byte[] rewritten = rewrite(playlist.get(), content);
        if (rewritten.length > 0) {
            send(new DefaultHttpContent(Unpooled.wrappedBuffer(rewritten)));
        }
    }

    /**
     * What the viewer gets last for what the origin sent last, whose trailers are nobody's (security B6).
     *
     * @throws dev.playgate.edge.OriginAnswerException if it is a playlist that cannot be rewritten
     */
    LastHttpContent last(HttpContent content) {
        ByteBuf rest = content.content();
        if (playlist.isPresent() && !request.method().equals(HttpMethod.HEAD)) {
            rest = Unpooled.wrappedBuffer(rewrite(playlist.get(), content), playlist.get().finish());
        }
        if (rest.isReadable()) {
            return new DefaultLastHttpContent(rest, EmptyHttpHeaders.INSTANCE);
        }
        rest.release();
        return LastHttpContent.EMPTY_LAST_CONTENT;
    }

    void end(LastHttpContent last) {
        begin();
        Edge.writeLast(viewer, request, last);
    }

    void flush() {
        if (unflushed) {
            unflushed = false;
            viewer.flush();
        }
    }

    private void send(HttpContent content) {
        begin();
        viewer.write(content, viewer.voidPromise());
        unflushed = true;
    }

    private void begin() {
        HttpResponse response = head;
        if (response != null) {
            head = null;
            begun = true;
            viewer.write(response, viewer.voidPromise());
        }
    }

    private static byte[] rewrite(PlaylistBody body, HttpContent content) {
        try {
            return body.feed(ByteBufUtil.getBytes(content.content()));
        } finally {
            content.release();
        }
    }
}
