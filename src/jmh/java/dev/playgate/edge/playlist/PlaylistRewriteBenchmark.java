package dev.playgate.edge.playlist;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

import dev.playgate.stream.Medium;
import dev.playgate.stream.PlayoutForm;
import dev.playgate.stream.TargetParser;

/** Giving every reference of a media playlist its ticket. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PlaylistRewriteBenchmark {

    private static final TargetParser TARGETS = new TargetParser(
            List.of(new PlayoutForm("/hls/", Optional.empty(), Medium.HLS, URI.create("http://127.0.0.1:8090"),
                    Optional.empty())),
            List.of("jwtoken", "ticket"));

    @Param({"6", "600"})
    int segments = 6;

    private final ChildReferences children = new ChildReferences("/hls/Demo1-live1/index.m3u8", "",
            Set.of("play.example", "127.0.0.1:8090"),
            path -> TARGETS.formOf(path).isPresent() ? StreamNaming.IN_PATH : StreamNaming.NONE, false,
            new QueryParameter("ticket", "T".repeat(200)), Set.of("jwtoken", "ticket"), Optional.empty());
    private byte[] playlist = {};

    /** The parameter is there. */
    @Setup
    public void write() {
        StringBuilder text = new StringBuilder("""
            #EXTM3U
            #EXT-X-VERSION:7
            #EXT-X-TARGETDURATION:2
            #EXT-X-MEDIA-SEQUENCE:883612345
            #EXT-X-MAP:URI="init.mp4"
            """);
        for (int i = 0; i < segments; i++) {
            text.append("#EXTINF:2.00000,\n").append("segment-").append(883_612_345L + i).append(".m4s\n");
        }
        playlist = text.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Benchmark
    public PlaylistRewrite rewrite() {
        return PlaylistRewriter.hls(Optional.of(children), children.credentials()).feed(playlist);
    }
}
