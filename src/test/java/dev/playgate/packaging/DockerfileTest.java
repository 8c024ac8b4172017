package dev.playgate.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;

import dev.playgate.packaging.Dockerfile.Step;

import static org.assertj.core.api.Assertions.assertThat;

/** What can be said of the image without an engine that builds it; {@link DockerfileStepsIT} runs its steps. */
class DockerfileTest {

    private final Dockerfile dockerfile = Dockerfile.read(Path.of("Dockerfile"));

    DockerfileTest() throws IOException {
    }

    @Test
    void theImageRunsAsANumberedUserThatIsNotRoot() {
        assertThat(dockerfile.image().only("USER")).singleElement().asString().matches("[1-9]\\d*:[1-9]\\d*");
    }

    @Test
    void nothingIsAddedAfterRootIsGivenUp() {
        assertThat(dockerfile.image().steps()).extracting(Step::keyword)
                .endsWith("USER", "VOLUME", "EXPOSE", "ENTRYPOINT");
    }

    @Test
    void eachStageStartsFromAVersionOrFromAStageAboveIt() {
        assertThat(dockerfile.stages()).allSatisfy(stage -> assertThat(stage.base())
                .matches(base -> dockerfile.isAbove(base, stage) || base.matches("[a-z-]+:\\d+\\.\\d+\\.\\d+\\S*")));
    }

    @Test
    void theImageHasARunTimeOfTheJavaThatTheCodeIsCompiledFor() {
        assertThat(dockerfile.image().base()).isEqualTo("application");
        assertThat(dockerfile.stage("application").base()).matches("eclipse-temurin:25\\..*-jre-.*");
    }

    @Test
    void itStartsWithoutAShell() {
        assertThat(dockerfile.image().steps("ENTRYPOINT")).singleElement().matches(Step::isExecForm);
        assertThat(dockerfile.image().only("ENTRYPOINT")).startsWith("java", "@jvm.options").contains("-jar");
    }

    @Test
    void theFileThatTheOptionsNameIsBesideThem() throws IOException {
        String named = Files.readAllLines(Path.of("docker/jvm.options")).stream()
                .filter(line -> line.startsWith("-XX:CompilerDirectivesFile="))
                .map(line -> line.substring(line.indexOf('=') + 1)).findFirst().orElseThrow();
        assertThat(dockerfile.stage("application").steps("COPY").map(Step::words))
                .contains(List.of("docker/jvm.options", "./"), List.of("docker/" + named, "./"));
    }

    @Test
    void theCacheIsUsedWhereAndAsItWasTrained() {
        assertThat(dockerfile.stage("training").base()).isEqualTo(dockerfile.image().base());
        assertThat(dockerfile.stage("training").only("RUN")).containsSubsequence("Training", "java", "@jvm.options",
                "-XX:AOTCacheOutput=playgate.aot", "-jar", "playgate.jar");
        assertThat(dockerfile.image().only("ENTRYPOINT")).contains("-XX:AOTCache=playgate.aot", "playgate.jar");
    }

    @Test
    void theLibrariesAreALayerBelowTheCode() {
        List<String> copied = dockerfile.stage("application").steps("COPY").map(step -> step.words().getFirst())
                .toList();
        assertThat(copied).first().asString().endsWith("/dependencies/");
        assertThat(copied).last().asString().endsWith("/application/");
    }

    @Test
    void whatIsCopiedFromTheSourcesIsThereAndNotIgnored() throws IOException {
        List<Path> notIgnored = Files.readAllLines(Path.of(".dockerignore")).stream()
                .filter(line -> line.startsWith("!")).map(line -> Path.of(line.substring(1))).toList();
        assertThat(dockerfile.stages()).flatExtracting(stage -> stage.steps("COPY").toList())
                .filteredOn(step -> step.flag("from").isEmpty())
                .extracting(step -> Path.of(step.words().getFirst()))
                .isNotEmpty()
                .allSatisfy(source -> assertThat(source).exists())
                .allSatisfy(source -> assertThat(notIgnored).anyMatch(source::startsWith));
    }

    @Test
    void whatIsNotNamedStaysOutsideTheBuild() throws IOException {
        assertThat(Files.readAllLines(Path.of(".dockerignore"))).filteredOn(line -> !line.startsWith("#"))
                .first().isEqualTo("*");
    }

    @Test
    void whatIsCopiedFromAStageIsFromOneAbove() {
        assertThat(dockerfile.stages()).allSatisfy(stage -> assertThat(stage.steps("COPY"))
                .allMatch(step -> step.flag("from").map(from -> dockerfile.isAbove(from, stage)).orElse(true)));
    }

    @Test
    void bothPortsAreNamed() {
        assertThat(dockerfile.image().only("EXPOSE")).containsExactly("8080", "9090");
    }
}
