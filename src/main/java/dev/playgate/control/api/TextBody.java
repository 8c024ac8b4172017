package dev.playgate.control.api;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;

import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import reactor.core.publisher.Mono;

/** A call's body: one text in UTF-8. */
final class TextBody {

    private TextBody() {
    }

    /** Fails with {@link RefusedCallException} for anything else. */
    static Mono<String> of(ServerHttpRequest request, int maximumSize, Set<MediaType> types) {
        if (!BodyBytes.isDeclared(request, types)) {
            return Mono.error(RefusedCallException.of(ErrorCode.MEDIA_TYPE, "Content-Type must be "
                    + types.stream().map(MediaType::toString).sorted().collect(Collectors.joining(" or "))));
        }
        return BodyBytes.of(request, maximumSize).flatMap(bytes -> Mono.fromCallable(() -> text(bytes)));
    }

    private static String text(byte[] utf8) throws RefusedCallException {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
        } catch (CharacterCodingException e) {
            throw RefusedCallException.of(ErrorCode.PARAMETER, "The body must be UTF-8");
        }
    }
}
