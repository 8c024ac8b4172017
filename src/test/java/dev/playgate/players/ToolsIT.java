package dev.playgate.players;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Players outside of a browser: ffmpeg, and mpv where it is installed. */
class ToolsIT {

    private static final int FRAMES = 100;

    @TempDir
    static Path data;

    private static RunningDemo demo;

    enum Tool {

        FFMPEG, MPV;

        List<String> command(String agent, String url) {
            String frames = String.valueOf(FRAMES);
            return switch (this) {
                case FFMPEG -> List.of("ffmpeg", "-v", "error", "-nostdin", "-user_agent", agent, "-i", url, "-map",
                        "0:v:0", "-frames:v", frames, "-f", "null", "-");
                case MPV -> List.of("mpv", "--no-config", "--msg-level=all=error", "--vo=null", "--ao=null",
                        "--user-agent=" + agent, "--frames=" + frames, url);
            };
        }

        boolean isInstalled() {
            return Stream.of(System.getenv("PATH").split(":", -1))
                    .anyMatch(directory -> Files.isExecutable(Path.of(directory, name().toLowerCase(Locale.ROOT))));
        }
    }

    @BeforeAll
    static void start() throws IOException {
        demo = RunningDemo.start(data);
    }

    @AfterAll
    static void stop() {
        demo.close();
    }

    static List<Arguments> toolsAndMedia() {
        List<Arguments> all = new ArrayList<>();
        Stream.of(Tool.values()).filter(Tool::isInstalled).forEach(tool -> Stream.of("/hls/Demo1-live1/index.m3u8",
                "/hls/Demo1-live1/ll.m3u8", "/dash/Demo1-live1/manifest.mpd", "/vod/Demo1-live1/recording.mp4",
                "/h5live/authhttp/stream.mp4?stream=Demo1-live1")
                .forEach(target -> all.add(Arguments.of(tool, target))));
        return all;
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @MethodSource("toolsAndMedia")
    void aToolPlaysWithATokenAndNothingWithoutOne(Tool tool, String target) throws Exception {
        String agent = tool + "-" + target.replaceAll("\\W", "-");
        String with = demo.base() + target + (target.contains("?") ? "&" : "?") + "jwtoken="
                + demo.token(Instant.now().plusSeconds(600));
        assertThat(run(tool.command(agent, with))).as("exit value").isZero();
        assertThat(demo.arrivedFrom(agent)).isNotEmpty();
        assertThat(run(tool.command(agent + "-without", demo.base() + target))).as("exit value").isNotZero();
        assertThat(demo.arrivedFrom(agent + "-without")).isEmpty();
    }

    /** Its exit value. What it prints may have the token in it, and is shown to nobody. */
    private static int run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("%s ended", command.getFirst()).isTrue();
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }
}
