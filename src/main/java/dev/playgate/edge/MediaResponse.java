package dev.playgate.edge;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

import io.netty.handler.codec.http.HttpVersion;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;

import dev.playgate.edge.playlist.ChildReferences;
import dev.playgate.edge.playlist.PlaylistRewriter;
import dev.playgate.policy.Decision;
import dev.playgate.policy.PlayoutRequest;
import dev.playgate.policy.Right;
import dev.playgate.stream.CredentialText;
import dev.playgate.stream.CredentialText.Place;
import dev.playgate.stream.PlayoutTarget;
import dev.playgate.stream.TicketPlace;

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
            if (setsCookie(right.get())) {
                getHeaders().set(HttpHeaders.SET_COOKIE, settings.children().cookie(request, admitted));
                keepUnshared();
            }
            if (Playlists.areRewritten(request.target())) {
                return writePlaylist(body);
            }
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
        return children().ours(location);
    }

    private ChildReferences children() {
        String host = exchange.getRequest().getHeaders().getFirst(HttpHeaders.HOST);
        return settings.children().of(request, admitted, Objects.requireNonNull(host));
    }

    /** Whether what the playlist leads to is opened by a cookie that this answer has to set. */
    private boolean setsCookie(Right right) {
        PlayoutTarget target = request.target();
        boolean byCookie = right instanceof Right.OfTicket
                && request.credentials().stream().allMatch(credential -> credential.place() == Place.COOKIE);
        return target.form().tickets() == TicketPlace.COOKIE && !target.hasPathCredential() && !byCookie;
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
        long length = headers.getContentLength();
        keepUnshared();
        List.of(HttpHeaders.CONTENT_LENGTH, HttpHeaders.ETAG, HttpHeaders.LAST_MODIFIED, HttpHeaders.ACCEPT_RANGES,
                HttpHeaders.EXPIRES, HttpHeaders.AGE).forEach(headers::remove);
        if (exchange.getRequest().getMethod().equals(HttpMethod.HEAD)) {
            return super.writeWith(body);
        }
        if (netty().version().equals(HttpVersion.HTTP_1_1)) {
            headers.set(HttpHeaders.TRANSFER_ENCODING, "chunked");
        }
        if (length > settings.maximumPlaylist()) {
            return Mono.error(new OriginAnswerException("a playlist that is too long"));
        }
        PlaylistBody playlist = new PlaylistBody(rewriter(), settings.maximumPlaylist(), bufferFactory());
        return super.writeWith(playlist.rewritten(body).onErrorResume(this::cut));
    }

    private PlaylistRewriter rewriter() {
        Optional<ChildReferences> children = request.target().form().tickets() == TicketPlace.QUERY
                ? Optional.of(children())
                : Optional.empty();
        return Playlists.isManifest(request.target())
                ? PlaylistRewriter.dash(children)
                : PlaylistRewriter.hls(children, settings.children().credentialParameters());
    }

    /** What a credential outside of the URL opened has the same URL for everybody (security B11). */
    private void keepPrivate(Optional<Right> right) {
        if (right.isPresent() && request.credentials().stream().anyMatch(MediaResponse::isOutsideUrl)) {
            keepUnshared();
        }
    }

    private void keepUnshared() {
        HttpHeaders headers = getHeaders();
        headers.set(HttpHeaders.CACHE_CONTROL, OriginHeaders.unshared(headers.getOrEmpty(HttpHeaders.CACHE_CONTROL)));
    }

    private static boolean isOutsideUrl(CredentialText credential) {
        return credential.place() == Place.HEADER || credential.place() == Place.COOKIE;
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
