package dev.playgate.edge;

import java.util.Optional;

import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What a request of HTTP/2 is in HTTP/1.1. What is malformed on the wire is tried by {@link Http2IT}. */
class Http2RequestHeadTest {

    private static Http2Headers get() {
        return new DefaultHttp2Headers(false).method("GET").scheme("https").authority("gate.example").path("/a?b");
    }

    @Test
    void aRequestWithoutABody() {
        assertThat(Http2RequestHead.of(get().add("x", "y").add("x", ""), true)).contains(new Http2RequestHead(
                "GET /a?b HTTP/1.1\r\nhost: gate.example\r\nx: y\r\nx: \r\n\r\n", Optional.of(0L)));
    }

    @Test
    void aBodyOfUnknownLengthComesInChunks() {
        assertThat(Http2RequestHead.of(get().method("POST"), false)).contains(new Http2RequestHead(
                "POST /a?b HTTP/1.1\r\nhost: gate.example\r\ntransfer-encoding: chunked\r\n\r\n", Optional.empty()));
    }

    @Test
    void aBodyMayHaveALength() {
        assertThat(Http2RequestHead.of(get().method("POST").add("content-length", "7"), false)).contains(
                new Http2RequestHead("POST /a?b HTTP/1.1\r\nhost: gate.example\r\ncontent-length: 7\r\n\r\n",
                        Optional.of(7L)));
        assertThat(Http2RequestHead.of(get().add("content-length", "0"), true)).isPresent();
        assertThat(Http2RequestHead.of(get().add("content-length", "7"), true)).isEmpty();
    }

    @Test
    void h2_theHostIsNamedOnce() {
        assertThat(Http2RequestHead.of(get().add("host", "gate.example"), true)).map(Http2RequestHead::text)
                .contains("GET /a?b HTTP/1.1\r\nhost: gate.example\r\n\r\n");
        Http2Headers unnamed = get().add("host", "gate.example");
        unnamed.remove(":authority");
        assertThat(Http2RequestHead.of(unnamed, true)).map(Http2RequestHead::text)
                .contains("GET /a?b HTTP/1.1\r\nhost: gate.example\r\n\r\n");
        assertThat(Http2RequestHead.of(get().add("host", "other.example"), true)).isEmpty();
        assertThat(Http2RequestHead.of(get().add("host", "gate.example").add("host", "gate.example"), true)).isEmpty();
    }

    @Test
    void cookiesAreOneField() {
        assertThat(Http2RequestHead.of(get().add("cookie", "a=b").add("x", "y").add("cookie", "c=d"), true))
                .map(Http2RequestHead::text)
                .contains("GET /a?b HTTP/1.1\r\nhost: gate.example\r\nx: y\r\ncookie: a=b; c=d\r\n\r\n");
    }

    @ParameterizedTest
    @CsvSource({":method", ":scheme", ":path"})
    void withoutOneOfThemThereIsNone(String name) {
        Http2Headers fields = get();
        fields.remove(name);
        assertThat(Http2RequestHead.of(fields, true)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({":method, GET /x", ":method, ''", ":method, CONNECT", ":scheme, http", ":scheme, HTTPS", ":path, ''",
            ":path, *", ":path, a", ":path, /a b", ":authority, 'a '"})
    void whatCouldBeReadInTwoWaysIsNone(String name, String value) {
        Http2Headers fields = get();
        fields.set(name, value);
        assertThat(Http2RequestHead.of(fields, true)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"connection, close", "keep-alive, x", "proxy-connection, close", "transfer-encoding, chunked",
            "upgrade, websocket", "te, gzip", "X, y", "'x y', z", "x:y, z", "'', z", "x, ' y'", "x, 'y\t'",
            "content-length, ''", "content-length, -1", "content-length, +1", "content-length, 0x1",
            "content-length, 9999999999999999999", "content-length, '1, 1'"})
    void aFieldThatIsNoneOfHttp2IsNone(String name, String value) {
        assertThat(Http2RequestHead.of(get().add(name, value), false)).isEmpty();
    }

    @Test
    void noLineBreaksAreWritten() {
        for (String part : new String[]{"\r\n", "\n", "\r", "\0", "\u007f", "\u0100"}) {
            assertThat(Http2RequestHead.of(get().add("x", "a" + part + "b"), true)).isEmpty();
            assertThat(Http2RequestHead.of(get().add("x" + part, "a"), true)).isEmpty();
            assertThat(Http2RequestHead.of(get().path("/" + part), true)).isEmpty();
            assertThat(Http2RequestHead.of(get().authority("a" + part + "b"), true)).isEmpty();
            assertThat(Http2RequestHead.of(get().method("GET" + part), true)).isEmpty();
        }
        assertThat(Http2RequestHead.of(get().add("te", "trailers").add("x", "\u00fc\tz"), true)).isPresent();
    }
}
