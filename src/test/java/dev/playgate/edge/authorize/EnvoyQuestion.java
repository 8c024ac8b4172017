package dev.playgate.edge.authorize;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Objects;

import com.google.protobuf.InvalidProtocolBufferException;
import io.envoyproxy.envoy.config.core.v3.Address;
import io.envoyproxy.envoy.config.core.v3.SocketAddress;
import io.envoyproxy.envoy.service.auth.v3.AttributeContext;
import io.envoyproxy.envoy.service.auth.v3.CheckRequest;
import io.envoyproxy.envoy.service.auth.v3.CheckResponse;
import io.netty.buffer.Unpooled;
import reactor.core.publisher.Mono;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Envoy's {@code ext_authz} by gRPC, with the messages that its own definitions make. */
public final class EnvoyQuestion {

    private EnvoyQuestion() {
    }

    /**
     * Asks about a request of a viewer at 192.0.2.1.
     *
     * @param fields of that request
     */
    public static Mono<CheckResponse> ask(int port, String target, Map<String, String> fields) {
        byte[] message = CheckRequest.newBuilder().setAttributes(AttributeContext.newBuilder()
                .setSource(AttributeContext.Peer.newBuilder().setAddress(Address.newBuilder()
                        .setSocketAddress(SocketAddress.newBuilder().setAddress("192.0.2.1").setPortValue(4711))))
                .setRequest(AttributeContext.Request.newBuilder()
                        .setHttp(AttributeContext.HttpRequest.newBuilder().setId("1").setMethod("GET")
                                .setPath(target).setHost("play.example.com").setScheme("https")
                                .setProtocol("HTTP/1.1").putAllHeaders(fields))))
                .build().toByteArray();
        return call(port, ByteBuffer.allocate(5 + message.length).put((byte) 0).putInt(message.length).put(message)
                .array()).map(EnvoyQuestion::answer);
    }

    private static CheckResponse answer(Called called) {
        assertThat(called.status()).isEqualTo("0");
        ByteBuffer answer = called.body();
        assertThat(answer.get()).as("not compressed").isZero();
        assertThat(answer.getInt()).isEqualTo(answer.remaining());
        try {
            return CheckResponse.parseFrom(answer);
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    /**
     * What a call is answered.
     *
     * @param status in the trailers or, without a body, in the head
     */
    public record Called(ByteBuffer body, String status) {}

    /** Calls the service with this body, whatever it is. */
    public static Mono<Called> call(int port, byte[] body) {
        return HttpClient.create().protocol(HttpProtocol.H2C)
                .headers(headers -> headers.set("content-type", "application/grpc").set("te", "trailers")).post()
                .uri("http://127.0.0.1:" + port + CheckService.PATH)
                .send(Mono.just(Unpooled.wrappedBuffer(body)))
                .responseSingle((response, content) -> content.asByteArray().defaultIfEmpty(new byte[0])
                        .zipWith(response.trailerHeaders().defaultIfEmpty(response.responseHeaders()),
                                (octets, trailers) -> new Called(ByteBuffer.wrap(octets), Objects.requireNonNullElse(
                                        trailers.get("grpc-status"),
                                        response.responseHeaders().get("grpc-status", "")))));
    }
}
