package dev.playgate.token;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a remote JWK set in a ring: asked for ahead of need and in the background, kept through an outage, dropped when
 * it has not been confirmed for too long.
 */
public final class RemoteKeySet implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RemoteKeySet.class);

    /** After a request, until unknown kids (security A3) or a failure may cause the next. */
    private static final Duration MIN_PAUSE = Duration.ofSeconds(30);

    private final RemoteKeySetSettings settings;
    private final KeyRing ring;
    private final JwkSetClient client = new JwkSetClient();
    private final LastFault lastFault;
    private CompletableFuture<Void> refresh = CompletableFuture.completedFuture(null);
    private Instant due = Instant.MIN;
    private Instant pausedUntil = Instant.MIN;
    private @Nullable Instant confirmedAt;

    public RemoteKeySet(RemoteKeySetSettings settings, KeyRing ring) {
        this.settings = settings;
        this.ring = ring;
        this.lastFault = new LastFault("The JWK set of " + settings.uri().getHost());
    }

    /** Starts a request if one is due, and drops keys that are too old. Returns at once; to be called every second. */
    public synchronized void poll(Instant now) {
        if (confirmedAt != null && !now.isBefore(confirmedAt.plus(settings.maxStaleness()))) {
            confirmedAt = null;
            ring.removePlatformKeys(KeySource.REMOTE);
            LOG.error("The JWK set of {} was not confirmed for {}: its keys are not in force any more",
                    settings.uri().getHost(), settings.maxStaleness());
        }
        boolean wanted = !now.isBefore(due) || (ring.isUnknownKidNoted() && !now.isBefore(pausedUntil));
        if (wanted && refresh.isDone()) {
            ring.forgetUnknownKid();
            due = now.plus(settings.refreshEvery()).minus(jitter());
            pausedUntil = now.plus(MIN_PAUSE);
            refresh = CompletableFuture.runAsync(() -> refresh(now), Thread::startVirtualThread);
        }
    }

    /** When the set was last known to be what the ring holds; empty: the ring holds none of it. */
    public synchronized Optional<Instant> confirmedAt() {
        return Optional.ofNullable(confirmedAt);
    }

    /** Why the last request brought no keys; empty if it did. */
    public Optional<String> lastFault() {
        return lastFault.current();
    }

    /** How often requests began to fail. */
    public long faults() {
        return lastFault.count();
    }

    @Override
    public void close() {
        client.close();
    }

    /** The request that was started last. */
    synchronized CompletableFuture<Void> lastRefresh() {
        return refresh;
    }

    private void refresh(Instant startedAt) {
        try {
            accept(JwkSets.parse(client.fetch(settings.uri(), settings.timeout())), startedAt);
        } catch (KeyMaterialException | IOException e) {
            retryAfter(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void accept(List<AdmittedKey> keys, Instant startedAt) {
        confirmedAt = startedAt;
        ring.replacePlatformKeys(KeySource.REMOTE, new IssuerKeys(settings.issuer(), keys));
        lastFault.clear();
    }

    private synchronized void retryAfter(Exception fault) {
        due = pausedUntil;
        lastFault.note(String.valueOf(fault.getMessage()));
    }

    /** Replicas that started together do not stay together. */
    private Duration jitter() {
        return settings.refreshEvery().dividedBy(1000).multipliedBy(ThreadLocalRandom.current().nextInt(100));
    }
}
