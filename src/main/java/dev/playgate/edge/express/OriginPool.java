package dev.playgate.edge.express;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;

import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

import dev.playgate.edge.OriginAddress;
import dev.playgate.edge.OriginConnector;

/** The connections of one event loop to one origin. For that loop alone. */
final class OriginPool {

    private static final int SMALLEST_READ = 2 << 10;
    private static final int FIRST_READ = 16 << 10;
    /** Segments are large: a larger read halves what they cost. */
    private static final int LARGEST_READ = 256 << 10;

    private final Origins origins;
    private final OriginAddress address;
    private final OriginLimit limit;
    /** The last that was used is the first to be used again. */
    private final Deque<OriginConnection> idle = new ArrayDeque<>();
    private final Set<Exchange> waiting = new LinkedHashSet<>();
    private final Runnable retry;
    /** Those that are being made, too. */
    private int open;

    OriginPool(Origins origins, EventLoop loop, OriginAddress address, OriginLimit limit) {
        this.origins = origins;
        this.address = address;
        this.limit = limit;
        this.retry = () -> loop.execute(this::connectNext);
        limit.onNeed(() -> loop.execute(this::closeOneIdle));
    }

    OriginAddress address() {
        return address;
    }

    /**
     * Gives the exchange a connection, now or later, or tells it that there is none.
     *
     * @param fresh whether it has to be a new one
     */
    void lend(Exchange exchange, boolean fresh) {
        OriginConnection connection = fresh ? null : takeIdle();
        if (connection != null) {
            exchange.connected(connection);
        } else if (limit.tryTake()) {
            connect(exchange);
        } else {
            waiting.add(exchange);
            limit.whenFree(retry);
        }
    }

    /** The exchange wants no connection any more, if it ever did. */
    void forget(Exchange exchange) {
        if (waiting.remove(exchange) && waiting.isEmpty()) {
            limit.forget(retry);
        }
    }

    private @Nullable OriginConnection takeIdle() {
        OriginConnection connection;
        do {
            connection = idle.pollLast();
        } while (connection != null && !connection.isActive());
        return connection;
    }

    private void connectNext() {
        if (waiting.isEmpty()) {
            if (limit.isWanted() && limit.tryTake()) {
                // It was woken for one that has gone; another loop's turn.
                limit.giveBack();
            }
        } else if (limit.tryTake()) {
            connect(nextWaiting());
        }
        if (!waiting.isEmpty()) {
            limit.whenFree(retry);
        }
    }

    private Exchange nextWaiting() {
        Exchange next = waiting.iterator().next();
        forget(next);
        return next;
    }

    private void connect(Exchange exchange) {
        Channel viewer = exchange.viewer();
        OriginConnection connection = new OriginConnection(this);
        open++;
        Future<Channel> connecting = origins.connector().connect(viewer, address,
                new OriginConnector.Use(true,
                        new AdaptiveRecvByteBufAllocator(SMALLEST_READ, FIRST_READ, LARGEST_READ),
                        WriteBufferWaterMark.DEFAULT),
                connection.decoder(), connection);
        connecting.addListener(_ -> {
            if (!connecting.isSuccess()) {
                ended();
                exchange.failed(this);
                return;
            }
            connecting.getNow().closeFuture().addListener(_ -> {
                idle.remove(connection);
                ended();
            });
            if (!exchange.waitsFor(this)) {
                giveBack(connection);
            } else {
                exchange.connected(connection);
            }
        });
    }

    private void ended() {
        open--;
        limit.giveBack();
    }

    /** @param connection that is at rest, and can be used again */
    void giveBack(OriginConnection connection) {
        if (!waiting.isEmpty()) {
            nextWaiting().connected(connection);
        } else if (limit.isWanted()) {
            connection.close();
        } else {
            connection.rest();
            idle.addLast(connection);
        }
    }

    private void closeOneIdle() {
        OriginConnection oldest = idle.pollFirst();
        if (oldest != null) {
            oldest.close();
        }
    }

    /** Whether there is any, in use or not. */
    boolean hasConnections() {
        return open > 0;
    }

    void closeIdle(long now) {
        long longest = origins.settings().idleTimeout().toNanos();
        while (!idle.isEmpty() && now - idle.getFirst().restsSince() >= longest) {
            idle.removeFirst().close();
        }
    }
}
