package dev.playgate.edge.h5live;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import javax.net.ssl.SSLException;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.EventLoop;
import io.netty.channel.ReflectiveChannelFactory;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.DatagramChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.dns.DnsAddressResolverGroup;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import org.jspecify.annotations.Nullable;
import reactor.netty.tcp.TcpResources;

import dev.playgate.edge.OriginProperties;
import dev.playgate.policy.Outage;

/** Connects to origins, each time anew: a WebSocket has its connection for itself. */
final class OriginDialer {

    /** With what waits at the viewer, what is read at once is all that one viewer takes. */
    private static final int LARGEST_READ = 32 << 10;
    private static final int SMALLEST_READ = 1 << 10;
    private static final int FIRST_READ = 4 << 10;
    private static final WriteBufferWaterMark WRITE_MARK = new WriteBufferWaterMark(8 << 10, 16 << 10);

    private final OriginProperties settings;
    private final SslContext tls;
    private final AtomicReference<@Nullable AddressResolverGroup<?>> resolver = new AtomicReference<>();

    OriginDialer(OriginProperties settings) {
        this.settings = settings;
        try {
            tls = SslContextBuilder.forClient().endpointIdentificationAlgorithm("HTTPS").build();
        } catch (SSLException e) {
            throw new IllegalStateException("this platform has no TLS", e);
        }
    }

    /** What can still be called off. */
    record Dial(ChannelFuture connection, OriginHandler handler) {

        void abandon() {
            handler.abandon();
            connection.cancel(false);
            connection.channel().close();
        }
    }

    /** Asks an origin, on the viewer's event loop. */
    Dial dial(Channel viewer, OriginRequest asked, OriginListener listener) {
        OriginHandler handler = new OriginHandler(asked, listener);
        EventLoop loop = viewer.eventLoop();
        ChannelFuture connection = new Bootstrap().group(loop).channel(viewer.getClass())
                .resolver(resolver(loop))
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) settings.connectTimeout().toMillis())
                .option(ChannelOption.AUTO_READ, false)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, WRITE_MARK)
                .option(ChannelOption.RECVBUF_ALLOCATOR,
                        new AdaptiveRecvByteBufAllocator(SMALLEST_READ, FIRST_READ, LARGEST_READ)
                                .maxMessagesPerRead(1))
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        if (asked.isSecure()) {
                            channel.pipeline().addLast(
                                    tls.newHandler(channel.alloc(), asked.hostName(), asked.port()));
                        }
                        channel.pipeline().addLast(handler);
                    }
                }).connect(asked.hostName(), asked.port());
        connection.addListener(_ -> connected(connection, handler));
        return new Dial(connection, handler);
    }

    private void connected(ChannelFuture connection, OriginHandler handler) {
        if (!connection.isSuccess()) {
            handler.fail(connection.cause() instanceof ConnectTimeoutException
                    ? Outage.ORIGIN_TIMEOUT
                    : Outage.ORIGIN_UNREACHABLE);
            return;
        }
        Channel origin = connection.channel();
        origin.eventLoop().schedule(() -> {
            if (!handler.isOpen()) {
                handler.fail(Outage.ORIGIN_TIMEOUT);
                origin.close();
            }
        }, settings.firstByteTimeout().toMillis(), TimeUnit.MILLISECONDS);
    }

    /** One for all event loops, of which all are of one kind; the platform's own resolver would block them. */
    private AddressResolverGroup<?> resolver(EventLoop loop) {
        AddressResolverGroup<?> known = resolver.get();
        if (known != null) {
            return known;
        }
        AddressResolverGroup<?> made = new DnsAddressResolverGroup(new DnsNameResolverBuilder()
                .datagramChannelFactory(new ReflectiveChannelFactory<>(
                        TcpResources.get().onChannelClass(DatagramChannel.class, loop))));
        if (resolver.compareAndSet(null, made)) {
            return made;
        }
        made.close();
        return resolver(loop);
    }
}
