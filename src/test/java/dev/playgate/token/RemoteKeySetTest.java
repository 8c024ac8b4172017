package dev.playgate.token;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static dev.playgate.token.TestTokens.EC;
import static dev.playgate.token.TestTokens.ISSUER;
import static dev.playgate.token.TestTokens.NOW;
import static dev.playgate.token.TestTokens.RSA;
import static org.assertj.core.api.Assertions.assertThat;

class RemoteKeySetTest {

    private static final Duration EVERY = Duration.ofMinutes(5);
    private static final Duration STALE = Duration.ofHours(24);

    private final KeyRing ring = new KeyRing();
    private final AtomicInteger requests = new AtomicInteger();
    private final CountDownLatch released = new CountDownLatch(1);
    private volatile int status = 200;
    private volatile String body = JwkSetsTest.set(RSA.jwk());
    private volatile boolean held;
    private HttpServer server;
    private RemoteKeySet remote;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(task -> Thread.ofVirtual().start(task));
        server.start();
        remote = new RemoteKeySet(settings(Duration.ofSeconds(10)), ring);
    }

    @AfterEach
    void stop() {
        released.countDown();
        remote.close();
        server.stop(0);
    }

    @Test
    void theFirstPollFetches() {
        assertThat(remote.confirmedAt()).isEmpty();
        poll(NOW);
        assertThat(ring.current().find("rsa-1", Optional.empty()))
                .contains(new VerificationKey(RSA.admitted(), ISSUER, Optional.empty()));
        assertThat(remote.confirmedAt()).contains(NOW);
        assertThat(remote.lastFault()).isEmpty();
        assertThat(requests).hasValue(1);
    }

    @Test
    @DisplayName("Refreshed before the time is over, but not much before")
    void refreshAhead() {
        poll(NOW);
        poll(NOW.plus(EVERY.multipliedBy(9).dividedBy(10)).minusMillis(1));
        assertThat(requests).hasValue(1);
        body = JwkSetsTest.set(EC.jwk());
        poll(NOW.plus(EVERY));
        assertThat(requests).hasValue(2);
        assertThat(ring.current().find("rsa-1", Optional.empty())).isEmpty();
        assertThat(ring.current().find("ec-1", Optional.empty())).isPresent();
        assertThat(remote.confirmedAt()).contains(NOW.plus(EVERY));
    }

    @Test
    @DisplayName("A3 all unknown kids together start one refresh in 30 seconds")
    void a3_unknownKids() {
        poll(NOW);
        ring.noteUnknownKid();
        poll(NOW.plusMillis(29_999));
        assertThat(requests).hasValue(1);
        poll(NOW.plusSeconds(30));
        assertThat(requests).hasValue(2);
        poll(NOW.plusSeconds(60));
        assertThat(requests).hasValue(2);
        ring.noteUnknownKid();
        poll(NOW.plusSeconds(60));
        assertThat(requests).hasValue(3);
        ring.noteUnknownKid();
        ring.noteUnknownKid();
        poll(NOW.plusSeconds(89));
        assertThat(requests).hasValue(3);
    }

    @Test
    @DisplayName("In an outage the keys in hand stay, and it is asked again after 30 seconds")
    void outage() {
        poll(NOW);
        status = 500;
        poll(NOW.plus(EVERY));
        assertThat(remote.lastFault()).contains("answered with status 500");
        assertThat(ring.current().size()).isEqualTo(1);
        assertThat(remote.confirmedAt()).contains(NOW);
        poll(NOW.plus(EVERY).plusSeconds(29));
        assertThat(requests).hasValue(2);
        poll(NOW.plus(EVERY).plusSeconds(30));
        assertThat(requests).hasValue(3);
        assertThat(remote.faults()).isEqualTo(1);
        status = 200;
        poll(NOW.plus(EVERY).plusSeconds(60));
        assertThat(remote.lastFault()).isEmpty();
        assertThat(remote.confirmedAt()).contains(NOW.plus(EVERY).plusSeconds(60));
    }

    @Test
    @DisplayName("When something is down: past the staleness the keys are not in force any more")
    void staleness() {
        poll(NOW);
        status = 500;
        poll(NOW.plus(STALE).minusMillis(1));
        assertThat(ring.current().size()).isEqualTo(1);
        poll(NOW.plus(STALE));
        assertThat(ring.current().isEmpty()).isTrue();
        assertThat(remote.confirmedAt()).isEmpty();
        status = 200;
        poll(NOW.plus(STALE).plusSeconds(60));
        assertThat(ring.current().size()).isEqualTo(1);
    }

    @Test
    @DisplayName("A2 a bad set is rejected whole, an empty one is not applied")
    void a2_badSets() {
        poll(NOW);
        body = JwkSetsTest.set(EC.jwk(), JwkSetsTest.with(RSA.jwk(), "\"use\":\"enc\""));
        poll(NOW.plus(EVERY));
        assertThat(remote.lastFault()).contains("key 2 (rsa-1): use is not sig");
        body = "{\"keys\":[]}";
        poll(NOW.plus(EVERY).plusSeconds(30));
        assertThat(remote.lastFault()).contains("the JWK set is empty");
        assertThat(remote.faults()).isEqualTo(2);
        assertThat(ring.current().find("rsa-1", Optional.empty())).isPresent();
        assertThat(ring.current().find("ec-1", Optional.empty())).isEmpty();
    }

    @Test
    void redirectsAreNotFollowed() {
        status = 302;
        poll(NOW);
        assertThat(remote.lastFault()).contains("answered with status 302");
        assertThat(requests).hasValue(1);
    }

    @Test
    void theAnswerIsBoundedInSize() {
        body = JwkSetsTest.set(RSA.jwk()) + " ".repeat(1 << 18);
        poll(NOW);
        assertThat(remote.lastFault()).hasValueSatisfying(fault -> assertThat(fault).startsWith("no answer"));
        assertThat(ring.current().isEmpty()).isTrue();
    }

    @Test
    void theAnswerIsBoundedInTime() {
        held = true;
        remote.close();
        remote = new RemoteKeySet(settings(Duration.ofMillis(50)), ring);
        poll(NOW);
        assertThat(remote.lastFault()).contains("no whole answer in PT0.05S");
    }

    @Test
    @DisplayName("One request at a time, and a poll does not wait for it")
    void oneAtATime() {
        held = true;
        remote.poll(NOW);
        remote.poll(NOW.plus(EVERY));
        remote.poll(NOW.plus(EVERY).plus(EVERY));
        assertThat(remote.lastRefresh()).isNotDone();
        released.countDown();
        remote.lastRefresh().join();
        assertThat(requests).hasValue(1);
        assertThat(remote.confirmedAt()).contains(NOW);
    }

    @Test
    void afterTheEndNothingIsAsked() {
        remote.close();
        poll(NOW);
        assertThat(requests).hasValue(0);
    }

    @Test
    void nobodyAnswers() {
        server.stop(0);
        poll(NOW);
        assertThat(remote.lastFault()).hasValueSatisfying(fault -> assertThat(fault).startsWith("no answer"));
    }

    private void poll(Instant now) {
        remote.poll(now);
        remote.lastRefresh().join();
    }

    private RemoteKeySetSettings settings(Duration timeout) {
        URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/jwks.json");
        return new RemoteKeySetSettings(uri, ISSUER, false, EVERY, STALE, timeout);
    }

    /** Headers go out first, so that what is held is the body. */
    private void answer(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Location", "/other");
        exchange.sendResponseHeaders(status, bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes, 0, 1);
            out.flush();
            if (held) {
                released.await();
            }
            out.write(bytes, 1, bytes.length - 1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
