package dev.playgate.token;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

import com.github.benmanes.caffeine.cache.Ticker;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Finding the proof of a token that was proved before. Each request brings the token's text as a new string. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ProofLookUpBenchmark {

    private final byte[] token = TestTokens.valid().text().getBytes(StandardCharsets.ISO_8859_1);
    private final ProofCache cache = new ProofCache(ProofCacheSettings.DEFAULT, () -> {}, Ticker.systemTicker());

    /** What of the next is the string. */
    @Benchmark
    public CompactToken string() {
        return new CompactToken(new String(token, StandardCharsets.ISO_8859_1));
    }

    @Benchmark
    public Proof lookUp() {
        return cache.prove(string(), TestTokens.keys(), "source", TestTokens.NOW);
    }
}
