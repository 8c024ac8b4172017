package dev.playgate.edge;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;

/** By real sockets on one event loop. */
@EnabledOnOs(OS.LINUX)
class OriginConnectorTest {

    private static final OriginProperties SETTINGS = new OriginProperties(Duration.ofSeconds(2), Duration.ofSeconds(2),
            Duration.ofSeconds(2), 10, Duration.ofSeconds(2));

    /** So many that they get the numbers of the sockets which were closed: the system gives the lowest that is free. */
    private static final int ENOUGH = 200;

    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    private final OriginConnector connector = new OriginConnector(SETTINGS);

    @AfterEach
    void stop() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private Future<Channel> connect(Channel viewer, ServerSocket origin) {
        return connector.connect(viewer, OriginAddress.of(URI.create("http://127.0.0.1:" + origin.getLocalPort())),
                new OriginConnector.Use(true, new AdaptiveRecvByteBufAllocator(), WriteBufferWaterMark.DEFAULT),
                new ClosedByFaults());
    }

    /** As the handlers of connections to origins are. */
    private static final class ClosedByFaults extends ChannelInboundHandlerAdapter {

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            ctx.close();
        }
    }

    @Test
    void aConnectionIsNotToldOfWhatHappenedToOnesThatWereClosedBeforeIt() throws Exception {
        LinkedBlockingQueue<Channel> viewers = new LinkedBlockingQueue<>();
        CompletableFuture<List<Future<Channel>>> connected = new CompletableFuture<>();
        try (ServerSocket origin = new ServerSocket(0, 2 * ENOUGH, InetAddress.getLoopbackAddress())) {
            @ChannelHandler.Sharable
            class Viewer extends ChannelInboundHandlerAdapter {

                @Override
                public void channelActive(ChannelHandlerContext ctx) {
                    viewers.add(ctx.channel());
                }

                @Override
                public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
                    // The first of those that are gone closes all: what the system says of the others is in hand already.
                    if (!connected.isDone()) {
                        viewers.forEach(viewer -> viewer.unsafe().close(viewer.voidPromise()));
                        List<Future<Channel>> connections = new ArrayList<>();
                        for (int i = 0; i < ENOUGH; i++) {
                            connections.add(connect(ctx.channel(), origin));
                        }
                        connected.complete(connections);
                    }
                }
            }
            Channel server = new ServerBootstrap().group(group).channel(EpollServerSocketChannel.class)
                    .childHandler(new Viewer()).bind(InetAddress.getLoopbackAddress(), 0).sync().channel();
            List<Socket> clients = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Socket client = new Socket();
                client.setSoLinger(true, 0);
                client.connect(server.localAddress());
                clients.add(client);
            }
            List<Channel> accepted = new ArrayList<>();
            for (Socket _ : clients) {
                accepted.add(viewers.take());
            }
            viewers.addAll(accepted);

            EventLoop loop = accepted.getFirst().eventLoop();
            CountDownLatch allGone = new CountDownLatch(1);
            loop.execute(() -> awaitQuietly(allGone));
            for (Socket client : clients) {
                client.close();
            }
            allGone.countDown();

            for (Future<Channel> connection : connected.get(10, TimeUnit.SECONDS)) {
                assertThat(connection.await(5, TimeUnit.SECONDS)).isTrue();
                assertThat(connection.cause()).isNull();
                assertThat(connection.getNow().isActive()).isTrue();
            }
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
