import java.io.EOFException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;

/// Asks at a fixed rate, whether answers come or not, and prints the latencies as one line of JSON:
/// `java FixedRate.java PORT TARGET TOKENS COUNT RATE WARMING SECONDS CONNECTIONS [apart]`. TOKENS is a file with a token in each
/// line, of which the first COUNT are used in turn; what comes in the first WARMING seconds is not counted. With "apart", each
/// token says by X-Forwarded-For that it comes from an address of its own.
///
/// A connection that waited for its turn is timed from the moment it sends, so that the sleep of this machine is nobody's
/// latency; one that is late because its last answer was, from the moment when it should have sent.
void main(String[] args) throws Exception {
    var address = new InetSocketAddress("127.0.0.1", Integer.parseInt(args[0]));
    var requests = new ArrayList<byte[]>();
    var apart = args.length > 8 && args[8].equals("apart");
    try (var tokens = Files.lines(Path.of(args[2]))) {
        tokens.limit(Integer.parseInt(args[3])).forEach(token -> requests.add(("GET " + args[1] + "?jwtoken=" + token
                + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + (apart ? address(requests.size()) : "") + "\r\n")
                .getBytes(StandardCharsets.US_ASCII)));
    }
    var connections = Integer.parseInt(args[7]);
    var between = 1_000_000_000L / Integer.parseInt(args[4]);
    var viewers = new ArrayList<Viewer>();
    for (var number = 0; number < connections; number++) {
        viewers.add(new Viewer(SocketChannel.open(address), requests, number, connections, between));
    }
    var begun = System.nanoTime() + 100_000_000L;
    var counted = begun + Long.parseLong(args[5]) * 1_000_000_000L;
    var end = counted + Long.parseLong(args[6]) * 1_000_000_000L;
    var threads = new ArrayList<Thread>();
    for (var viewer : viewers) {
        threads.add(Thread.ofPlatform().start(() -> viewer.ask(begun, counted, end)));
    }
    for (var thread : threads) {
        thread.join();
    }
    var latencies = sorted(viewers, viewer -> viewer.latencies);
    var refusals = sorted(viewers, viewer -> viewer.refusals);
    IO.println(("{\"requests\": %d, \"failed\": %d, \"p50\": %d, \"p99\": %d, \"refused\": %d, \"refusal_p50\": %d, "
            + "\"refusal_p99\": %d}").formatted(latencies.length,
            viewers.stream().mapToLong(viewer -> viewer.failed).sum(), percentile(latencies, 50),
            percentile(latencies, 99), refusals.length, percentile(refusals, 50), percentile(refusals, 99)));
}

long[] sorted(List<Viewer> viewers, Function<Viewer, List<Long>> of) {
    return viewers.stream().flatMapToLong(viewer -> of.apply(viewer).stream().mapToLong(Long::longValue)).sorted().toArray();
}

String address(int number) {
    return "X-Forwarded-For: 10.%d.%d.%d\r\n".formatted(number >> 16, number >> 8 & 255, number & 255);
}

/// In microseconds.
long percentile(long[] sorted, int percent) {
    return sorted.length == 0 ? -1 : sorted[(int) ((sorted.length - 1L) * percent / 100)] / 1000;
}

static final class Viewer {

    final List<Long> latencies = new ArrayList<>();
    /// Of answers that say 503, which are among the others, too.
    final List<Long> refusals = new ArrayList<>();
    long failed;
    private final SocketChannel channel;
    private final List<byte[]> requests;
    private final int number;
    private final int connections;
    private final long between;
    private final ByteBuffer answer = ByteBuffer.allocate(1 << 16);

    Viewer(SocketChannel channel, List<byte[]> requests, int number, int connections, long between) throws IOException {
        this.channel = channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        this.requests = requests;
        this.number = number;
        this.connections = connections;
        this.between = between;
    }

    void ask(long begun, long counted, long end) {
        try (channel) {
            for (var turn = number; ; turn += connections) {
                var due = begun + turn * between;
                if (due >= end) {
                    return;
                }
                var from = await(due);
                var status = exchange(requests.get(turn % requests.size()));
                var took = System.nanoTime() - from;
                if (due >= counted) {
                    latencies.add(took);
                    failed += status.equals("200") ? 0 : 1;
                    if (status.equals("503")) {
                        refusals.add(took);
                    }
                }
            }
        } catch (IOException e) {
            failed++;
            System.err.println(e);
        }
    }

    private static long await(long due) {
        if (System.nanoTime() >= due) {
            return due;
        }
        for (var left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        return System.nanoTime();
    }

    /// The status of the answer; reads the whole of it.
    private String exchange(byte[] request) throws IOException {
        channel.write(ByteBuffer.wrap(request));
        answer.clear();
        var head = -1;
        var length = -1;
        while (head < 0 || answer.position() < head + length) {
            if (channel.read(answer) < 0) {
                throw new EOFException("closed within an answer");
            }
            if (head < 0 && (head = end(answer)) >= 0) {
                length = length(new String(answer.array(), 0, head, StandardCharsets.US_ASCII));
            }
        }
        return new String(answer.array(), 9, 3, StandardCharsets.US_ASCII);
    }

    /// Where the body begins, or -1.
    private static int end(ByteBuffer answer) {
        for (var i = 3; i < answer.position(); i++) {
            if (answer.get(i) == '\n' && answer.get(i - 2) == '\n') {
                return i + 1;
            }
        }
        return -1;
    }

    private static int length(String head) throws IOException {
        return head.lines().map(line -> line.toLowerCase(Locale.ROOT)).filter(line -> line.startsWith("content-length:"))
                .mapToInt(line -> Integer.parseInt(line.substring(15).strip())).findFirst()
                .orElseThrow(() -> new IOException("an answer without a length: " + head));
    }
}
