package dev.playgate.edge.express;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;

import dev.playgate.edge.Answer;
import dev.playgate.edge.ChannelAnswers;
import dev.playgate.edge.LongResponses;
import dev.playgate.edge.MediaAdmission;
import dev.playgate.edge.MediaDeliveries;
import dev.playgate.edge.OriginMeters;

/** The rules of the edge, which are the same on both ways. */
record Edge(MediaAdmission admission, MediaDeliveries deliveries, LongResponses longResponses, ChannelAnswers answers,
        OriginMeters meters) {

    FullHttpResponse answer(Answer answer, HttpRequest request, String requestId) {
        return answers.answer(answer, request, requestId, !HttpUtil.isKeepAlive(request));
    }

    /** The end of an answer, and of the connection where the viewer wants that. */
    static void writeLast(ChannelHandlerContext viewer, HttpRequest request, Object message) {
        if (HttpUtil.isKeepAlive(request)) {
            viewer.writeAndFlush(message, viewer.voidPromise());
        } else {
            viewer.writeAndFlush(message).addListener(ChannelFutureListener.CLOSE);
        }
    }
}
