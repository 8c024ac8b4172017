package dev.playgate.edge;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.util.CharsetUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class InterimResponsesTest {

    private final OriginAnswerDecoder answers = new OriginAnswerDecoder();
    private final EmbeddedChannel channel = new EmbeddedChannel(answers, new InterimResponses(answers),
            new HttpObjectAggregator(1000));

    InterimResponsesTest() {
        answers.expect(false);
    }

    private void receive(String bytes) {
        channel.writeInbound(Unpooled.copiedBuffer(bytes, CharsetUtil.US_ASCII));
    }

    private void assertNext(int status, String body) {
        FullHttpResponse response = channel.readInbound();
        assertThat(response.status().code()).isEqualTo(status);
        assertThat(response.content().toString(CharsetUtil.US_ASCII)).isEqualTo(body);
        response.release();
    }

    @Test
    void theAnswerIsTheOneThatFollowsThem() {
        receive("HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\nHTTP/1.1 102 Processing\r\n\r\n");
        receive("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\none");
        answers.expect(false);
        receive("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\ntwo");
        assertNext(200, "one");
        assertNext(200, "two");
        assertThat(channel.inboundMessages()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"H", "HTTP/1.1 200 OK\r\nX: ", "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil"})
    void whatStandsBehindAnAnswerEndsTheConnection(String leftover) {
        receive("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\none" + leftover);
        assertNext(200, "one");
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void anAnswerThatNobodyAskedForEndsTheConnection() {
        receive("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\none");
        assertThat(channel.isOpen()).isTrue();
        receive("H");
        assertNext(200, "one");
        assertThat(channel.isOpen()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense\r\n\r\n", "HTTP/1.1 abc OK\r\n\r\n", "HTTP/1.1 2000 OK\r\n\r\n",
            "HTTP/1.1 20 OK\r\n\r\n", "HTTP/1.1 600 X\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"})
    void whatIsNoHttpEndsTheConnection(String bytes) {
        assertThatThrownBy(() -> receive(bytes)).isInstanceOf(DecoderException.class);
        assertThat(channel.isOpen()).isFalse();
        channel.releaseInbound();
    }
}
