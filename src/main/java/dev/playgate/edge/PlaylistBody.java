package dev.playgate.edge;

import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.core.io.buffer.DataBufferUtils;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SynchronousSink;

import dev.playgate.edge.playlist.PlaylistRewrite;
import dev.playgate.edge.playlist.PlaylistRewriter;

import static java.nio.charset.StandardCharsets.UTF_8;

/** One playlist on its way through a {@link PlaylistRewriter}: each part goes out as soon as it is complete. */
final class PlaylistBody {

    private final PlaylistRewriter rewriter;
    private final int maximum;
    private final DataBufferFactory buffers;
    private long received;

    /** @param maximum bytes that the origin may send; past it, the body fails */
    PlaylistBody(PlaylistRewriter rewriter, int maximum, DataBufferFactory buffers) {
        this.rewriter = rewriter;
        this.maximum = maximum;
        this.buffers = buffers;
    }

    /** Fails with an {@link OriginAnswerException} if this is no playlist. */
    Flux<DataBuffer> rewritten(Publisher<? extends DataBuffer> body) {
        return Flux.<DataBuffer>from(body).<DataBuffer>handle((part, sink) -> deliver(feed(part), sink))
                .concatWith(Mono.fromSupplier(rewriter::finish).handle(this::deliver));
    }

    private PlaylistRewrite feed(DataBuffer part) {
        byte[] bytes = new byte[part.readableByteCount()];
        part.read(bytes);
        DataBufferUtils.release(part);
        received += bytes.length;
        if (received > maximum) {
            throw new OriginAnswerException("a playlist that is too long");
        }
        return rewriter.feed(bytes);
    }

    private void deliver(PlaylistRewrite rewrite, SynchronousSink<DataBuffer> sink) {
        switch (rewrite) {
            case PlaylistRewrite.Rewritten(var text) -> {
                if (!text.isEmpty()) {
                    sink.next(buffers.wrap(text.getBytes(UTF_8)));
                }
            }
            case PlaylistRewrite.NotAPlaylist(var fault) ->
                sink.error(new OriginAnswerException("a playlist: " + fault));
        }
    }
}
