package dev.playgate.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The Dockerfile's steps, run as plain commands on the jar that this build made, and the image's entry point after. */
class DockerfileStepsIT {

    private static final int ENDED_IN_ORDER = 0;

    @TempDir
    private Path root;

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void theImageStartsFromItsCacheAndWritesNothingBesideItsData() throws Exception {
        Dockerfile dockerfile = Dockerfile.read(Path.of("Dockerfile"));
        DockerfileReplay replay = new DockerfileReplay(Path.of("").toAbsolutePath(), root, jar());
        replay.run(dockerfile);
        Path application = replay.workingDirectory(dockerfile.image().name());
        List<String> shipped = files(application);
        assertThat(shipped).contains("playgate.jar", "playgate.aot", "data")
                .noneMatch(file -> file.contains("signing-keys") || file.contains("ticket-secrets")
                        || file.contains("raining"));

        List<String> command = new ArrayList<>(dockerfile.image().only("ENTRYPOINT"));
        command.addAll(arguments(replay.workingDirectory("training").resolve("training")));
        ProcessBuilder builder = DockerfileReplay.process(application, command);
        // Not to start at all is the answer to a cache that does not fit.
        builder.environment().put("JDK_JAVA_OPTIONS", "-XX:AOTMode=on");
        builder.environment().put("TRAINING_ORIGIN", "127.0.0.1:1");
        Process process = builder.start();
        try {
            assertThat(outputUntilStarted(process)).anyMatch(line -> line.contains("Started PlaygateApplication"));
            process.destroy();
            assertThat(process.waitFor()).isEqualTo(ENDED_IN_ORDER);
        } finally {
            process.destroyForcibly();
        }
        assertThat(files(application)).filteredOn(file -> !file.startsWith("data/")).isEqualTo(shipped);
    }

    private static List<String> arguments(Path training) {
        return List.of("--spring.config.additional-location=file:" + training + "/",
                "--playgate.registry.file=" + training.resolve("registry.yaml"),
                "--playgate.keys.signing=" + training.resolve("signing-keys.json"),
                "--playgate.tickets.secrets=" + training.resolve("ticket-secrets"),
                "--server.port=0", "--management.server.port=0");
    }

    private static List<String> outputUntilStarted(Process process) throws IOException {
        List<String> output = new ArrayList<>();
        var lines = process.inputReader();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            output.add(line);
            if (line.contains("Started PlaygateApplication")) {
                break;
            }
        }
        return output;
    }

    private static Path jar() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            return files.filter(file -> file.getFileName().toString().matches("playgate-.*\\.jar")).findFirst()
                    .orElseThrow().toAbsolutePath();
        }
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(file -> folder.relativize(file).toString()).sorted().toList();
        }
    }
}
