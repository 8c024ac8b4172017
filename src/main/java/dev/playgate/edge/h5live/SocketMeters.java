package dev.playgate.edge.h5live;

import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.Channel;

/** What operators see of sockets. */
final class SocketMeters {

    private final AtomicInteger open = new AtomicInteger();
    private final Counter dropped;

    SocketMeters(MeterRegistry meters) {
        Gauge.builder("playgate.sockets", open, AtomicInteger::get).description("Open WebSockets of viewers")
                .register(meters);
        dropped = Counter.builder("playgate.sockets.dropped")
                .description("Messages of viewers that were not understood and not passed on").register(meters);
    }

    void opened(Channel viewer) {
        open.incrementAndGet();
        viewer.closeFuture().addListener(_ -> open.decrementAndGet());
    }

    void dropped() {
        dropped.increment();
    }
}
