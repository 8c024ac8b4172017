package dev.playgate.edge.h5live;

import java.util.Optional;

import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.DefaultChannelConfig;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import org.junit.jupiter.api.Test;

import dev.playgate.edge.ChannelAnswers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

class UpgradeTest {

    /** As those of the system: a socket that is closed takes no options. */
    private static final class SystemChannel extends EmbeddedChannel {

        private final ChannelConfig config = new DefaultChannelConfig(this) {

            @Override
            public <T> boolean setOption(ChannelOption<T> option, T value) {
                if (!isOpen()) {
                    throw new ChannelException("closed");
                }
                return super.setOption(option, value);
            }
        };

        /** Nobody is told yet. */
        private boolean gone;

        @Override
        public boolean isOpen() {
            return !gone && super.isOpen();
        }

        @Override
        public ChannelConfig config() {
            return config == null ? super.config() : config;
        }
    }

    private static final class Next extends ChannelInboundHandlerAdapter {

        private boolean toldOfTheEnd;

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            toldOfTheEnd = true;
        }
    }

    private final SystemChannel viewer = new SystemChannel();
    private final ChannelInboundHandlerAdapter asking = new ChannelInboundHandlerAdapter();
    private final Upgrade upgrade = new Upgrade(viewer,
            new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/h5live/authstream"), asking,
            mock(ChannelAnswers.class), "request");

    @Test
    void theHandlerOfAViewerWhoLeavesAsItsOriginAcceptsIsToldOfIt() {
        viewer.pipeline().addLast(new HttpServerCodec(), asking);
        viewer.gone = true;
        Next next = new Next();
        upgrade.accept(new Handshake.Valid("accept", Optional.empty()), Optional.empty(), next);
        viewer.gone = false;
        viewer.close();
        assertThat(next.toldOfTheEnd).isTrue();
    }
}
