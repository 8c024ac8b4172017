package dev.playgate.role;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.playgate.catalog.PlatformKeys;
import dev.playgate.control.registry.Database;
import dev.playgate.control.registry.GuardianStore;
import dev.playgate.control.registry.PlatformKeyStore;
import dev.playgate.control.registry.RevocationStore;
import dev.playgate.control.registry.StoreUnavailableException;
import dev.playgate.control.registry.TokenKeyRefresh;
import dev.playgate.control.webhook.WebhookDelivery;

/** What the registry needs done without being asked. A database that is away is tried again the next time. */
final class RegistryChores implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RegistryChores.class);
    private static final Duration KEYS = Duration.ofMillis(250);
    private static final Duration SWEEP = Duration.ofMinutes(1);
    private static final Duration FORGET = Duration.ofHours(1);
    /** How long an edge may be away before it has to read the whole catalog again. */
    private static final Duration REMEMBERED = Duration.ofDays(1);
    private static final Duration WEBHOOKS = Duration.ofMillis(500);
    private static final Duration TOKEN_KEYS = Duration.ofMinutes(5);

    private final ScheduledExecutorService executor = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("playgate-chores").factory());
    private final PlatformKeyStore platformKeys;
    private final String issuer;
    private final KeySources sources;

    RegistryChores(Database database, String issuer, KeySources sources, TokenKeyRefresh tokenKeys,
            WebhookDelivery webhooks, Duration maximumLifetime, Duration maximumSession, InstantSource clock) {
        this.platformKeys = new PlatformKeyStore(database);
        GuardianStore guardian = new GuardianStore(database);
        RevocationStore revocations = new RevocationStore(database);
        this.issuer = issuer;
        this.sources = sources;
        every(KEYS, this::publishKeys);
        every(SWEEP, () -> guardian.sweep(clock.instant()));
        every(SWEEP, () -> revocations.sweep(clock.instant(), maximumLifetime, maximumSession));
        every(FORGET, () -> database.forgetGone(clock.instant().minus(REMEMBERED)));
        every(TOKEN_KEYS, tokenKeys::start);
        every(WEBHOOKS, webhooks::start);
        every(SWEEP, webhooks::sweep);
    }

    /** Edges have the public halves of the keys that issue from the registry. */
    private void publishKeys() {
        platformKeys.publish(new PlatformKeys(issuer, sources.signing().publicJwkSet()));
    }

    private void every(Duration period, Runnable chore) {
        executor.scheduleWithFixedDelay(() -> run(chore), 0, period.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void run(Runnable chore) {
        try {
            chore.run();
        } catch (StoreUnavailableException e) {
            LOG.debug("a chore of the registry waits for the database", e);
        } catch (RuntimeException e) {
            LOG.error("a chore of the registry failed", e);
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
