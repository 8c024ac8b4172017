package dev.playgate.edge;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;

import reactor.core.publisher.Mono;

/** Writes an {@link Answer} in WebFlux. */
final class AnswerWriter {

    private static final int NO_CONTENT = 204;

    private AnswerWriter() {
    }

    static Mono<Void> write(ServerWebExchange exchange, Answer answer) {
        ServerHttpResponse response = exchange.getResponse();
        response.setStatusCode(HttpStatusCode.valueOf(answer.status()));
        answer.headers().forEach(response.getHeaders()::set);
        if (answer.body().isEmpty()) {
            if (answer.status() != NO_CONTENT) {
                response.getHeaders().setContentLength(0);
            }
            return response.setComplete();
        }
        byte[] body = answer.bytes();
        response.getHeaders().setContentLength(body.length);
        if (exchange.getRequest().getMethod().equals(HttpMethod.HEAD)) {
            return response.setComplete();
        }
        return response.writeWith(Mono.fromSupplier(() -> buffer(response, body)));
    }

    private static DataBuffer buffer(ServerHttpResponse response, byte[] body) {
        return response.bufferFactory().wrap(body);
    }
}
