package dev.playgate.token;

import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Proving a token that has not been seen before: its form, its signature, its claims. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ColdProofBenchmark {

    @Param
    TokenAlgorithm algorithm = TokenAlgorithm.RS256;

    /** Falls back to the JDK where there is no native code. */
    @Param
    SignatureProvider provider = SignatureProvider.JDK;

    private TokenVerifier verifier = new TokenVerifier();
    private CompactToken token = new CompactToken("");

    /** The parameters are there. */
    @Setup
    public void sign() {
        SignatureProviders providers = switch (provider) {
            case JDK -> SignatureProviders.jdk();
            case CORRETTO -> SignatureProviders.choose();
        };
        verifier = new TokenVerifier(() -> providers);
        TestKey key = switch (algorithm) {
            case RS256 -> TestTokens.RSA;
            case ES256 -> TestTokens.EC;
            case EDDSA -> TestTokens.ED;
        };
        token = TestTokens.valid().signedBy(key).token();
        TestTokens.proved(TestTokens.valid().signedBy(key));
    }

    @Benchmark
    public Proof prove() {
        return verifier.verify(token, TestTokens.keys());
    }
}
