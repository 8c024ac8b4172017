package dev.playgate.h5live;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;

import dev.playgate.h5live.Measured.Usage;

/**
 * What H5Live viewers cost, and whether each sees every frame; see {@code bench/h5live}. Arguments: viewers, seconds,
 * viewers that stop reading, sessions of one token.
 */
final class H5LiveFigures {

    /** What one viewer who does not read may take of the gateway's memory, in bytes. */
    private static final long BOUND = 256 << 10;
    private static final Duration STALL = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofSeconds(90);
    /** 640 by 360, about 68 kB a second. */
    private static final String LARGE = "Demo1-live1";
    /** 320 by 180, about 27 kB a second. */
    private static final String SMALL = "Demo1-live2";
    private static final int TO_BEGIN = 100;

    private final Measured measured;
    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private int opened;
    private boolean holds = true;

    private H5LiveFigures(Measured measured) {
        this.measured = measured;
    }

    public static void main(String[] args) throws Exception {
        Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "h5live");
        boolean holds;
        Measured measured = Measured.start(folder, STALL);
        try {
            H5LiveFigures figures = new H5LiveFigures(measured);
            figures.warmUp();
            figures.viewers(Integer.parseInt(args[0]), Duration.ofSeconds(Integer.parseInt(args[1])));
            figures.silent(Integer.parseInt(args[2]));
            figures.revocation(Integer.parseInt(args[3]));
            holds = figures.holds;
            figures.loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).sync();
        } finally {
            measured.stop();
        }
        System.exit(holds ? 0 : 1);
    }

    private void warmUp() throws Exception {
        List<H5LivePlayer> players = open(200, SMALL, measured.token());
        Thread.sleep(5_000);
        close(players);
    }

    private void viewers(int count, Duration time) throws Exception {
        Usage before = measured.usage();
        List<H5LivePlayer> players = open(count, SMALL, measured.token());
        Duration cpu = measured.cpu();
        long begun = System.nanoTime();
        long frames = frames(players);
        Thread.sleep(time);
        frames = frames(players) - frames;
        double seconds = (System.nanoTime() - begun) / 1e9;
        double cores = measured.cpu().minus(cpu).toMillis() / 1e3 / seconds;
        Usage with = measured.usage();
        System.out.printf("%n%d viewers, %.0f s: %.1f frames/s each, gateway %.2f cores%n", count, seconds,
                frames / seconds / count, cores);
        memory("gateway, per viewer", with, before, count);
        claim("broken sessions", players.stream().filter(player -> player.ending().isDone()).count(), 0);
        claim("viewers with a gap", withGaps(players), 0);
        claim("viewers without a frame", players.stream().filter(player -> player.frames().frames() == 0).count(), 0);
        close(players);
    }

    private void silent(int count) throws Exception {
        String token = measured.token();
        List<H5LivePlayer> reading = open(count, SMALL, token);
        List<H5LivePlayer> silent = open(count, LARGE, token);
        Usage before = measured.usage();
        silent.forEach(H5LivePlayer::stopReading);
        Usage most = before;
        long begun = System.nanoTime();
        while (silent.stream().anyMatch(player -> !player.ending().isDone())
                && System.nanoTime() - begun < LONGEST.toNanos()) {
            Thread.sleep(1_000);
            Usage now = measured.usage();
            most = now.bytes() > most.bytes() ? now : most;
        }
        System.out.printf("%n%d viewers stop reading beside %d that read, watched for %.1f s%n", count, count,
                (System.nanoTime() - begun) / 1e9);
        memory("gateway, per silent viewer, at most", most, before, count);
        long each = (most.bytes() - before.bytes()) / count;
        claim("memory per silent viewer above 256 KiB, in bytes", Math.max(0, each - BOUND), 0);
        claim("silent viewers that were not cut", silent.stream().filter(player -> !player.ending().isDone()).count(),
                0);
        claim("reading viewers that were broken", reading.stream().filter(player -> player.ending().isDone()).count(),
                0);
        claim("reading viewers with a gap", withGaps(reading), 0);
        close(reading);
        close(silent);
    }

    private void revocation(int count) throws Exception {
        String token = measured.token();
        List<H5LivePlayer> players = open(count, SMALL, token);
        List<CompletableFuture<Long>> ends = players.stream()
                .map(player -> player.ending().thenApply(_ -> System.nanoTime())).toList();
        long asked = System.nanoTime();
        measured.revoke(token);
        long acknowledged = System.nanoTime();
        CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new)).orTimeout(30, TimeUnit.SECONDS)
                .exceptionally(_ -> null).join();
        long now = System.nanoTime();
        List<Long> times = ends.stream().map(end -> end.getNow(now)).sorted().toList();
        System.out.printf("%na token with %d sessions is revoked; from the acknowledgement (%.1f ms after the call)%n",
                count, (acknowledged - asked) / 1e6);
        System.out.printf("first closed %.1f ms, last closed %.1f ms%n", (times.getFirst() - acknowledged) / 1e6,
                (times.getLast() - acknowledged) / 1e6);
        claim("sessions not closed with 4901", players.stream()
                .filter(player -> !new Ending.Closed(4901).equals(player.ending().getNow(new Ending.Cut(true))))
                .count(), 0);
        claim("sessions closed later than a second",
                times.stream().filter(time -> time - acknowledged > Duration.ofSeconds(1).toNanos()).count(), 0);
    }

    /** So many that play; from as many loopback addresses as ephemeral ports ask for. */
    private List<H5LivePlayer> open(int count, String stream, String token) throws InterruptedException {
        List<H5LivePlayer> players = new ArrayList<>();
        InetSocketAddress server = new InetSocketAddress(InetAddress.getLoopbackAddress(), measured.port());
        while (players.size() < count) {
            for (int i = 0; i < TO_BEGIN && players.size() < count; i++) {
                players.add(H5LivePlayer.open(server, H5LiveUrl.of(stream).with(token), H5LivePlayer.PAGE,
                        "127.0.1." + (1 + opened++ % 100), loops));
            }
            awaitPlaying(players);
        }
        return players;
    }

    private static void awaitPlaying(List<H5LivePlayer> players) throws InterruptedException {
        long begun = System.nanoTime();
        while (players.stream().anyMatch(player -> player.frames().frames() == 0 && !player.ending().isDone())
                && System.nanoTime() - begun < LONGEST.toNanos()) {
            Thread.sleep(50);
        }
    }

    private static long frames(List<H5LivePlayer> players) {
        return players.stream().mapToLong(player -> player.frames().frames()).sum();
    }

    private static long withGaps(List<H5LivePlayer> players) {
        return players.stream().filter(player -> player.frames().gaps() > 0).count();
    }

    private static void close(List<H5LivePlayer> players) throws InterruptedException {
        players.forEach(H5LivePlayer::close);
        Thread.sleep(2_000);
    }

    private static void memory(String what, Usage with, Usage without, int count) {
        System.out.printf("%s: heap %.1f KiB, outside the heap %.1f KiB (of %d and %d MiB)%n", what,
                (with.heap() - without.heap()) / 1024.0 / count, (with.outside() - without.outside()) / 1024.0 / count,
                with.heap() >> 20, with.outside() >> 20);
    }

    private void claim(String what, long found, long expected) {
        holds &= found == expected;
        System.out.printf("%-50s %d%s%n", what, found, found == expected ? "" : "   DOES NOT HOLD");
    }
}
