package dev.playgate.control.webhook;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import dev.playgate.control.api.Caller;
import dev.playgate.control.api.Parameters;
import dev.playgate.control.api.RefusedCallException;
import dev.playgate.control.api.Role;
import dev.playgate.control.registry.WebhookStore;
import dev.playgate.control.registry.WebhookStore.Target;

/** What callers may do about their organisation's webhook; their role is judged before. */
public final class Webhooks implements AutoCloseable {

    private static final String WEBHOOK = "webhook";
    private static final int TESTS_AT_A_TIME = 8;
    private static final Duration RETRY = Duration.ofSeconds(5);

    private final WebhookStore webhooks;
    private final WebhookProperties properties;
    private final WebhookClient client;
    private final InstantSource time;
    private final ThreadPoolExecutor tests = new ThreadPoolExecutor(0, TESTS_AT_A_TIME, 30, TimeUnit.SECONDS,
            new SynchronousQueue<>(), Thread.ofPlatform().daemon().name("webhook-tests-", 0).factory());

    Webhooks(WebhookStore webhooks, WebhookProperties properties, WebhookClient client, InstantSource time) {
        this.webhooks = webhooks;
        this.properties = properties;
        this.client = client;
        this.time = time;
    }

    /**
     * One that was set.
     *
     * @param secret what its events are signed with; told this once
     */
    public record Made(String url, String secret) {

        /** Its text is a secret. */
        @Override
        public String toString() {
            return "Made[" + url + "]";
        }
    }

    /** What came of a test: whether the receiver took it, and its status or why there was none. */
    public record Tried(boolean taken, String said) {}

    /** Empty when there is none. */
    public Optional<WebhookStore.Entry> find(Caller caller) throws RefusedCallException {
        return webhooks.find(caller.ownOrganisation());
    }

    /** Whether the caller may know where it leads: the URL itself is a secret at many receivers. */
    public static boolean maySeeUrl(Caller caller) {
        return caller.role().includes(Role.ADMIN);
    }

    /** Sets it to {@code url}, with a new secret. What the one before was still to be told, this is told. */
    public Made set(Caller caller, Parameters body) throws RefusedCallException {
        URI url = body.only(Set.of("url")).parsed("url", properties::admit, WebhookProperties.expected())
                .orElseThrow(() -> RefusedCallException.required("url"));
        String secret = WebhookSignature.newSecret();
        if (!webhooks.put(caller.ownOrganisation(), new Target(url, secret), caller.actor())) {
            throw RefusedCallException.unknown("organisation");
        }
        return new Made(url.toString(), secret);
    }

    public void remove(Caller caller) throws RefusedCallException {
        if (!webhooks.remove(caller.ownOrganisation(), caller.actor())) {
            throw RefusedCallException.unknown(WEBHOOK);
        }
    }

    /** Sends an event of the type {@code test}, at once and once. */
    public Tried test(Caller caller) throws RefusedCallException {
        Target target = webhooks.target(caller.ownOrganisation())
                .orElseThrow(() -> RefusedCallException.unknown(WEBHOOK));
        String body = WebhookStore.testEvent(caller.ownOrganisation(), time.instant());
        try {
            Future<WebhookClient.Attempt> attempt = tests.submit(() -> client.send(target, body, time.instant()));
            return new Tried(attempt.get().taken(), attempt.get().said());
        } catch (RejectedExecutionException e) {
            throw RefusedCallException.unavailable(RETRY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw RefusedCallException.unavailable(RETRY);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a test of a webhook failed", e.getCause());
        }
    }

    @Override
    public void close() {
        tests.shutdownNow();
    }
}
