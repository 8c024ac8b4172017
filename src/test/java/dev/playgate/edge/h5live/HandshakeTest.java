package dev.playgate.edge.h5live;

import java.util.List;
import java.util.OptionalInt;

import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class HandshakeTest {

    /** Of RFC 6455 section 1.3. */
    private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

    private static HttpRequest request() {
        HttpRequest request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/");
        request.headers().set("Upgrade", "WebSocket").set("Connection", "keep-alive, Upgrade")
                .set("Sec-WebSocket-Version", "13").set("Sec-WebSocket-Key", KEY);
        return request;
    }

    @Test
    void aProperHandshakeIsAnsweredAsTheRfcSays() {
        assertThat(Handshake.read(request())).isInstanceOfSatisfying(Handshake.Valid.class, valid -> {
            assertThat(valid.accept()).isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
            assertThat(valid.deflate()).isEmpty();
        });
    }

    @ParameterizedTest
    @CsvSource({"Upgrade, h2c", "Connection, close", "Sec-WebSocket-Key, ''", "Sec-WebSocket-Key, dGhlIHNhbXBsZQ==",
            "Sec-WebSocket-Key, dGhlIHNhbXBsZSBub25jZSE=", "Sec-WebSocket-Key, dGhlIHNhbXBsZSBub2!jZQ=="})
    void whatIsNoHandshakeIsMalformed(String name, String value) {
        HttpRequest request = request();
        request.headers().set(name, value);
        assertThat(Handshake.read(request)).isInstanceOf(Handshake.Malformed.class);
    }

    @Test
    void methodVersionAndKeysAreTheRfcs() {
        assertThat(Handshake.read(request().setMethod(HttpMethod.POST))).isInstanceOf(Handshake.Malformed.class);
        assertThat(Handshake.read(request().setProtocolVersion(HttpVersion.HTTP_1_0)))
                .isInstanceOf(Handshake.Malformed.class);
        HttpRequest twoKeys = request();
        twoKeys.headers().add("Sec-WebSocket-Key", KEY);
        assertThat(Handshake.read(twoKeys)).isInstanceOf(Handshake.Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"8", "13, 8", "14", ""})
    void b8_noOtherVersionThan13(String version) {
        HttpRequest request = request();
        request.headers().set("Sec-WebSocket-Version", version);
        assertThat(Handshake.read(request)).isInstanceOf(Handshake.OtherVersion.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        permessage-deflate; client_max_window_bits                      | permessage-deflate; server_no_context_takeover
        x-other, permessage-deflate                                     | permessage-deflate; server_no_context_takeover
        permessage-deflate; server_max_window_bits=10                   | permessage-deflate; server_no_context_takeover; server_max_window_bits=10
        permessage-deflate; server_max_window_bits=99, permessage-deflate | permessage-deflate; server_no_context_takeover
        """)
    void theViewersOfferIsMadeOurs(String offered, String toOrigin) {
        assertThat(Deflate.offered(List.of(offered)).orElseThrow().offer()).isEqualTo(toOrigin);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x-other", "permessage-deflate; unknown", "permessage-deflate; server_max_window_bits",
            "permessage-deflate; server_no_context_takeover; server_no_context_takeover",
            "permessage-deflate; server_no_context_takeover=1"})
    void whatIsNoOfferIsNone(String offered) {
        assertThat(Deflate.offered(List.of(offered))).isEmpty();
    }

    @Test
    void anAnswerThatWasNotOfferedIsNone() {
        Deflate offer = new Deflate(OptionalInt.of(10));
        String good = "permessage-deflate; server_no_context_takeover; server_max_window_bits=";
        assertThat(offer.accepted(List.of(good + "9"))).get()
                .satisfies(answer -> assertThat(answer.answer()).isEqualTo("permessage-deflate;"
                        + " server_no_context_takeover; client_no_context_takeover; server_max_window_bits=9"));
        assertThat(offer.accepted(List.of(good + "11"))).isEmpty();
        assertThat(offer.accepted(List.of("permessage-deflate; server_no_context_takeover"))).isEmpty();
        assertThat(offer.accepted(List.of("permessage-deflate; server_max_window_bits=10"))).isEmpty();
        assertThat(offer.accepted(List.of(good + "9; client_max_window_bits=9"))).isEmpty();
        assertThat(offer.accepted(List.of(good + "9, " + good + "9"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"flags=checkandclose, true", "a=b&flags=faststart%2Ccheckandclose, true",
            "flags=a%2ccheckandclose, true",
            "'flags=a,checkandclose', true", "flags=faststart, false", "xflags=checkandclose, false",
            "flags=checkandclosed, false", "'', false"})
    void flagsAreAList(String query, boolean check) {
        assertThat(PlayerFlags.isCheck(query)).isEqualTo(check);
    }
}
