package dev.playgate.control.registry;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When API keys were used last: written at most once a minute for each, one at a time, off the way of the calls. What
 * cannot be written is passed over; the key's next use tries again.
 */
final class ApiKeyUse {

    private static final Logger LOG = LoggerFactory.getLogger(ApiKeyUse.class);

    private static final Duration EVERY = Duration.ofMinutes(1);
    private static final int REMEMBERED = 10_000;

    private final Database database;
    private final Executor executor;
    private final Cache<UUID, Instant> written = Caffeine.newBuilder().maximumSize(REMEMBERED).build();
    private final AtomicBoolean busy = new AtomicBoolean();

    ApiKeyUse(Database database, Executor executor) {
        this.database = database;
        this.executor = executor;
    }

    void note(UUID key, Instant now) {
        @Nullable
        Instant last = written.getIfPresent(key);
        if ((last == null || !now.isBefore(last.plus(EVERY))) && busy.compareAndSet(false, true)) {
            executor.execute(() -> write(key, now));
        }
    }

    private void write(UUID key, Instant now) {
        try {
            database.write(write -> write.sql()
                    .sql("UPDATE api_key SET last_used = ? WHERE id = ? AND COALESCE(last_used, 0) < ?")
                    .param(now.getEpochSecond()).param(key.toString()).param(now.getEpochSecond()).update());
            written.put(key, now);
        } catch (StoreUnavailableException e) {
            LOG.warn("when an API key was used could not be written", e);
        } finally {
            busy.set(false);
        }
    }
}
