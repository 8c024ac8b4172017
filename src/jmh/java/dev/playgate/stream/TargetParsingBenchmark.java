package dev.playgate.stream;

import java.net.URI;
import java.util.List;
import java.util.Optional;
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

/** Reading a request's target, with a token of the usual length in it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class TargetParsingBenchmark {

    private static final URI ORIGIN = URI.create("http://127.0.0.1:8090");
    private static final String TOKEN = "a".repeat(80) + "." + "b".repeat(300) + "." + "c".repeat(342);

    private final TargetParser parser = new TargetParser(
            List.of(new PlayoutForm("/hls/", Optional.empty(), Medium.HLS, ORIGIN, Optional.empty()),
                    new PlayoutForm("/h5live/authhttp/", Optional.of("stream"), Medium.HLS, ORIGIN,
                            Optional.of("rtmp://localhost/splay")),
                    new PlayoutForm("/dash/", Optional.empty(), Medium.DASH, ORIGIN, Optional.empty()),
                    new PlayoutForm("/vod/", Optional.empty(), Medium.RECORDING, ORIGIN, Optional.empty())),
            List.of("jwtoken", "ticket"));

    private final String ofPathForm = "/hls/Demo1-live1/index.m3u8?jwtoken=" + TOKEN;
    private final String ofQueryForm = "/h5live/authhttp/playlist.m3u8?url=rtmp%3A%2F%2Flocalhost%2Fsplay"
            + "&stream=Demo1-live1&cid=715113&pid=1636236401&flags=faststart&jwtoken=" + TOKEN;

    @Benchmark
    public ParsedTarget pathForm() {
        return parser.parse(ofPathForm);
    }

    @Benchmark
    public ParsedTarget queryForm() {
        return parser.parse(ofQueryForm);
    }
}
