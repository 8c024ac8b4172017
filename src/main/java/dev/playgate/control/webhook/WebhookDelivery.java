package dev.playgate.control.webhook;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.playgate.control.registry.StoreUnavailableException;
import dev.playgate.control.registry.WebhookStore;
import dev.playgate.control.registry.WebhookStore.Claim;
import dev.playgate.control.registry.WebhookStore.Due;

/**
 * Tells webhooks what they are still to be told: each event at least once, those of one organisation in their order and one
 * at a time. What is not taken comes again, later each time, and is given up after a day.
 */
public final class WebhookDelivery implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookDelivery.class);

    private static final int AT_A_TIME = 16;
    /** Longer than a try may take, however slowly names are looked up. */
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final Duration RELEASE = Duration.ofSeconds(2);
    /** After which others come first. */
    private static final Duration TURN = Duration.ofSeconds(5);

    private final WebhookStore webhooks;
    private final WebhookClient client;
    private final InstantSource time;
    private final Counter delivered;
    private final Counter failed;
    private final Counter dropped;
    private final Semaphore room = new Semaphore(AT_A_TIME);
    private final ExecutorService executor;

    WebhookDelivery(WebhookStore webhooks, WebhookClient client, MeterRegistry meters, InstantSource time) {
        this(webhooks, client, meters, time, threads());
    }

    /** @param executor for as many at a time as this has room for */
    WebhookDelivery(WebhookStore webhooks, WebhookClient client, MeterRegistry meters, InstantSource time,
            ExecutorService executor) {
        this.webhooks = webhooks;
        this.client = client;
        this.time = time;
        this.delivered = counter(meters, "delivered");
        this.failed = counter(meters, "failed");
        this.dropped = counter(meters, "dropped");
        this.executor = executor;
    }

    /** Looking up a name blocks the threads that virtual ones share. */
    private static ExecutorService threads() {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(AT_A_TIME, AT_A_TIME, 30, TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(), Thread.ofPlatform().daemon().name("webhooks-", 0).factory());
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    private static Counter counter(MeterRegistry meters, String outcome) {
        return Counter.builder("playgate.webhook.events").tag("outcome", outcome)
                .description("Events that webhooks took, that they did not take at a try, or that were given up")
                .register(meters);
    }

    /** Begins with what is due and not begun elsewhere. Returns as soon as that is known. */
    public void start() {
        int most = room.availablePermits();
        if (most == 0) {
            return;
        }
        for (Claim claim : webhooks.claim(time.instant(), LEASE, most)) {
            room.acquireUninterruptibly();
            executor.execute(() -> turn(claim));
        }
    }

    /** Gives up what nobody took for a day. */
    public void sweep() {
        dropped.increment(webhooks.sweep(time.instant()));
    }

    private void turn(Claim claim) {
        try {
            deliver(claim);
            release(claim);
        } catch (StoreUnavailableException e) {
            LOG.debug("a webhook waits for the database", e);
        } catch (RuntimeException e) {
            if (executor.isShutdown()) {
                release(claim);
            } else {
                LOG.error("telling the webhook of organisation {} failed", claim.organisation(), e);
            }
        } finally {
            room.release();
        }
    }

    /** So that another process need not wait for the end of the lease, also where this one is about to end. */
    private void release(Claim claim) {
        boolean ends = Thread.interrupted();
        try {
            webhooks.release(claim);
        } catch (StoreUnavailableException e) {
            LOG.debug("a webhook is released by its time alone", e);
        }
        if (ends) {
            Thread.currentThread().interrupt();
        }
    }

    private void deliver(Claim claim) {
        Instant end = time.instant().plus(TURN);
        boolean goesOn = true;
        while (goesOn && time.instant().isBefore(end)) {
            Optional<Due> event = webhooks.next(claim);
            goesOn = event.isPresent() && taken(claim, event.get());
        }
    }

    private boolean taken(Claim claim, Due event) {
        WebhookClient.Attempt attempt = client.send(event.target(), event.body(), time.instant());
        if (attempt.taken()) {
            webhooks.delivered(claim, event);
            delivered.increment();
        } else {
            webhooks.failed(claim, event, attempt.said());
            failed.increment();
        }
        return attempt.taken();
    }

    /** Ends tries that are under way; their events are told by another process, or after the next start. */
    @Override
    public void close() {
        executor.shutdownNow();
        try {
            if (!executor.awaitTermination(RELEASE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.debug("a webhook is released by its time alone");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
