package dev.playgate.edge.authorize;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

import dev.playgate.edge.Answer;
import dev.playgate.edge.BareFailure;
import dev.playgate.edge.ChannelAnswers;
import dev.playgate.edge.access.WatchedRequest;
import dev.playgate.policy.Outage;

/**
 * Envoy's {@code ext_authz} by gRPC: one call with one message each way, which is a request of HTTP/2 with a prefix of five
 * octets before each body and a status behind it.
 *
 * @param credentialParameters query parameters that the origin does not see
 */
record CheckService(Authorizer authorizer, ChannelAnswers answers, List<String> credentialParameters) {

    /** Where it is asked. */
    static final String PATH = "/envoy.service.auth.v3.Authorization/Check";

    private static final Logger LOG = LoggerFactory.getLogger(CheckService.class);

    private static final int PREFIX = 5;
    /** In octets; a request's head, with room for what Envoy tells beside it. */
    private static final int LONGEST = 256 * 1024;

    private static final String REQUEST_ID = "x-request-id";
    private static final String STATUS = "grpc-status";
    private static final String OK = "0";
    private static final String INVALID_ARGUMENT = "3";

    Mono<Void> answer(HttpServerRequest request, HttpServerResponse response, Channel proxy, WatchedRequest watched) {
        watched.trace().askedAt(PATH);
        response.header(HttpHeaderNames.CONTENT_TYPE, "application/grpc");
        return request.receive().asByteArray()
                .reduceWith(ByteArrayOutputStream::new, CheckService::append)
                .flatMap(body -> asked(body.toByteArray()).map(asked -> answer(asked, response, proxy, watched))
                        .orElseGet(() -> {
                            watched.answered(HttpResponseStatus.BAD_REQUEST.code(), Optional.empty());
                            return response.header(STATUS, INVALID_ARGUMENT).send().then();
                        }));
    }

    /** What is too long stays so, and is none. */
    private static ByteArrayOutputStream append(ByteArrayOutputStream body, byte[] part) {
        if (body.size() <= LONGEST) {
            body.writeBytes(part);
        }
        return body;
    }

    /** Empty: no message of the service. */
    private static Optional<AskedRequest> asked(byte[] body) {
        ByteBuffer frame = ByteBuffer.wrap(body);
        if (body.length < PREFIX || body.length > LONGEST || frame.get() != 0
                || frame.getInt() != frame.remaining()) {
            return Optional.empty();
        }
        byte[] message = new byte[frame.remaining()];
        frame.get(message);
        try {
            return CheckMessages.read(message);
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private static byte[] framed(byte[] message) {
        return ByteBuffer.allocate(PREFIX + message.length).put((byte) 0).putInt(message.length).put(message).array();
    }

    private Mono<Void> answer(AskedRequest asked, HttpServerResponse response, Channel proxy,
            WatchedRequest watched) {
        String requestId = answers.nextRequestId();
        Answer answer = judge(asked, proxy, requestId, watched);
        watched.answered(answer.status(), Optional.of(requestId));
        return response.header(HttpHeaderNames.TRAILER, STATUS)
                .trailerHeaders(trailers -> trailers.set(STATUS, OK))
                .sendByteArray(Mono.just(framed(message(answer, asked, requestId)))).then()
                .doOnSuccess(_ -> watched.sent(answer.bytes().length));
    }

    private Answer judge(AskedRequest asked, Channel proxy, String requestId, WatchedRequest watched) {
        try {
            return authorizer.judge(asked, proxy, requestId, watched);
        } catch (RuntimeException e) {
            LOG.error("request {} failed", requestId, BareFailure.of(e));
            return answers.answer(Outage.INTERNAL_ERROR, requestId);
        }
    }

    private byte[] message(Answer answer, AskedRequest asked, String requestId) {
        if (answer.status() == 200) {
            Map<String, String> toOrigin = new LinkedHashMap<>(answer.headers());
            toOrigin.put(REQUEST_ID, requestId);
            Map<String, String> toViewer = new LinkedHashMap<>();
            toViewer.put(REQUEST_ID, requestId);
            Optional.ofNullable(toOrigin.remove("Set-Cookie")).ifPresent(cookie -> toViewer.put("set-cookie", cookie));
            return CheckMessages.admitted(toOrigin, toViewer, credentialParameters);
        }
        HttpHeaders fields = new DefaultHttpHeaders();
        answers.addStandardHeaders(fields, asked.fields().apply("Origin"), requestId);
        answer.headers().forEach(fields::set);
        Map<String, String> toViewer = new LinkedHashMap<>();
        fields.forEach(field -> toViewer.put(field.getKey(), field.getValue()));
        return CheckMessages.refused(answer, toViewer);
    }
}
