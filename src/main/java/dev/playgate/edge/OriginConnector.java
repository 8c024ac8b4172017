package dev.playgate.edge;

import java.util.concurrent.atomic.AtomicReference;

import javax.net.ssl.SSLException;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.ReflectiveChannelFactory;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.DatagramChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.dns.DnsAddressResolverGroup;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import org.jspecify.annotations.Nullable;
import reactor.netty.tcp.TcpResources;

/** Connects to origins, on the viewer's event loop. */
public final class OriginConnector implements AutoCloseable {

    private final OriginProperties settings;
    private final SslContext tls;
    private final AtomicReference<@Nullable AddressResolverGroup<?>> resolver = new AtomicReference<>();

    OriginConnector(OriginProperties settings) {
        this.settings = settings;
        try {
            tls = SslContextBuilder.forClient().endpointIdentificationAlgorithm("HTTPS").build();
        } catch (SSLException e) {
            throw new IllegalStateException("this platform has no TLS", e);
        }
    }

    /**
     * What a connection is for.
     *
     * @param autoRead whether it reads without being asked
     * @param reads how much it reads at once
     * @param writeMark bytes that may wait to be written
     */
    public record Use(boolean autoRead, RecvByteBufAllocator reads, WriteBufferWaterMark writeMark) {}

    /**
     * Connects; the future fails within the timeout for connections, and closes what it has when it is cancelled.
     *
     * @param viewer whose event loop and kind of channel it has
     * @param handlers the first to the last, behind TLS
     */
    public Future<Channel> connect(Channel viewer, OriginAddress origin, Use use, ChannelHandler... handlers) {
        EventLoop loop = viewer.eventLoop();
        Promise<Channel> connected = loop.newPromise();
        // Not among the events of the loop: the socket could get the number of one that was closed among them, and be told
        // of what had happened to that.
        loop.execute(() -> {
            if (!connected.isCancelled()) {
                connect(bootstrap(viewer, origin, use, handlers).connect(origin.hostName(), origin.port()), connected);
            }
        });
        return connected;
    }

    private static void connect(ChannelFuture connecting, Promise<Channel> connected) {
        Channel channel = connecting.channel();
        connected.addListener(_ -> {
            if (connected.isCancelled()) {
                channel.close();
            }
        });
        connecting.addListener(_ -> {
            if (connecting.isSuccess()) {
                connected.trySuccess(channel);
            } else {
                connected.tryFailure(connecting.cause());
            }
        });
    }

    private Bootstrap bootstrap(Channel viewer, OriginAddress origin, Use use, ChannelHandler... handlers) {
        EventLoop loop = viewer.eventLoop();
        return new Bootstrap().group(loop).channel(Http2Connection.under(viewer).getClass())
                .resolver(resolver(loop))
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) settings.connectTimeout().toMillis())
                .option(ChannelOption.AUTO_READ, use.autoRead())
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, use.writeMark())
                .option(ChannelOption.RECVBUF_ALLOCATOR, use.reads())
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        if (origin.secure()) {
                            channel.pipeline().addLast(
                                    tls.newHandler(channel.alloc(), origin.hostName(), origin.port()));
                        }
                        channel.pipeline().addLast(handlers);
                    }
                });
    }

    @Override
    public void close() {
        AddressResolverGroup<?> made = resolver.getAndSet(null);
        if (made != null) {
            made.close();
        }
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
