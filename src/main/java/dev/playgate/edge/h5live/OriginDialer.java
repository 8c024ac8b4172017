package dev.playgate.edge.h5live;

import java.util.concurrent.TimeUnit;

import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.util.concurrent.Future;

import dev.playgate.edge.OriginConnector;
import dev.playgate.policy.Outage;

/** Connects to origins, each time anew: a WebSocket has its connection for itself. */
final class OriginDialer {

    /** With what waits at the viewer, what is read at once is all that one viewer takes. */
    private static final int LARGEST_READ = 32 << 10;
    private static final int SMALLEST_READ = 1 << 10;
    private static final int FIRST_READ = 4 << 10;
    private static final WriteBufferWaterMark WRITE_MARK = new WriteBufferWaterMark(8 << 10, 16 << 10);

    private final OriginConnector connector;

    OriginDialer(OriginConnector connector) {
        this.connector = connector;
    }

    /** What can still be called off. */
    record Dial(Future<Channel> connection, OriginHandler handler) {

        void abandon() {
            handler.abandon();
            if (!connection.cancel(false) && connection.isSuccess()) {
                connection.getNow().close();
            }
        }
    }

    /**
     * Asks an origin, on the viewer's event loop.
     *
     * @param limitNanos for its answer, from the connection on
     */
    Dial dial(Channel viewer, OriginRequest asked, long limitNanos, OriginListener listener) {
        OriginHandler handler = new OriginHandler(asked, listener);
        Future<Channel> connection = connector.connect(viewer, asked.origin(), new OriginConnector.Use(false,
                new AdaptiveRecvByteBufAllocator(SMALLEST_READ, FIRST_READ, LARGEST_READ).maxMessagesPerRead(1),
                WRITE_MARK), handler);
        connection.addListener(_ -> connected(connection, handler, limitNanos));
        return new Dial(connection, handler);
    }

    private void connected(Future<Channel> connection, OriginHandler handler, long limitNanos) {
        if (!connection.isSuccess()) {
            handler.fail(connection.cause() instanceof ConnectTimeoutException
                    ? Outage.ORIGIN_TIMEOUT
                    : Outage.ORIGIN_UNREACHABLE);
            return;
        }
        Channel origin = connection.getNow();
        origin.eventLoop().schedule(() -> {
            if (!handler.isOpen()) {
                handler.fail(Outage.ORIGIN_TIMEOUT);
                origin.close();
            }
        }, limitNanos, TimeUnit.NANOSECONDS);
    }
}
