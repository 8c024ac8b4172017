package dev.playgate.edge.express;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.playgate.edge.BareFailure;
import dev.playgate.edge.OriginAddress;

/**
 * What one event loop has: its connections to origins, and the viewers on it, which one task looks after. For
 * that loop alone.
 */
final class LoopOrigins {

    private static final Logger LOG = LoggerFactory.getLogger(LoopOrigins.class);
    private static final Duration TICK = Duration.ofMillis(100);

    private final Origins origins;
    private final EventLoop loop;
    private final Map<OriginAddress, OriginPool> pools = new HashMap<>();
    private final Set<ViewerConnection> viewers = new LinkedHashSet<>();
    private @Nullable ScheduledFuture<?> watch;

    LoopOrigins(Origins origins, EventLoop loop) {
        this.origins = origins;
        this.loop = loop;
    }

    OriginPool pool(OriginAddress origin) {
        OriginPool known = pools.get(origin);
        if (known == null) {
            known = new OriginPool(origins, loop, origin, origins.limit(origin));
            pools.put(origin, known);
        }
        return known;
    }

    /** From now until {@link #leave} the viewer's exchange is told the time now and then. */
    void enter(ViewerConnection viewer) {
        viewers.add(viewer);
        if (watch == null) {
            watch = loop.scheduleAtFixedRate(this::tick, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    void leave(ViewerConnection viewer) {
        viewers.remove(viewer);
    }

    private void tick() {
        long now = loop.ticker().nanoTime();
        for (ViewerConnection viewer : List.copyOf(viewers)) {
            try {
                viewer.look(now);
            } catch (RuntimeException e) {
                // The task would never run again, and nobody would be cut any more.
                LOG.error("a viewer's exchange could not be looked after, and is ended", BareFailure.of(e));
                viewer.close();
            }
        }
        pools.values().forEach(pool -> pool.closeIdle(now));
        if (watch != null && viewers.isEmpty() && pools.values().stream().noneMatch(OriginPool::hasConnections)) {
            watch.cancel(false);
            watch = null;
        }
    }
}
