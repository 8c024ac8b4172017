package dev.playgate.policy;

import java.util.List;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import dev.playgate.stream.PlayoutTarget;

/** Admitting a request of a viewer who plays already. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CachedDecisionBenchmark {

    private static final String TOKEN = new TokenDraft().streams("Demo1-live1").sign();
    private static final String TARGET = "/hls/Demo1-live1/index.m3u8?jwtoken=" + TOKEN;

    private final Playout playout = new Playout().token(t -> t.streams("Demo1-live1"));
    private final Gatekeeper gatekeeper = playout.gatekeeper();
    private final PlayoutRequest withToken = playout.request();
    private final PlayoutRequest withTicket = playout.enter().request();

    /** With a token for streams, proved before. */
    @Benchmark
    public Decision token() {
        return gatekeeper.decide(withToken);
    }

    /** With a session ticket, as segments come. */
    @Benchmark
    public Decision ticket() {
        return gatekeeper.decide(withTicket);
    }

    /** With a token, from the request line on: the text of the token is another object each time. */
    @Benchmark
    public Decision tokenWithItsTarget() {
        PlayoutTarget target = Targets.parse(TARGET);
        return gatekeeper.decide(new PlayoutRequest(target,
                Credentials.gather(target.credentials(), List.of(), List.of(), List.of("jwtoken")), withToken.page(),
                withToken.address(), withToken.now()));
    }
}
