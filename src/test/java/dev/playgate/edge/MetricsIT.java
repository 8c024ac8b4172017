package dev.playgate.edge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The management port has the metrics that the README names, and what each request costs is spent on no others. */
@ResourceLock(value = RunningEdge.CLOCK, mode = ResourceAccessMode.READ)
class MetricsIT {

    private static final RunningEdge EDGE = RunningEdge.get();
    private static final Pattern NAME = Pattern.compile("`(playgate_[a-z_]+)[*`{]");

    private static final Pattern USED = Pattern.compile("\\b((?:playgate|jvm|process)_[a-z_]+)");
    private static final Pattern REASONS = Pattern.compile("reason=~?\\\\?\"([a-z_|]+)");

    private static List<String> named() throws IOException {
        String row = Files.readAllLines(Path.of("README.md")).stream()
                .filter(line -> line.startsWith("| `/actuator/prometheus` |")).findFirst().orElseThrow();
        return NAME.matcher(row).results().map((MatchResult result) -> result.group(1)).toList();
    }

    @Test
    void theMetricsOfTheReadmeAreThereAndThoseOfTheFrameworkAreNot() throws Exception {
        assertThat(EDGE.get(RunningEdge.HLS + "metered.mp4").status()).isEqualTo(200);
        String metrics = EDGE.metrics();
        assertThat(named()).hasSizeGreaterThan(10)
                .allSatisfy(name -> assertThat(metrics).containsPattern("(?m)^" + name));
        assertThat(metrics).doesNotContain("http_server_requests", "http_client_requests", "spring_cloud_gateway");
    }

    @ParameterizedTest
    @ValueSource(strings = {"alerts.yaml", "dashboard.json"})
    void whatIsWatchedIsMeasured(String file) throws Exception {
        String watched = Files.readString(Path.of("monitoring", file));
        String metrics = EDGE.metrics();
        assertThat(USED.matcher(watched).results().map(MatchResult::group).distinct()).hasSizeGreaterThan(8)
                .allSatisfy(name -> assertThat(metrics).containsPattern("(?m)^" + name + "[ {]"));
        assertThat(REASONS.matcher(watched).results()
                .flatMap(found -> Stream.of(found.group(1).split("\\|", -1)))).isNotEmpty()
                .allSatisfy(reason -> assertThat(metrics).contains("reason=\"" + reason + "\""));
    }
}
