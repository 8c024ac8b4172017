package dev.playgate.control.api;

import java.nio.charset.StandardCharsets;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import reactor.core.publisher.Mono;

/** A call's body as it came. */
final class BodyBytes {

    private BodyBytes() {
    }

    /** Fails with {@link RefusedCallException} for a larger one. */
    static Mono<byte[]> of(ServerHttpRequest request, int maximumSize) {
        return DataBufferUtils.join(request.getBody(), maximumSize).map(buffer -> {
            byte[] bytes = new byte[buffer.readableByteCount()];
            buffer.read(bytes);
            DataBufferUtils.release(buffer);
            return bytes;
        }).onErrorMap(DataBufferLimitException.class, e -> RefusedCallException.of(ErrorCode.BODY_TOO_LARGE,
                "The body must be at most " + maximumSize + " bytes")).defaultIfEmpty(new byte[0]);
    }

    /** Whether the body says that it is one of these types, in UTF-8. */
    static boolean isDeclared(ServerHttpRequest request, Set<MediaType> types) {
        try {
            @Nullable
            MediaType type = request.getHeaders().getContentType();
            return type != null && types.stream().anyMatch(type::equalsTypeAndSubtype)
                    && (type.getCharset() == null || type.getCharset().equals(StandardCharsets.UTF_8));
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }
}
