package dev.playgate.edge.express;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.netty.channel.EventLoop;

import dev.playgate.edge.OriginAddress;
import dev.playgate.edge.OriginChoice;
import dev.playgate.edge.OriginConnector;
import dev.playgate.edge.OriginProperties;

/** The connections to origins: each event loop has its own, so that nothing is handed between threads. */
final class Origins {

    private final OriginConnector connector;
    private final OriginProperties settings;
    private final OriginChoice choice;
    private final Map<EventLoop, LoopOrigins> loops = new ConcurrentHashMap<>();
    private final Map<OriginAddress, OriginLimit> limits = new ConcurrentHashMap<>();

    Origins(OriginConnector connector, OriginProperties settings, OriginChoice choice) {
        this.connector = connector;
        this.settings = settings;
        this.choice = choice;
    }

    OriginConnector connector() {
        return connector;
    }

    OriginProperties settings() {
        return settings;
    }

    OriginChoice choice() {
        return choice;
    }

    LoopOrigins of(EventLoop loop) {
        return loops.computeIfAbsent(loop, own -> new LoopOrigins(this, own));
    }

    /** How many are open, in use or not. */
    int connections() {
        return limits.values().stream().mapToInt(OriginLimit::taken).sum();
    }

    /** Shared by all loops. */
    OriginLimit limit(OriginAddress origin) {
        return limits.computeIfAbsent(origin, _ -> new OriginLimit(settings.maximumConnections()));
    }
}
