package dev.playgate.control.api;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A call's body: one JSON object in UTF-8, in which no member stands twice. */
final class JsonBody {

    /** In bytes. */
    static final int MAXIMUM_SIZE = 64 * 1024;

    private static final int MAXIMUM_DEPTH = 16;

    private static final JsonMapper MAPPER = JsonMapper
            .builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAXIMUM_DEPTH).build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    // What strangers write is not worth a symbol table that all threads share.
                    .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES).build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    private JsonBody() {
    }

    /** Fails with {@link RefusedCallException} for anything else. */
    static Mono<ObjectNode> of(ServerHttpRequest request) {
        if (!BodyBytes.isDeclared(request, Set.of(MediaType.APPLICATION_JSON))) {
            return Mono.error(RefusedCallException.of(ErrorCode.MEDIA_TYPE, "Content-Type must be application/json"));
        }
        return BodyBytes.of(request, MAXIMUM_SIZE).flatMap(bytes -> Mono.fromCallable(() -> parse(bytes)));
    }

    static ObjectNode parse(byte[] utf8) throws RefusedCallException {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
            if (MAPPER.readTree(text) instanceof ObjectNode object) {
                return object;
            }
        } catch (CharacterCodingException | JacksonException e) {
            // Said below: the parser's own words quote the body.
        }
        throw RefusedCallException.of(ErrorCode.PARAMETER,
                "The body must be one JSON object in UTF-8 with each parameter once");
    }
}
