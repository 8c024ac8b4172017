package dev.playgate.control.webhook;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import com.google.common.util.concurrent.MoreExecutors;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import dev.playgate.control.registry.Actor;
import dev.playgate.control.registry.Database;
import dev.playgate.control.registry.GroupStore;
import dev.playgate.control.registry.NewStream;
import dev.playgate.control.registry.Rendition;
import dev.playgate.control.registry.StoredGroup;
import dev.playgate.control.registry.StreamPatch;
import dev.playgate.control.registry.StreamStore;
import dev.playgate.control.registry.TestDatabase;
import dev.playgate.control.registry.TestRegistry;
import dev.playgate.control.registry.WebhookStore;
import dev.playgate.control.registry.WebhookStore.Target;
import dev.playgate.stream.OrganisationId;
import dev.playgate.stream.Stream;
import dev.playgate.stream.StreamState;

import static org.assertj.core.api.Assertions.assertThat;

/** What a webhook is told, when, and by whom; on each database, with a receiver on this machine. */
@ParameterizedClass(name = "{0}")
@EnumSource(TestDatabase.class)
class WebhookDeliveryIT {

    private static final Instant START = Instant.parse("2026-07-01T12:00:00.500Z");
    private static final OrganisationId ALPHA = OrganisationId.of("00000000-0000-4000-8000-00000000000a");
    private static final OrganisationId BETA = OrganisationId.of("00000000-0000-4000-8000-00000000000b");
    private static final String SECRET = "whsec_alpha";
    private static final String REGISTRY = """
        organisations:
          - id: 00000000-0000-4000-8000-00000000000a
            name: Alpha
            hash: Alpha
            groups:
              - id: 00000000-0000-4000-8000-0000000000a1
                streams:
                  - id: 00000000-0000-4000-8000-0000000000a1
                    name: Alpha-known
          - id: 00000000-0000-4000-8000-00000000000b
            name: Beta
            hash: Betaa
        """;

    @Parameter
    TestDatabase kind = TestDatabase.SQLITE;

    private final Receiver receiver = Receiver.start();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final WebhookClient client = new WebhookClient(new WebhookProperties(List.of("127.0.0.1")));
    private Instant now = START;
    private TestRegistry registry = TestRegistry.empty(() -> now);
    private WebhookStore webhooks = new WebhookStore(registry.database());
    private WebhookDelivery delivery = delivery();

    @BeforeEach
    void open() {
        registry.database().close();
        registry = TestRegistry.over(kind.fresh(), () -> now);
        registry.apply(REGISTRY);
        webhooks = new WebhookStore(registry.database());
        delivery = delivery();
        assertThat(webhooks.put(ALPHA, target(SECRET), Actor.PROCESS)).isTrue();
    }

    @AfterEach
    void close() {
        delivery.close();
        receiver.close();
        registry.database().close();
    }

    /** That is done when it returns. */
    private WebhookDelivery delivery() {
        return new WebhookDelivery(webhooks, client, meters, () -> now, MoreExecutors.newDirectExecutorService());
    }

    private Target target(String secret) {
        return new Target(URI.create(receiver.url()), secret);
    }

    private Database database() {
        return registry.database();
    }

    private Stream create(OrganisationId organisation) {
        return group(organisation, 1).streams().getFirst().stream();
    }

    private StoredGroup group(OrganisationId organisation, int streams) {
        return new GroupStore(database()).create(organisation,
                Collections.nCopies(streams, new NewStream(Rendition.UNKNOWN, List.of("tag"))), Actor.PROCESS)
                .orElseThrow();
    }

    private void state(Stream stream, StreamState state) {
        patch(stream, new StreamPatch(Optional.of(state), Optional.empty(), Rendition.UNKNOWN));
    }

    private void patch(Stream stream, StreamPatch patch) {
        assertThat(new StreamStore(database()).change(stream.organisation(), stream.id(), patch, Actor.PROCESS))
                .isPresent();
    }

    private WebhookStore.Entry alpha() {
        return webhooks.find(ALPHA).orElseThrow();
    }

    private double count(String outcome) {
        return meters.get("playgate.webhook.events").tag("outcome", outcome).counter().count();
    }

    @Test
    void everyChangeOfAStreamIsToldInOrderAndSigned() {
        Stream stream = create(ALPHA);
        state(stream, StreamState.LIVE);
        state(stream, StreamState.LOCKED);
        state(stream, StreamState.ENDED);
        new StreamStore(database()).delete(ALPHA, stream.id(), Actor.PROCESS);
        assertThat(alpha().waiting()).isEqualTo(5);
        assertThat(receiver.isEmpty()).as("nobody waits for the receiver").isTrue();
        now = START.plusSeconds(7);
        delivery.start();

        Receiver.Received first = receiver.next();
        first.isSignedWith(SECRET, now);
        UUID id = UUID.fromString(first.body().get("id").asString());
        assertThat(first.body()).hasToString(
                "{\"id\":\"%s\",\"type\":\"stream.created\",\"time\":%d,\"organisation\":\"%s\",\"stream\":{\"id\":\"%s\","
                        .formatted(id, START.getEpochSecond(), ALPHA, stream.id())
                        + "\"name\":\"%s\",\"group\":\"%s\",\"state\":\"created\"}}".formatted(stream.name().value(),
                                stream.group()));
        String name = stream.name().value();
        assertThat(receiver.told()).containsExactly("stream.state " + name + " live",
                "stream.state " + name + " locked", "stream.state " + name + " ended",
                "stream.deleted " + name + " deleted");
        assertThat(alpha().waiting()).isZero();
        assertThat(alpha().delivered()).contains(now.minusNanos(500_000_000));
        assertThat(alpha().lastFailure()).isEmpty();
        assertThat(count("delivered")).isEqualTo(5);
    }

    @Test
    void aGroupIsToldStreamByStream() {
        StoredGroup group = group(ALPHA, 3);
        new GroupStore(database()).delete(ALPHA, group.id(), Actor.PROCESS);
        delivery.start();

        List<String> names = group.streams().stream().map(stored -> stored.stream().name().value()).toList();
        assertThat(receiver.told()).hasSize(6).startsWith("stream.created " + names.get(0) + " created",
                "stream.created " + names.get(1) + " created").endsWith("stream.deleted " + names.get(2) + " deleted");
    }

    @Test
    void whatIsNoChangeOfAStreamIsNotTold() {
        registry.apply(REGISTRY);
        Stream other = create(BETA);
        state(other, StreamState.LIVE);
        Stream own = create(ALPHA);
        delivery.start();
        receiver.next();
        patch(own, new StreamPatch(Optional.of(StreamState.CREATED), Optional.of(List.of("other")),
                Rendition.UNKNOWN));
        delivery.start();

        assertThat(receiver.isEmpty()).isTrue();
        assertThat(webhooks.find(BETA)).isEmpty();
        assertThat(events()).isZero();
    }

    private long events() {
        return database().read(sql -> sql.sql("SELECT COUNT(*) FROM webhook_event").query(Long.class).single());
    }

    @Test
    void aFileThatIsAppliedTellsOfWhatItChanges() {
        registry.apply(REGISTRY.replace("name: Alpha-known", "name: Alpha-known\n            state: locked"));
        delivery.start();
        assertThat(receiver.told()).containsExactly("stream.state Alpha-known locked");
    }

    @Test
    void whatIsNotTakenComesAgainLaterEachTimeBeforeWhatCameAfterIt() {
        receiver.answers(500, 302);
        Stream stream = create(ALPHA);
        delivery.start();
        Receiver.Received first = receiver.next();
        state(stream, StreamState.LIVE);
        delivery.start();
        assertThat(receiver.isEmpty()).as("it is not due").isTrue();
        assertThat(alpha().lastFailure()).map(WebhookStore.Failure::why).contains("answered with status 500");
        now = now.plusSeconds(2);
        delivery.start();
        assertThat(receiver.next().text()).isEqualTo(first.text());
        now = now.plusSeconds(3);
        delivery.start();
        assertThat(receiver.isEmpty()).as("it is not due").isTrue();
        now = now.plusSeconds(1);
        delivery.start();
        Receiver.Received third = receiver.next();
        assertThat(third.text()).isEqualTo(first.text());
        third.isSignedWith(SECRET, now);
        assertThat(receiver.told()).containsExactly("stream.state " + stream.name().value() + " live");
        assertThat(alpha().lastFailure()).map(WebhookStore.Failure::why).contains("answered with status 302");
        assertThat(count("failed")).isEqualTo(2);
    }

    @Test
    void aClockThatIsSetBackHoldsUpNothing() {
        receiver.answers(500);
        create(ALPHA);
        delivery.start();
        receiver.next();
        now = now.minus(Duration.ofHours(1));
        delivery.start();
        assertThat(receiver.told()).hasSize(1);
        now = now.plus(Duration.ofMinutes(59));
        create(ALPHA);
        delivery.start();
        assertThat(receiver.told()).as("what was written before is forgotten").hasSize(1);
        create(ALPHA);
        assertThat(webhooks.claim(now, Duration.ofMinutes(2), 1)).hasSize(1);
        now = now.minus(Duration.ofHours(1));
        delivery.start();
        assertThat(receiver.told()).hasSize(1);
    }

    @Test
    void clocksOfProcessesMayDiffer() {
        create(ALPHA);
        assertThat(webhooks.claim(now, Duration.ofMinutes(2), 1)).hasSize(1);
        now = now.minusSeconds(90);
        delivery.start();
        assertThat(receiver.isEmpty()).as("it is the other's").isTrue();
    }

    @Test
    void theWaitIsBounded() {
        receiver.answers(Collections.nCopies(20, 503).toArray(Integer[]::new));
        create(ALPHA);
        for (int i = 0; i < 20; i++) {
            delivery.start();
            receiver.next();
            now = now.plus(Duration.ofMinutes(10));
        }
        delivery.start();
        assertThat(receiver.told()).hasSize(1);
    }

    @Test
    void whatNobodyTookForADayIsGivenUp() {
        receiver.answers(500);
        create(ALPHA);
        delivery.start();
        now = now.plus(Duration.ofHours(24)).minusSeconds(1);
        delivery.sweep();
        assertThat(alpha().waiting()).isEqualTo(1);
        Stream later = create(ALPHA);
        now = now.plusSeconds(1);
        delivery.sweep();

        assertThat(alpha().dropped()).isEqualTo(1);
        assertThat(count("dropped")).isEqualTo(1);
        assertThat(alpha().lastFailure()).map(WebhookStore.Failure::why).contains("answered with status 500");
        receiver.next();
        delivery.start();
        assertThat(receiver.told()).containsExactly("stream.created " + later.name().value() + " created");
    }

    @Test
    void theOldestOfTooManyAreGivenUp() {
        database().write(write -> write.sql().sql("""
            WITH RECURSIVE old (version) AS (SELECT -10005 UNION ALL SELECT version + 1 FROM old WHERE version < -1)
            INSERT INTO webhook_event (version, organisation, at, body) SELECT version, ?, ?, '{}' FROM old
            """).param(ALPHA.toString()).param(START.getEpochSecond()).update());
        delivery.sweep();
        assertThat(alpha().waiting()).isEqualTo(10_000);
        assertThat(alpha().dropped()).isEqualTo(5);
        long oldest = database().read(sql -> sql.sql("SELECT MIN(version) FROM webhook_event").query(Long.class)
                .single());
        assertThat(oldest).isEqualTo(-10_000);
    }

    @Test
    void anotherProcessDeliversNothingOfWhatOneIsAt() {
        WebhookDelivery other = delivery();
        receiver.before(other::start);
        create(ALPHA);
        create(ALPHA);
        delivery.start();
        assertThat(receiver.told()).hasSize(2);
    }

    @Test
    void ofManyThatClaimAtATimeOneDoes() throws Exception {
        create(ALPHA);
        List<Callable<List<WebhookStore.Claim>>> many = Collections.nCopies(8,
                () -> new WebhookStore(database()).claim(now, Duration.ofMinutes(2), 16));
        int claims = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(many.size())) {
            for (Future<List<WebhookStore.Claim>> done : threads.invokeAll(many)) {
                claims += done.get().size();
            }
        }
        assertThat(claims).isEqualTo(1);
    }

    @Test
    void whatAProcessLeftIsTakenUpByAnother() {
        create(ALPHA);
        assertThat(webhooks.claim(now, Duration.ofMinutes(2), 1)).hasSize(1);
        delivery.start();
        assertThat(receiver.isEmpty()).isTrue();
        now = now.plus(Duration.ofMinutes(2));
        delivery.start();
        assertThat(receiver.told()).hasSize(1);
    }

    @Test
    void aClaimThatEndedTouchesNothingOfTheNext() {
        create(ALPHA);
        WebhookStore.Claim ended = webhooks.claim(now, Duration.ofMinutes(2), 1).getFirst();
        now = now.plus(Duration.ofMinutes(2));
        assertThat(webhooks.claim(now, Duration.ofMinutes(2), 1)).hasSize(1);
        assertThat(webhooks.next(ended)).isEmpty();
        webhooks.release(ended);
        assertThat(webhooks.claim(now, Duration.ofMinutes(2), 1)).as("it is still the other's").isEmpty();
    }

    @Test
    void oneThatIsTakenAwayWhileItIsToldHearsNothingMore() {
        receiver.before(() -> webhooks.remove(ALPHA, Actor.PROCESS));
        receiver.answers(500);
        create(ALPHA);
        create(ALPHA);
        delivery.start();
        assertThat(receiver.told()).hasSize(1);
        assertThat(webhooks.find(ALPHA)).isEmpty();
        assertThat(events()).isZero();
        create(ALPHA);
        assertThat(events()).isZero();
    }

    @Test
    void oneThatIsSetWhileAnotherIsToldBeginsWithoutItsFailureAndWithItsOwnSecret() {
        receiver.before(() -> {
            receiver.before(() -> {});
            webhooks.put(ALPHA, target("whsec_new"), Actor.PROCESS);
        });
        receiver.answers(500);
        create(ALPHA);
        delivery.start();
        Receiver.Received first = receiver.next();
        first.isSignedWith(SECRET, now);
        assertThat(alpha().lastFailure()).isEmpty();
        delivery.start();
        Receiver.Received again = receiver.next();
        assertThat(again.text()).isEqualTo(first.text());
        again.isSignedWith("whsec_new", now);
    }

    @Test
    void eventsWithoutAWebhookAreNeverSentAndGo() {
        create(ALPHA);
        database().write(write -> write.sql().sql("DELETE FROM webhook").update());
        delivery.start();
        assertThat(receiver.isEmpty()).isTrue();
        now = now.plus(Duration.ofHours(24));
        delivery.sweep();
        assertThat(events()).isZero();
    }

    @Test
    void aSlowReceiverHoldsUpNobodyElse() {
        CountDownLatch end = new CountDownLatch(1);
        try (Receiver slow = Receiver.start();
                WebhookDelivery threaded = new WebhookDelivery(webhooks, client, meters, () -> now)) {
            slow.before(() -> await(end));
            webhooks.put(BETA, new Target(URI.create(slow.url()), "whsec_beta"), Actor.PROCESS);
            create(BETA);
            threaded.start();
            Stream stream = create(ALPHA);
            threaded.start();
            assertThat(receiver.next().told()).contains(stream.name().value());
            assertThat(slow.isEmpty()).isTrue();
            end.countDown();
            slow.next();
        }
    }

    @Test
    void aProcessThatEndsLeavesWhatItIsAtToTheNext() {
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(1);
        receiver.before(() -> {
            asked.countDown();
            await(end);
        });
        create(ALPHA);
        try (WebhookDelivery threaded = new WebhookDelivery(webhooks, client, meters, () -> now)) {
            threaded.start();
            await(asked);
        }
        receiver.before(() -> {});
        delivery.start();
        assertThat(receiver.told()).hasSize(1);
        end.countDown();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
