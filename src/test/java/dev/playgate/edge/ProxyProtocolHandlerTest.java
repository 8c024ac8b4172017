package dev.playgate.edge;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.playgate.viewer.IpRange;

import static org.assertj.core.api.Assertions.assertThat;

/** On a connection of which nothing is read that nobody has asked for, as the server's are. */
class ProxyProtocolHandlerTest {

    private static final String HEADER = "PROXY TCP4 203.0.113.7 10.0.0.1 55555 443\r\n";
    private static final String REQUEST = "GET / HTTP/1.1\r\n";

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private int asked;

    private EmbeddedChannel from(String peer) {
        EmbeddedChannel channel = new EmbeddedChannel() {

            @Override
            protected SocketAddress remoteAddress0() {
                return new InetSocketAddress(peer, 4711);
            }
        };
        channel.config().setAutoRead(false);
        channel.pipeline().addLast(new ChannelOutboundHandlerAdapter() {

            @Override
            public void read(ChannelHandlerContext ctx) throws Exception {
                asked++;
                super.read(ctx);
            }
        });
        channel.pipeline().addLast(new ProxyProtocolHandler(List.of(IpRange.parse("10.0.0.0/8").orElseThrow()),
                meters.counter("refused")));
        return channel;
    }

    private static void receive(EmbeddedChannel channel, String text) {
        channel.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 16})
    void d4_whatComesBehindTheHeaderGoesOn(int together) {
        EmbeddedChannel channel = from("10.0.0.9");
        receive(channel, HEADER + REQUEST.substring(0, together));
        if (together == 0) {
            assertThat(asked).as("nobody else asks for more").isPositive();
        }
        receive(channel, REQUEST.substring(together));
        StringBuilder passed = new StringBuilder();
        for (ByteBuf part = channel.readInbound(); part != null; part = channel.readInbound()) {
            passed.append(part.toString(StandardCharsets.ISO_8859_1));
            part.release();
        }
        assertThat(passed).hasToString(REQUEST);
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void d4_whoeverIsNoProxyIsClosedUnread() {
        assertThat(from("203.0.113.9").isOpen()).isFalse();
        assertThat(meters.counter("refused").count()).isEqualTo(1);
    }
}
