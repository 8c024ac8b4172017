package dev.playgate.edge.warmup;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRoutes;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

import dev.playgate.edge.BareFailure;
import dev.playgate.token.ProofCache;

/**
 * Plays, before the process listens, from a {@link TrialEdge}, so that the first viewers do not wait for code that has
 * never run. When it fails, they do, and nothing else is lost.
 */
final class WarmUp implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);

    private static final int AT_ONCE = 8;
    private static final int SEGMENT_BYTES = 8192;
    /** One playlist, its segment by ticket, segments by token, a refusal; one in so many is a socket. */
    private static final int SOCKETS = 25;
    private static final String PLAYLIST = """
        #EXTM3U
        #EXT-X-TARGETDURATION:2
        #EXT-X-MEDIA-SEQUENCE:1
        #EXTINF:2.000,
        segment1.m4s
        #EXTINF:2.000,
        segment2.m4s
        """;

    private final WarmUpProperties properties;
    private final TrialEdge.Settings settings;
    private final ProofCache proofs;
    private final LoopResources loops;

    /** @param proofs of its own */
    WarmUp(WarmUpProperties properties, TrialEdge.Settings settings, ProofCache proofs, LoopResources loops) {
        this.properties = properties;
        this.settings = settings;
        this.proofs = proofs;
        this.loops = loops;
    }

    /** Right before the servers. */
    @Override
    public int getPhase() {
        return WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE - 1;
    }

    @Override
    public boolean isAutoStartup() {
        return properties.requests() > 0;
    }

    @Override
    public boolean isRunning() {
        return false;
    }

    @Override
    public void stop() {
        // is not running
    }

    @Override
    public void start() {
        long begin = System.nanoTime();
        try {
            Map<String, Integer> answers = play();
            LOG.info("warmed up in {} ms: {}", Duration.ofNanos(System.nanoTime() - begin).toMillis(), answers);
        } catch (RuntimeException e) {
            LOG.warn("could not warm up, the first viewers will wait longer", BareFailure.of(e));
        }
    }

    /** How many answers there were of each kind. */
    Map<String, Integer> play() {
        DisposableServer origin = origin();
        ConnectionProvider connections = ConnectionProvider.create("warm-up", AT_ONCE);
        try (TrialEdge edge = TrialEdge.start(settings, proofs, origin.port(), loops)) {
            HttpClient client = HttpClient.create(connections).runOn(loops).host("127.0.0.1").port(edge.port());
            Map<String, Integer> answers = new TreeMap<>();
            Flux.range(0, properties.requests()).flatMap(number -> ask(client, number), AT_ONCE)
                    .take(properties.longest())
                    .toIterable().forEach(answer -> answers.merge(answer, 1, Integer::sum));
            return answers;
        } finally {
            connections.dispose();
            origin.disposeNow();
        }
    }

    private DisposableServer origin() {
        byte[] segment = new byte[SEGMENT_BYTES];
        return HttpServer.create().host("127.0.0.1").port(0).runOn(loops)
                .route(routes -> playedFrom(routes, segment)).bindNow();
    }

    private static HttpServerRoutes playedFrom(HttpServerRoutes routes, byte[] segment) {
        return routes
                .get(TrialEdge.HLS + "index.m3u8", (_, answer) -> answer
                        .header("Content-Type", "application/vnd.apple.mpegurl").sendString(Mono.just(PLAYLIST)))
                .get(TrialEdge.HLS + "{segment}", (_, answer) -> answer
                        .header("Content-Type", "video/iso.segment").header("Content-Length", "" + segment.length)
                        .sendByteArray(Mono.just(segment)))
                .ws("/h5live/authstream", (_, socket) -> socket.sendString(Flux.just("{}", "{}", "{}")));
    }

    private Mono<String> ask(HttpClient client, int number) {
        String token = settings.playout().credentialParameters().getFirst() + "=" + TrialRegistry.TOKEN;
        if (number % SOCKETS == 0) {
            return client.websocket().uri(TrialEdge.SOCKET + "&" + token)
                    .handle((in, _) -> in.receive().asString()).then(Mono.just("socket"));
        }
        return switch (number % 4) {
            case 0 -> text(client, TrialEdge.HLS + "index.m3u8?" + token)
                    .flatMap(playlist -> text(client, TrialEdge.HLS + segmentOf(playlist))).thenReturn("playlist");
            case 1 -> status(client, TrialEdge.HLS + "index.m3u8");
            default -> status(client, TrialEdge.HLS + "segment1.m4s?" + token);
        };
    }

    private static String segmentOf(String playlist) {
        return playlist.lines().filter(line -> line.startsWith("segment")).findFirst().orElseThrow();
    }

    private static Mono<String> text(HttpClient client, String target) {
        return client.get().uri(target).responseContent().aggregate().asString();
    }

    private static Mono<String> status(HttpClient client, String target) {
        return client.get().uri(target)
                .responseSingle((answer, body) -> body.then(Mono.just(answer.status().toString())));
    }
}
