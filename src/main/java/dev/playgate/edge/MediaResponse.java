package dev.playgate.edge;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

import io.netty.handler.codec.http.HttpVersion;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;

import dev.playgate.edge.MediaAdmission.Outcome;

/**
 * The origin's answer on its way to the viewer as {@link MediaDelivery} has it, without being gathered; a body that the
 * origin cuts short is cut for the viewer as well.
 */
final class MediaResponse extends ServerHttpResponseDecorator {

    private final ServerWebExchange exchange;
    private final Outcome.Admitted admitted;
    private final MediaDeliveries deliveries;
    private final LongResponses longResponses;

    MediaResponse(ServerWebExchange exchange, Outcome.Admitted admitted, MediaDeliveries deliveries,
            LongResponses longResponses) {
        super(exchange.getResponse());
        this.exchange = exchange;
        this.admitted = admitted;
        this.deliveries = deliveries;
        this.longResponses = longResponses;
    }

    @Override
    public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
        String host = Objects.requireNonNull(exchange.getRequest().getHeaders().getFirst(HttpHeaders.HOST));
        Optional<PlaylistBody> playlist;
        try {
            playlist = deliveries.of(admitted.request(), admitted.decision(), host)
                    .begin(Objects.requireNonNull(getStatusCode()).value(), new HeaderFields.OfSpring(getHeaders()));
        } catch (OriginAnswerException e) {
            return Mono.error(e);
        }
        if (playlist.isPresent()) {
            return writePlaylist(body, playlist.get());
        }
        return super.writeWith(longResponses.watched(Flux.<DataBuffer>from(body).onErrorResume(this::cut), exchange,
                admitted, getHeaders().getContentLength()));
    }

    @Override
    public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> body) {
        return writeWith(Flux.from(body).concatMap(part -> part));
    }

    private Mono<Void> writePlaylist(Publisher<? extends DataBuffer> body, PlaylistBody playlist) {
        if (netty().version().equals(HttpVersion.HTTP_1_1)) {
            getHeaders().set(HttpHeaders.TRANSFER_ENCODING, "chunked");
        }
        if (exchange.getRequest().getMethod().equals(HttpMethod.HEAD)) {
            return super.writeWith(body);
        }
        Flux<byte[]> rewritten = Flux.from(body).map(part -> playlist.feed(bytes(part)))
                .concatWith(Mono.fromSupplier(playlist::finish));
        return super.writeWith(rewritten.filter(part -> part.length > 0).<DataBuffer>map(bufferFactory()::wrap)
                .onErrorResume(this::cut));
    }

    private static byte[] bytes(DataBuffer part) {
        byte[] bytes = new byte[part.readableByteCount()];
        part.read(bytes);
        DataBufferUtils.release(part);
        return bytes;
    }

    /** Takes back what was said of a body that is not delivered, and what would have gone with it. */
    static void forgetMedia(HttpHeaders headers) {
        List.copyOf(headers.headerNames()).stream().filter(OriginHeaders::passesToViewer).forEach(headers::remove);
        List.of(HttpHeaders.SET_COOKIE, HttpHeaders.TRANSFER_ENCODING).forEach(headers::remove);
    }

    private HttpServerRequest netty() {
        return ServerHttpRequestDecorator.getNativeRequest(exchange.getRequest());
    }

    /**
     * The viewer must see that the body is not whole. An error would end it like a whole one, so the connection is
     * closed; while no byte has gone out, the error itself is still the better answer.
     */
    private Flux<DataBuffer> cut(Throwable failure) {
        if (!isCommitted()) {
            return Flux.error(failure);
        }
        LongResponses.closeConnection(exchange.getRequest());
        return Flux.never();
    }
}
