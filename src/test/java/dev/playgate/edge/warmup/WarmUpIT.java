package dev.playgate.edge.warmup;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.github.benmanes.caffeine.cache.Ticker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.unit.DataSize;
import reactor.netty.resources.LoopResources;

import dev.playgate.PlaygateApplication;
import dev.playgate.edge.ConnectionProperties;
import dev.playgate.edge.OriginProperties;
import dev.playgate.edge.PlayoutProperties;
import dev.playgate.edge.express.ExpressProperties;
import dev.playgate.policy.PolicySettings;
import dev.playgate.token.ProofCache;
import dev.playgate.token.ProofCacheSettings;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class WarmUpIT {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final LoopResources loops = LoopResources.create("warm-up", 1, true);

    @AfterEach
    void endLoops() {
        loops.disposeLater(Duration.ZERO, SECOND).block();
    }

    @Test
    void playlistsSegmentsSocketsAndRefusalsAreWarmedUp() {
        assertThat(warmUp(new WarmUpProperties(100, Duration.ofMinutes(1)), "jwtoken").play())
                .isEqualTo(Map.of("200 OK", 48, "403 Forbidden", 24, "playlist", 24, "socket", 4));
    }

    @Test
    void whatTokensAreCalledIsAsTheSettingsSay() {
        assertThat(warmUp(new WarmUpProperties(4, Duration.ofMinutes(1)), "ticketless").play())
                .containsEntry("200 OK", 2);
    }

    @Test
    void itEndsWhenItHasTakenTheLongestTime() {
        assertThat(warmUp(new WarmUpProperties(1_000_000, Duration.ofMillis(200)), "jwtoken").play().values().stream()
                .mapToInt(count -> count).sum()).isLessThan(1_000_000);
    }

    @Test
    void theProcessStartsAlsoWhenItCannotWarmUp(CapturedOutput output) {
        warmUp(new WarmUpProperties(4, Duration.ofMinutes(1)), "jwtoken", _ -> {
            throw new IllegalStateException("there are none");
        }).start();
        assertThat(output).contains("could not warm up");
    }

    @Test
    void nothingOfItIsLeftInTheProcess(CapturedOutput output) throws Exception {
        Path data = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "warm-up");
        // It is not stopped: it would take with it the event loops that others here have, too.
        ConfigurableApplicationContext process = started(data);
        assertThat(output).contains("warmed up in ");
        String viewers = "http://127.0.0.1:" + process.getEnvironment().getProperty("local.server.port");
        String management = "http://127.0.0.1:" + process.getEnvironment().getProperty("local.management.port");
        String metrics = get(management + "/actuator/prometheus").body();
        assertThat(metrics.lines().filter(line -> line.startsWith("playgate_decisions_total")))
                .isNotEmpty().allMatch(line -> line.endsWith(" 0.0"));
        assertThat(metrics).contains("playgate_connections 0.0", "playgate_sessions 0.0",
                "playgate_origin_connections 0.0", "playgate_origins_waiting 0.0");
        assertThat(output).doesNotContain("decision=", TrialRegistry.TOKEN.substring(0, 20));
        assertThat(Files.readString(data.resolve("access.log"))).isEmpty();
        assertThat(get(viewers + "/hls/Demo1-live1/index.m3u8?jwtoken=" + TrialRegistry.TOKEN).body())
                .contains("token_key_unknown");
    }

    private static ConfigurableApplicationContext started(Path data) {
        return new SpringApplicationBuilder(PlaygateApplication.class).run("--server.port=0",
                "--management.server.port=0", "--playgate.warm-up.requests=60", "--playgate.warm-up.longest=1m",
                "--playgate.registry.file=config/registry.yaml", "--playgate.registry.sample-keys=accepted",
                "--playgate.database.url=jdbc:sqlite:" + data.resolve("playgate.db"),
                "--playgate.keys.generate=true", "--playgate.keys.signing=" + data.resolve("signing.jwks"),
                "--playgate.tickets.generate=true", "--playgate.tickets.secrets=" + data.resolve("tickets"),
                "--playgate.access-log.format=json", "--playgate.access-log.file=" + data.resolve("access.log"));
    }

    private static HttpResponse<String> get(String uri) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(URI.create(uri)).build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private WarmUp warmUp(WarmUpProperties properties, String credentialParameter) {
        return warmUp(properties, credentialParameter, loops);
    }

    private static WarmUp warmUp(WarmUpProperties properties, String credentialParameter, LoopResources loops) {
        return new WarmUp(properties, new TrialEdge.Settings(
                new PlayoutProperties(List.of(), List.of(credentialParameter), List.of(), 403, List.of(), List.of(),
                        DataSize.ofKilobytes(64)),
                new OriginProperties(SECOND, SECOND, SECOND, 8, SECOND),
                new ConnectionProperties(10, SECOND, SECOND, DataSize.ofKilobytes(8), DataSize.ofKilobytes(8),
                        List.of(), false),
                new ExpressProperties(true),
                new PolicySettings(Duration.ZERO, false, Duration.ofMinutes(1), Duration.ofMinutes(1))),
                new ProofCache(ProofCacheSettings.DEFAULT, () -> {}, Ticker.systemTicker()), loops);
    }
}
