package dev.playgate.edge.express;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import dev.playgate.PlaygateApplication;
import dev.playgate.edge.Http2Listener;
import dev.playgate.edge.express.Conversation.Move;
import dev.playgate.token.SigningKeys;
import dev.playgate.token.TokenAlgorithm;

/**
 * The real application twice, of the same catalogue, keys and settings but for one: with the express lane and without. Each
 * has its own origin for each worker, and so has each worker the connections to it; for as long as the process lives.
 */
final class TwoEdges {

    private final Words words;
    private final Side express;
    private final Side gateway;

    private TwoEdges(Words words, Side express, Side gateway) {
        this.words = words;
        this.express = express;
        this.gateway = gateway;
    }

    /** One edge and its origins. */
    record Side(ConfigurableApplicationContext application, List<WireOrigin> origins, Http2Lines lines) {

        int port() {
            return Integer.parseInt(application.getEnvironment().getRequiredProperty("local.server.port"));
        }

        /** How often each decision was counted. */
        Map<String, Double> decisions() {
            Map<String, Double> counts = new TreeMap<>();
            application.getBean(MeterRegistry.class).find("playgate.decisions").counters()
                    .forEach(counter -> counts.put(counter.getId().getTags().toString(), counter.count()));
            return counts;
        }

        /** What origins were asked for by no conversation. */
        List<String> strays() {
            return origins.stream().flatMap(origin -> origin.strays().stream()).toList();
        }

        Outcome converse(int number, int worker, Conversation conversation, List<Move> moves) throws IOException {
            return watched(number, worker, conversation.plays(), conversation.alone(),
                    (origin, scene) -> Viewer.converse(port(), origin, moves, scene));
        }

        Outcome converse(int number, int worker, Http2Conversation conversation) throws IOException {
            return watched(number, worker, conversation.plays(), conversation.alone(),
                    (origin, scene) -> Http2Talk.converse(lines, origin, conversation, scene));
        }

        private Outcome watched(int number, int worker, List<OriginPlay> plays, boolean alone, Talk talk)
                throws IOException {
            WireOrigin origin = origins.get(worker);
            Scene scene = new Scene(plays);
            origin.begin(number, scene);
            try {
                if (alone) {
                    origin.forgetConnections();
                }
                return talk.converse(origin.authority(), scene);
            } finally {
                if (alone) {
                    origin.forgetConnections();
                }
                origin.end(number);
            }
        }

        private interface Talk {

            Outcome converse(String origin, Scene scene) throws IOException;
        }
    }

    /** @param lane whether the first of the two has it */
    static TwoEdges start(int workers, boolean lane) throws Exception {
        Path data = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "edges");
        int dead = closedPort();
        List<WireOrigin> one = new ArrayList<>();
        List<WireOrigin> other = new ArrayList<>();
        for (int i = 0; i < workers; i++) {
            startOrigins(one, other);
        }
        Side express = side(run(data, lane, dead, one), one);
        Side gateway = side(run(data, false, dead, other), other);
        SigningKeys keys = SigningKeys.parse(Files.readString(data.resolve("signing.jwks")), TokenAlgorithm.RS256);
        return new TwoEdges(new Words(keys.issuing(), Instant.now().truncatedTo(ChronoUnit.SECONDS)), express, gateway);
    }

    private static Side side(ConfigurableApplicationContext application, List<WireOrigin> origins) {
        return new Side(application, List.copyOf(origins), new Http2Lines(Http2Listener.port(application)));
    }

    /** Of the same port, since the length of an address may be in what an origin answers. */
    private static void startOrigins(List<WireOrigin> one, List<WireOrigin> other) throws IOException {
        while (one.size() == other.size()) {
            WireOrigin origin = WireOrigin.start("127.0.0.1", 0);
            try {
                other.add(WireOrigin.start("127.0.0.2", origin.port()));
                one.add(origin);
                return;
            } catch (BindException _) {
                // the next port may be free on both
            }
        }
    }

    private static ConfigurableApplicationContext run(Path data, boolean express, int dead, List<WireOrigin> origins) {
        List<String> arguments = new ArrayList<>(List.of("--server.port=0", "--management.server.port=0",
                "--playgate.express.enabled=" + express, "--playgate.registry.file=config/registry.yaml",
                "--playgate.registry.sample-keys=accepted",
                "--playgate.database.url=jdbc:sqlite:" + data.resolve(origins.getFirst().authority() + ".db"),
                "--playgate.keys.generate=true", "--playgate.keys.signing=" + data.resolve("signing.jwks"),
                "--playgate.tickets.generate=true", "--playgate.tickets.secrets=" + data.resolve("tickets"),
                "--playgate.proofs.failures-per-source=1000000", "--playgate.proofs.verifications-per-second=1000000",
                "--playgate.playout.trusted-proxies=127.0.0.0/8",
                "--playgate.origin.first-byte-timeout=2s", "--playgate.origin.stall-timeout=2s",
                "--playgate.connections.silence=4s", "--playgate.playout.maximum-playlist=64KB"));
        arguments.addAll(Http2Listener.settings());
        List<String> forms = new ArrayList<>();
        form(forms, "/dead/", "HLS", "127.0.0.1:" + dead);
        for (int i = 0; i < origins.size(); i++) {
            String origin = origins.get(i).authority();
            form(forms, "/hls" + i + "/", "HLS", origin);
            form(forms, "/dash" + i + "/", "DASH", origin);
            form(forms, "/live" + i + "/", "PROGRESSIVE", origin);
            form(forms, "/vod" + i + "/", "RECORDING", origin);
            form(forms, "/query" + i + "/", "HLS", origin, "stream-parameter=stream",
                    "source=rtmp://localhost/splay");
            form(forms, "/path" + i + "/", "HLS", origin, "tickets=path");
            form(forms, "/cookie" + i + "/", "HLS", origin, "tickets=cookie");
            form(forms, "/ws" + i + "/", "WEBSOCKET", origin);
        }
        arguments.addAll(forms);
        return new SpringApplicationBuilder(PlaygateApplication.class).run(arguments.toArray(String[]::new));
    }

    private static void form(List<String> forms, String path, String medium, String origin, String... further) {
        long index = forms.stream().filter(line -> line.contains("].path=")).count();
        String key = "--playgate.playout.forms[" + index + "].";
        forms.addAll(List.of(key + "path=" + path, key + "medium=" + medium, key + "origin=http://" + origin));
        for (String line : further) {
            forms.add(key + line);
        }
    }

    private static int closedPort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Words words() {
        return words;
    }

    Side express() {
        return express;
    }

    Side gateway() {
        return gateway;
    }
}
