package dev.playgate.edge;

import java.util.List;
import java.util.Optional;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;

import dev.playgate.policy.Refusal;
import dev.playgate.viewer.IpAddress;

/** Refusals of the {@link FrontDoor}: the same answers and the same log as elsewhere, as Netty's messages. */
record RefusalWriter(Answers answers, StandardHeaders standardHeaders, DecisionLog log) {

    FullHttpResponse refuse(Refusal refusal, HttpRequest request, Channel channel) {
        String requestId = RequestId.next();
        log.refusedUnread(refusal, address(channel), requestId);
        return write(answers.of(refusal, requestId), request, requestId, true);
    }

    /** @param last whether the connection ends with it */
    FullHttpResponse write(Answer answer, HttpRequest request, String requestId, boolean last) {
        byte[] body = answer.bytes();
        boolean head = request.method().equals(HttpMethod.HEAD);
        FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(answer.status()),
                head ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(body));
        HttpHeaders headers = response.headers();
        addStandardHeaders(headers, request.headers().getAll(HttpHeaderNames.ORIGIN), requestId);
        answer.headers().forEach(headers::set);
        headers.set(HttpHeaderNames.CONTENT_LENGTH, body.length);
        if (last) {
            headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        return response;
    }

    /** @param origin the field lines of {@code Origin} */
    void addStandardHeaders(HttpHeaders headers, List<String> origin, String requestId) {
        standardHeaders.forEach(origin, requestId, headers::set);
    }

    static Optional<IpAddress> address(Channel channel) {
        return ViewerAddress.of(channel).map(peer -> IpAddress.of(peer.getAddress()));
    }
}
