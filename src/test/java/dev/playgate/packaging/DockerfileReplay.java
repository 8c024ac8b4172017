package dev.playgate.packaging;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.playgate.packaging.Dockerfile.Stage;
import dev.playgate.packaging.Dockerfile.Step;

import static org.assertj.core.api.Assertions.assertThat;

/** Runs a Dockerfile's steps as plain commands: each stage is a folder, and the paths in its steps are below it. */
final class DockerfileReplay {

    private final Path context;
    private final Path root;
    private final Path jar;
    private final Map<String, Path> workingDirectories = new HashMap<>();

    /** @param jar what the build that runs this test made, in place of the stage's own build */
    DockerfileReplay(Path context, Path root, Path jar) {
        this.context = context;
        this.root = root;
        this.jar = jar;
    }

    void run(Dockerfile dockerfile) throws Exception {
        for (Stage stage : dockerfile.stages()) {
            Path folder = Files.createDirectories(folder(stage.name()));
            if (dockerfile.isAbove(stage.base(), stage)) {
                copy(folder(stage.base()), folder);
                workingDirectories.put(stage.name(),
                        folder.resolve(folder(stage.base()).relativize(workingDirectory(stage.base()))));
            }
            for (Step step : stage.steps()) {
                run(stage.name(), step);
            }
        }
    }

    /** Where the stage's steps end up running. */
    Path workingDirectory(String stage) {
        return workingDirectories.getOrDefault(stage, folder(stage));
    }

    private void run(String stage, Step step) throws Exception {
        switch (step.keyword()) {
            case "WORKDIR" -> workingDirectories.put(stage,
                    Files.createDirectories(below(folder(stage), step.rest())));
            case "COPY" -> copy(
                    below(step.flag("from").map(this::folder).orElse(context), step.words().getFirst()),
                    workingDirectory(stage).resolve(step.words().getLast()));
            case "RUN" -> {
                if (step.withoutFlags().startsWith("mvn ")) {
                    copy(jar, Files.createDirectories(workingDirectory(stage).resolve("target")));
                } else {
                    command(workingDirectory(stage), "sh", "-c", step.withoutFlags());
                }
            }
            case "LABEL", "USER", "VOLUME", "EXPOSE", "ENTRYPOINT" -> {
            }
            default -> throw new IllegalArgumentException("unknown step " + step);
        }
    }

    /** With the java of this JVM before all others; {@code env}, since Java itself looks along its own PATH. */
    static ProcessBuilder process(Path directory, List<String> words) {
        List<String> command = Stream.concat(Stream.of("env"), words.stream()).toList();
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().merge("PATH", Path.of(System.getProperty("java.home"), "bin").toString(),
                (path, bin) -> bin + ":" + path);
        return builder;
    }

    private Path folder(String stage) {
        return root.resolve("stage-" + stage);
    }

    private static Path below(Path folder, String path) {
        return folder.resolve(path.replaceFirst("^/", ""));
    }

    /** As COPY does it: of a folder the content; and times are kept. */
    private static void copy(Path source, Path target) throws Exception {
        if (Files.isDirectory(source)) {
            Files.createDirectories(target);
            command(target, "cp", "-a", source + "/.", ".");
        } else {
            command(target, "cp", "-a", source.toString(), ".");
        }
    }

    private static void command(Path directory, String... words) throws IOException, InterruptedException {
        Process process = process(directory, List.of(words)).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s: %s", String.join(" ", words), output).isZero();
    }
}
