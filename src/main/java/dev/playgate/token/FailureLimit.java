package dev.playgate.token;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;

/** How many tokens of one source may fail to verify in each window of time (security F4). */
final class FailureLimit {

    private record Failures(long window, int count) {}

    private final int limit;
    private final long windowMillis;
    private final Cache<Object, Failures> sources;

    FailureLimit(ProofCacheSettings settings) {
        this.limit = settings.failuresPerSource();
        this.windowMillis = settings.failureWindow().toMillis();
        this.sources = Caffeine.newBuilder().maximumSize(settings.maxSources()).executor(Runnable::run).build();
    }

    /** How long the source has to wait; empty if it is within its limit. */
    Optional<Duration> blockedFor(Object source, Instant now) {
        @Nullable
        Failures failures = sources.getIfPresent(source);
        if (failures == null || failures.count() < limit || failures.window() < window(now)) {
            return Optional.empty();
        }
        Instant end = Instant.ofEpochMilli((failures.window() + 1) * windowMillis);
        return Optional.of(Duration.between(now, end));
    }

    void count(Object source, Instant now) {
        long window = window(now);
        sources.asMap().compute(source, (key, before) -> before == null || before.window() < window
                ? new Failures(window, 1)
                : new Failures(before.window(), before.count() + 1));
    }

    private long window(Instant now) {
        return Math.floorDiv(now.toEpochMilli(), windowMillis);
    }
}
