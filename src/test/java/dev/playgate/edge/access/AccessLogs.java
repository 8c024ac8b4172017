package dev.playgate.edge.access;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import dev.playgate.edge.RecentDecisions;
import dev.playgate.stream.Medium;
import dev.playgate.stream.PlayoutForm;
import dev.playgate.stream.TargetParser;
import dev.playgate.viewer.TrustedProxies;

/** Access logs of their own, for tests. */
public final class AccessLogs {

    static final AccessReader READER = new AccessReader(
            new TargetParser(List.of(new PlayoutForm("/hls/", Optional.empty(), Medium.HLS,
                    URI.create("http://127.0.0.1:1"), Optional.empty())), List.of("jwtoken")),
            new TrustedProxies(List.of()), new RecentDecisions(Ticker.disabledTicker()));

    private AccessLogs() {
    }

    /** With neither the log nor traces. */
    public static AccessWatches noWatches() {
        return watches(off());
    }

    /** Without traces. */
    static AccessWatches watches(AccessLog log) {
        return new AccessWatches(log, new Traces(new TracingProperties(null, 0, List.of()),
                new TrustedProxies(List.of()), new SimpleMeterRegistry().counter("dropped")), READER);
    }

    static AccessLog off() {
        return new AccessLog(new AccessLogProperties(AccessFormat.OFF, null), READER, Clock.systemUTC(),
                new SimpleMeterRegistry().counter("dropped"));
    }

    static AccessLog in(Path file, Counter dropped) {
        return new AccessLog(new AccessLogProperties(AccessFormat.LOGFMT, file), READER, Clock.systemUTC(), dropped);
    }
}
