package dev.playgate.control.api;

import org.junit.jupiter.api.Test;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

class JsonBodyTest {

    @Test
    void aBodyWithoutAUsableTypeIsRefused() {
        MockServerHttpRequest.BodyBuilder post = MockServerHttpRequest.post("/api/v1/splay");

        assertThat(refusal(post.body(Flux.empty()))).isEqualTo(ErrorCode.MEDIA_TYPE);
        assertThat(refusal(post.header("Content-Type", "nonsense").body(Flux.empty()))).isEqualTo(ErrorCode.MEDIA_TYPE);
    }

    private static ErrorCode refusal(MockServerHttpRequest request) {
        return JsonBody.of(request).map(body -> ErrorCode.INTERNAL).onErrorResume(RefusedCallException.class,
                e -> Mono.just(e.code())).blockOptional().orElseThrow();
    }
}
