package dev.playgate.token;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import dev.playgate.token.Proof.Busy;
import dev.playgate.token.Proof.NoKeys;
import dev.playgate.token.Proof.Proved;
import dev.playgate.token.Proof.Rejected;
import dev.playgate.token.Proof.Throttled;

import static dev.playgate.token.TestTokens.EC;
import static dev.playgate.token.TestTokens.EXPIRES;
import static dev.playgate.token.TestTokens.ISSUER;
import static dev.playgate.token.TestTokens.NOW;
import static dev.playgate.token.TestTokens.RSA;
import static dev.playgate.token.TestTokens.STRANGER;
import static dev.playgate.token.TestTokens.platform;
import static dev.playgate.token.TestTokens.quote;
import static dev.playgate.token.TestTokens.valid;
import static org.assertj.core.api.Assertions.assertThat;

class ProofCacheTest {

    private static final int VERIFICATIONS = 30;
    private static final int FAILURES = 3;
    private static final Rejected FORGED = new Rejected(TokenFault.SIGNATURE);

    private final AtomicInteger unknownKids = new AtomicInteger();
    private Duration elapsed = Duration.ZERO;
    private ProofCache cache = cache(VERIFICATIONS, FAILURES);

    @Test
    @DisplayName("F1 the same text gives the same proof, without another verification")
    void f1_hit() {
        CompactToken token = valid().token();
        Proof first = prove(token);
        assertThat(first).isInstanceOf(Proved.class);
        assertThat(prove(new CompactToken(new String(token.text().toCharArray())))).isSameAs(first);
        assertThat(cache.stats().hitCount()).isEqualTo(1);
        assertThat(cache.stats().missCount()).isEqualTo(1);
        assertThat(cache.stats().loadSuccessCount()).isEqualTo(1);
        assertThat(cache.estimatedSize()).isEqualTo(1);
    }

    @Test
    @DisplayName("F1 the key is the whole token: another signature is another token")
    void f1_wholeToken() {
        TestTokens.Builder token = valid().with("jti", quote("same"));
        assertThat(prove(token.token())).isInstanceOf(Proved.class);
        String text = token.text();
        assertThat(prove(new CompactToken(text.substring(0, text.length() - 4) + "AAAA"))).isEqualTo(FORGED);
        assertThat(prove(new CompactToken(text + "="))).isEqualTo(new Rejected(TokenFault.MALFORMED));
    }

    @Test
    @DisplayName("F2 a proof is kept for a few minutes")
    void f2_maxAge() {
        CompactToken token = valid().token();
        Proof first = prove(token);
        elapsed = Duration.ofMinutes(5).minusNanos(1);
        assertThat(prove(token)).isSameAs(first);
        elapsed = Duration.ofMinutes(5);
        assertThat(prove(token)).isNotSameAs(first).isInstanceOf(Proved.class);
    }

    @Test
    @DisplayName("F2 a proof is not kept beyond exp")
    void f2_expiry() {
        CompactToken token = valid().token();
        Instant now = EXPIRES.minusSeconds(2);
        Proof first = cache.prove(token, TestTokens.keys(), "source", now);
        elapsed = Duration.ofSeconds(2).minusNanos(1);
        assertThat(cache.prove(token, TestTokens.keys(), "source", now)).isSameAs(first);
        elapsed = Duration.ofSeconds(2);
        assertThat(cache.prove(token, TestTokens.keys(), "source", now)).isNotSameAs(first);
    }

    @Test
    @DisplayName("F2 an expired token is no proof to keep, but does not cost a verification each time")
    void f2_expired() {
        CompactToken token = valid().token();
        Proof first = cache.prove(token, TestTokens.keys(), "source", EXPIRES);
        assertThat(first).isInstanceOf(Proved.class);
        assertThat(cache.estimatedSize()).isZero();
        assertThat(cache.prove(token, TestTokens.keys(), "source", EXPIRES)).isSameAs(first);
        elapsed = Duration.ofSeconds(3);
        assertThat(cache.prove(token, TestTokens.keys(), "source", EXPIRES)).isNotSameAs(first);
        assertThat(cache.prove(valid().token(), TestTokens.keys(), "source", EXPIRES.minusNanos(1)))
                .isInstanceOf(Proved.class);
        assertThat(cache.estimatedSize()).isEqualTo(1);
    }

    @Test
    @DisplayName("F2 a removed key takes its proofs with it at once")
    void f2_removedKey() {
        CompactToken token = valid().token();
        assertThat(prove(token)).isInstanceOf(Proved.class);
        assertThat(cache.prove(token, KeySet.of(2, List.of(platform(EC))), "source", NOW))
                .isEqualTo(new Rejected(TokenFault.KEY_UNKNOWN));
        assertThat(cache.estimatedSize()).isZero();
        assertThat(cache.prove(token, KeySet.of(3, List.of(platform(STRANGER))), "source", NOW)).isEqualTo(FORGED);
    }

    @Test
    @DisplayName("F2 a key with another issuer is another key")
    void f2_changedIssuer() {
        CompactToken token = valid().token();
        assertThat(prove(token)).isInstanceOf(Proved.class);
        VerificationKey renamed = new VerificationKey(RSA.admitted(), ISSUER + "/new", Optional.empty());
        assertThat(cache.prove(token, KeySet.of(2, List.of(renamed)), "source", NOW))
                .isEqualTo(new Rejected(TokenFault.ISSUER));
    }

    @Test
    @DisplayName("F2 another set with the same key costs no verification")
    void f2_keptKey() {
        CompactToken token = valid().token();
        Proof first = prove(token);
        KeySet next = KeySet.of(2, List.of(platform(RSA)));
        assertThat(cache.prove(token, next, "source", NOW)).isSameAs(first);
        assertThat(cache.prove(token, next, "source", NOW)).isSameAs(first);
        assertThat(cache.stats().loadCount()).isEqualTo(1);
    }

    @Test
    @DisplayName("F2 a new key is looked for at once, though the token failed before")
    void f2_newKey() {
        CompactToken token = valid().signedBy(STRANGER).token();
        assertThat(prove(token)).isEqualTo(FORGED);
        assertThat(cache.prove(token, KeySet.of(2, List.of(platform(STRANGER))), "source", NOW))
                .isInstanceOf(Proved.class);
        CompactToken other = valid().signedBy(EC.named("new")).token();
        assertThat(prove(other)).isEqualTo(new Rejected(TokenFault.KEY_UNKNOWN));
        assertThat(cache.prove(other, KeySet.of(3, List.of(platform(EC.named("new")))), "source", NOW))
                .isInstanceOf(Proved.class);
    }

    @Test
    @DisplayName("F3 forged tokens push no proof out")
    void f3_forgedTokens() {
        cache = cache(1_000_000, 1_000_000);
        CompactToken token = valid().token();
        Proof first = prove(token);
        for (int i = 0; i < 700; i++) {
            assertThat(prove(forged("f" + i))).isEqualTo(FORGED);
        }
        assertThat(prove(token)).isSameAs(first);
        assertThat(cache.estimatedSize()).isEqualTo(1);
    }

    @Test
    @DisplayName("F3 proofs are bounded by weight, of which addresses are a part, and streams that no other token names")
    void f3_weight() {
        String addresses = IntStream.range(0, 10).mapToObj(i -> quote("192.0.2." + i)).toList().toString();
        long plain = fill(_ -> valid(), 3000);
        long bound = fill(_ -> valid().with("ip", addresses), 1000);
        long same = fill(_ -> valid().without("orgawide").with("streams", streams(0)), 3000);
        long different = fill(i -> valid().without("orgawide").with("streams", streams(i)), 150);
        assertThat(plain).isBetween(2300L, 2600L);
        assertThat(bound).isBetween(800L, 950L);
        assertThat(same).isBetween(2300L, 2600L);
        assertThat(different).isBetween(100L, 140L);
    }

    private static String streams(int first) {
        return IntStream.range(0, 100).mapToObj(i -> quote("s" + first + "-" + i)).toList().toString();
    }

    private long fill(IntFunction<TestTokens.Builder> tokens, int count) {
        cache = cache(1_000_000, 1);
        for (int i = 0; i < count; i++) {
            prove(tokens.apply(i).with("jti", quote("j" + i)).signedBy(TestTokens.ED).token());
        }
        return cache.estimatedSize();
    }

    @Test
    @DisplayName("F3 failures are bounded by weight as well")
    void f3_weightOfFailures() {
        cache = cache(200, 1000);
        List<CompactToken> tokens = IntStream.range(0, 200).mapToObj(i -> forged("f" + i)).toList();
        assertThat(tokens).allSatisfy(token -> assertThat(prove(token)).isEqualTo(FORGED));
        assertThat(tokens).anySatisfy(token -> assertThat(prove(token)).isEqualTo(FORGED))
                .anySatisfy(token -> assertThat(prove(token)).isInstanceOf(Busy.class));
    }

    @Test
    @DisplayName("F4 a failure is remembered for seconds")
    void f4_failure() {
        CompactToken token = forged("a");
        IntStream.range(0, 100).forEach(i -> assertThat(prove(token)).isEqualTo(FORGED));
        elapsed = Duration.ofSeconds(3);
        assertThat(prove(token)).isEqualTo(FORGED);
        assertThat(prove(token)).isEqualTo(FORGED);
        elapsed = Duration.ofSeconds(6);
        assertThat(prove(token)).isEqualTo(FORGED);
        assertThat(prove(forged("b"))).isInstanceOf(Throttled.class);
    }

    @Test
    @DisplayName("F4 failures of a source are limited, until the window ends")
    void f4_failuresPerSource() {
        for (int i = 0; i < FAILURES; i++) {
            assertThat(prove(forged("f" + i))).isEqualTo(FORGED);
        }
        Instant late = NOW.plusSeconds(59);
        assertThat(cache.prove(valid().token(), TestTokens.keys(), "source", NOW))
                .isEqualTo(new Throttled(Duration.ofSeconds(60)));
        assertThat(cache.prove(valid().token(), TestTokens.keys(), "source", late))
                .isEqualTo(new Throttled(Duration.ofSeconds(1)));
        assertThat(cache.prove(valid().token(), TestTokens.keys(), "another", late)).isInstanceOf(Proved.class);
        assertThat(cache.prove(valid().token(), TestTokens.keys(), "source", NOW.plusSeconds(60)))
                .isInstanceOf(Proved.class);
    }

    @Test
    @DisplayName("F4 a source beyond its limit goes on with what is proved already")
    void f4_provedTokensGoOn() {
        CompactToken token = valid().token();
        Proof first = prove(token);
        IntStream.range(0, FAILURES + 1).forEach(i -> prove(forged("f" + i)));
        assertThat(prove(valid().token())).isInstanceOf(Throttled.class);
        assertThat(prove(token)).isSameAs(first);
    }

    @Test
    @DisplayName("F4 what costs no verification, or is signed, does not count as a guess")
    void f4_whatIsNoGuess() {
        for (int i = 0; i < FAILURES + 1; i++) {
            assertThat(prove(new CompactToken("a.b.c"))).isEqualTo(new Rejected(TokenFault.MALFORMED));
            assertThat(prove(valid().signedBy(RSA.named("unknown")).token()))
                    .isEqualTo(new Rejected(TokenFault.KEY_UNKNOWN));
            assertThat(prove(valid().without("exp").token())).isEqualTo(new Rejected(TokenFault.EXPIRY_MISSING));
        }
        assertThat(prove(valid().token())).isInstanceOf(Proved.class);
    }

    @Test
    @DisplayName("F4 verifications are bounded, and the dear ones count as what they cost")
    void f4_budget() {
        for (int i = 0; i < VERIFICATIONS / 15; i++) {
            assertThat(prove(valid().signedBy(EC).token())).isInstanceOf(Proved.class);
        }
        CompactToken token = valid().token();
        assertThat(prove(token)).isEqualTo(new Busy(Duration.ofSeconds(1)));
        assertThat(cache.prove(token, TestTokens.keys(), "source", NOW.plusMillis(999))).isInstanceOf(Busy.class);
        assertThat(cache.prove(token, TestTokens.keys(), "source", NOW.plusSeconds(1))).isInstanceOf(Proved.class);
    }

    @Test
    @DisplayName("F4 what native code verifies counts as what it costs there")
    void f4_budgetOfNativeCode() {
        SignatureProviders chosen = SignatureProviders.choose();
        cache = cache(VERIFICATIONS, FAILURES, chosen);
        int affordable = VERIFICATIONS / chosen.cost(TokenAlgorithm.ES256);
        for (int i = 0; i < affordable; i++) {
            assertThat(prove(valid().signedBy(EC).token())).isInstanceOf(Proved.class);
        }
        assertThat(prove(valid().signedBy(EC).token())).isInstanceOf(Busy.class);
    }

    @Test
    @DisplayName("F4 of many calls with one token at once, one verifies")
    void f4_singleFlight() throws Exception {
        CompactToken good = valid().signedBy(EC).token();
        CompactToken bad = new CompactToken(good.text().substring(0, good.text().length() - 4) + "AAAA");
        assertThat(together(() -> prove(good))).hasSize(1).first().isInstanceOf(Proved.class);
        assertThat(cache.stats().loadSuccessCount()).isEqualTo(1);
        assertThat(together(() -> prove(bad))).containsExactly(FORGED);
        assertThat(prove(valid().token())).isInstanceOf(Busy.class);
    }

    /** The distinct outcomes of a call in many threads. */
    private static List<Proof> together(Callable<Proof> call) throws Exception {
        int threads = 16;
        CyclicBarrier barrier = new CyclicBarrier(threads);
        try (var executor = Executors.newFixedThreadPool(threads)) {
            Callable<Proof> waiting = () -> {
                barrier.await();
                return call.call();
            };
            List<Future<Proof>> outcomes = IntStream.range(0, threads).mapToObj(i -> executor.submit(waiting)).toList();
            List<Proof> proofs = new ArrayList<>();
            for (Future<Proof> outcome : outcomes) {
                proofs.add(outcome.get());
            }
            return proofs.stream().distinct().toList();
        }
    }

    @Test
    @DisplayName("A3 an unknown kid is told of, and nothing else is")
    void a3_unknownKid() {
        prove(valid().token());
        prove(forged("a"));
        assertThat(unknownKids).hasValue(0);
        prove(valid().signedBy(RSA.named("unknown")).token());
        assertThat(unknownKids).hasValue(1);
    }

    @Test
    @DisplayName("Without keys nothing is known of any token, be it nonsense or proved before")
    void noKeys() {
        CompactToken token = valid().token();
        prove(token);
        KeySet empty = KeySet.of(2, List.of());
        assertThat(cache.prove(token, empty, "source", NOW)).isEqualTo(new NoKeys());
        assertThat(cache.prove(new CompactToken(""), empty, "source", NOW)).isEqualTo(new NoKeys());
    }

    @Test
    void whatIsTooLargeIsNoKeyOfACache() {
        assertThat(prove(new CompactToken("a".repeat(4097)))).isEqualTo(new Rejected(TokenFault.TOO_LARGE));
        assertThat(cache.stats().requestCount()).isZero();
        assertThat(prove(new CompactToken("a".repeat(4096)))).isEqualTo(new Rejected(TokenFault.MALFORMED));
        assertThat(cache.stats().requestCount()).isEqualTo(1);
    }

    private Proof prove(CompactToken token) {
        return cache.prove(token, TestTokens.keys(), "source", NOW);
    }

    private static CompactToken forged(String jti) {
        return new CompactToken(TestTokens.encode(valid().header()) + "."
                + TestTokens.encode(valid().with("jti", quote(jti)).payload()) + "." + "AAAA".repeat(64));
    }

    private ProofCache cache(int verifications, int failures) {
        return cache(verifications, failures, SignatureProviders.jdk());
    }

    private ProofCache cache(int verifications, int failures, SignatureProviders providers) {
        return new ProofCache(
                new ProofCacheSettings(1 << 20, Duration.ofMinutes(5), 1 << 16, Duration.ofSeconds(3), verifications,
                        failures, Duration.ofMinutes(1), 100),
                unknownKids::incrementAndGet, () -> elapsed.toNanos(), () -> providers);
    }
}
