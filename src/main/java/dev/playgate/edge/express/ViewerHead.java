package dev.playgate.edge.express;

import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;

import dev.playgate.edge.HeaderFields;
import dev.playgate.edge.MediaAdmission.Outcome;
import dev.playgate.edge.MediaDelivery;
import dev.playgate.edge.OriginAnswerException;
import dev.playgate.edge.OriginHeaders;
import dev.playgate.edge.PlaylistBody;

/** The head of an answer to a viewer: what every answer has, and what the origin's may say. */
final class ViewerHead {

    private final Edge edge;
    private final HttpRequest request;
    private final Outcome.Admitted admitted;
    /** What comes in was checked when it was read, and what is added is ours. */
    private final HttpHeaders fields = DefaultHttpHeadersFactory.headersFactory().withValidation(false).newHeaders();
    private HttpResponseStatus status = HttpResponseStatus.OK;

    ViewerHead(Edge edge, HttpRequest request, String requestId, Outcome.Admitted admitted) {
        this.edge = edge;
        this.request = request;
        this.admitted = admitted;
        edge.answers().addStandardHeaders(fields, request, requestId);
        MediaDelivery.shadowField(admitted.decision()).ifPresent(reason -> fields.add(OriginHeaders.SHADOW, reason));
    }

    /**
     * Takes over what passes of the origin's.
     *
     * @return what the body goes through, if it does not pass as it is
     * @throws OriginAnswerException if nothing of the answer may reach the viewer
     */
    Optional<PlaylistBody> take(HttpResponse origin) {
        Iterator<Map.Entry<CharSequence, CharSequence>> sent = origin.headers().iteratorCharSequence();
        while (sent.hasNext()) {
            Map.Entry<CharSequence, CharSequence> field = sent.next();
            if (OriginHeaders.passesToViewer(field.getKey())) {
                fields.add(field.getKey(), field.getValue());
            }
        }
        status = HttpResponseStatus.valueOf(origin.status().code());
        MediaDelivery delivery = edge.deliveries().of(admitted.request(), admitted.decision(),
                Objects.requireNonNull(request.headers().get(HttpHeaderNames.HOST)));
        Optional<PlaylistBody> playlist = delivery.begin(status.code(), new HeaderFields.OfNetty(fields));
        frame();
        return playlist;
    }

    /** How the viewer finds the end of the body (RFC 9112 section 6.3). */
    private void frame() {
        if (!hasBody()) {
            if (status.equals(HttpResponseStatus.NOT_MODIFIED)) {
                fields.remove(HttpHeaderNames.CONTENT_LENGTH);
            }
        } else if (!fields.contains(HttpHeaderNames.CONTENT_LENGTH)) {
            fields.set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        }
        if (!HttpUtil.isKeepAlive(request)) {
            fields.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
    }

    private boolean hasBody() {
        return !request.method().equals(HttpMethod.HEAD) && !status.equals(HttpResponseStatus.NOT_MODIFIED)
                && !status.equals(HttpResponseStatus.NO_CONTENT);
    }

    HttpResponse response() {
        return new DefaultHttpResponse(HttpVersion.HTTP_1_1, status, fields);
    }
}
