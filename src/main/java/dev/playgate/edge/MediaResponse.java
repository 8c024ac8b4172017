package dev.playgate.edge;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import dev.playgate.edge.playlist.ChildReferences;
import dev.playgate.edge.playlist.HlsPlaylist;
import dev.playgate.edge.playlist.PlaylistRewrite;
import dev.playgate.policy.Decision;
import dev.playgate.policy.PlayoutRequest;
import dev.playgate.policy.Right;
import dev.playgate.stream.CredentialText;
import dev.playgate.stream.CredentialText.Place;

/**
 * The origin's answer on its way to the viewer. Playlists of a session are rewritten, everything else passes byte for
 * byte, without being gathered; a body that the origin cuts short is cut for the viewer as well.
 */
final class MediaResponse extends ServerHttpResponseDecorator {

    private final ServerWebExchange exchange;
    private final PlayoutRequest request;
    private final Decision.Admitted admitted;
    private final MediaResponses settings;

    MediaResponse(ServerWebExchange exchange, PlayoutRequest request, Decision.Admitted admitted,
            MediaResponses settings) {
        super(exchange.getResponse());
        this.exchange = exchange;
        this.request = request;
        this.admitted = admitted;
        this.settings = settings;
    }

    @Override
    public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
        Optional<Right> right = admitted.right();
        if (HttpStatus.SWITCHING_PROTOCOLS.equals(getStatusCode())) {
            return Mono.error(new OriginAnswerException("a protocol that nobody asked for"));
        }
        keepPrivate(right);
        String location = getHeaders().getFirst(HttpHeaders.LOCATION);
        if (location != null) {
            Optional<String> own = ownLocation(location, right);
            if (own.isEmpty()) {
                return Mono.error(new OriginAnswerException("a redirect to another host"));
            }
            getHeaders().set(HttpHeaders.LOCATION, own.get());
        }
        if (right.isPresent() && isPlaylist()) {
            return writePlaylist(body);
        }
        return super.writeWith(settings.longResponses().watched(Flux.<DataBuffer>from(body).onErrorResume(this::cut),
                exchange, request, admitted, getHeaders()));
    }

    @Override
    public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> body) {
        return writeWith(Flux.from(body).concatMap(part -> part));
    }

    /** A redirect stays on our host, and carries the session on (security B10). */
    private Optional<String> ownLocation(String location, Optional<Right> right) {
        if (right.isEmpty()) {
            return location.startsWith("/") && !location.startsWith("//") && location.indexOf('\\') < 0
                    ? Optional.of(location)
                    : Optional.empty();
        }
        String own = children().rewrite(location);
        return own.equals(location) ? Optional.empty() : Optional.of(own);
    }

    private ChildReferences children() {
        String host = exchange.getRequest().getHeaders().getFirst(HttpHeaders.HOST);
        return settings.children().of(request, admitted, Objects.requireNonNull(host));
    }

    /** Takes back what the origin said of a body that is not delivered. */
    static void forgetMedia(HttpHeaders headers) {
        List.copyOf(headers.headerNames()).stream().filter(OriginHeaders::passesToViewer).forEach(headers::remove);
    }

    private boolean isPlaylist() {
        return HttpStatus.OK.equals(getStatusCode())
                && Playlists.isOne(request.target(), getHeaders().getOrEmpty(HttpHeaders.CONTENT_TYPE));
    }

    private Mono<Void> writePlaylist(Publisher<? extends DataBuffer> body) {
        HttpHeaders headers = getHeaders();
        if (headers.containsHeader(HttpHeaders.CONTENT_ENCODING)) {
            return Mono.error(new OriginAnswerException("a compressed playlist that was asked for as text"));
        }
        headers.set(HttpHeaders.CACHE_CONTROL, OriginHeaders.unshared(headers.getOrEmpty(HttpHeaders.CACHE_CONTROL)));
        List.of(HttpHeaders.CONTENT_LENGTH, HttpHeaders.ETAG, HttpHeaders.LAST_MODIFIED, HttpHeaders.ACCEPT_RANGES,
                HttpHeaders.EXPIRES, HttpHeaders.AGE).forEach(headers::remove);
        if (exchange.getRequest().getMethod().equals(HttpMethod.HEAD)) {
            return super.writeWith(body);
        }
        ChildReferences children = children();
        return DataBufferUtils.join(body, settings.maximumPlaylist())
                .switchIfEmpty(Mono.error(() -> new OriginAnswerException("an empty playlist")))
                .map(whole -> rewritten(whole, children))
                .flatMap(playlist -> {
                    headers.setContentLength(playlist.length);
                    return super.writeWith(Mono.just(bufferFactory().wrap(playlist)));
                });
    }

    private static byte[] rewritten(DataBuffer whole, ChildReferences children) {
        byte[] body = new byte[whole.readableByteCount()];
        whole.read(body);
        DataBufferUtils.release(whole);
        return switch (HlsPlaylist.rewrite(body, children)) {
            case PlaylistRewrite.Rewritten(var playlist) -> playlist.getBytes(StandardCharsets.UTF_8);
            case PlaylistRewrite.NotAPlaylist(var fault) -> throw new OriginAnswerException("a playlist: " + fault);
        };
    }

    /** What a credential outside of the URL opened has the same URL for everybody (security B11). */
    private void keepPrivate(Optional<Right> right) {
        if (right.isPresent() && request.credentials().stream().anyMatch(MediaResponse::isOutsideUrl)) {
            HttpHeaders headers = getHeaders();
            headers.set(HttpHeaders.CACHE_CONTROL,
                    OriginHeaders.unshared(headers.getOrEmpty(HttpHeaders.CACHE_CONTROL)));
        }
    }

    private static boolean isOutsideUrl(CredentialText credential) {
        return credential.place() == Place.HEADER || credential.place() == Place.COOKIE;
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
