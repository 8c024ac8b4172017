package dev.playgate.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** FFmpeg plays the origin over the seam between two turns of the clip. */
class SampleOriginIT {

    /** The window is the last three segments of one turn and the first three of the next. */
    private static final long SEAM = 891_453_600;
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochSecond((SEAM + 3) * 2));

    @TempDir
    Path directory;

    private SampleOrigin origin;

    @BeforeEach
    void start() {
        origin = new SampleOrigin(CLOCK, new DemoProperties(0, directory.resolve("origin.log")));
        origin.start();
    }

    @AfterEach
    void stop() {
        origin.stop();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Demo1-live1", "Demo1-live2"})
    void theTimestampsRunOnOverTheSeam(String stream) throws Exception {
        String packets = run("ffprobe", "-v", "error", "-live_start_index", "0", "-show_entries",
                "packet=codec_type,dts_time", "-of", "csv=p=0", "-read_intervals", "%+10", url(stream, "video.m3u8"));
        List<Double> video = times(packets, "video");
        List<Double> audio = times(packets, "audio");
        assertThat(video).hasSizeGreaterThan(240);
        assertThat(audio).hasSizeGreaterThan(450);
        assertThat(video.getFirst()).isLessThan(SEAM * 2.0 - 5);
        assertThat(video.getLast()).isGreaterThan(SEAM * 2.0 + 3);
        assertThat(steps(video)).allSatisfy(step -> assertThat(step).isBetween(0.0399, 0.0401));
        assertThat(steps(audio)).allSatisfy(step -> assertThat(step).isBetween(0.0213, 0.0214));
    }

    @Test
    void everyFrameDecodesWithoutComplaint() throws Exception {
        String progress = run("ffmpeg", "-v", "error", "-xerror", "-live_start_index", "0", "-i",
                url("Demo1-live1", "video.m3u8"), "-t", "9", "-progress", "pipe:1", "-f", "null", "-");
        assertThat(progress.lines().filter(line -> line.startsWith("frame=")).toList().getLast())
                .isEqualTo("frame=225");
    }

    @Test
    void bothRenditionsAreWhatTheMultivariantPlaylistSays() throws Exception {
        String streams = run("ffprobe", "-v", "error", "-live_start_index", "0", "-show_entries",
                "program_stream=codec_name,profile,width,height,level,avg_frame_rate", "-of", "csv=p=0",
                url("Demo1-live1", "index.m3u8"));
        assertThat(streams.lines().map(String::strip)).contains("h264,Main,640,360,30,25/1",
                "h264,Main,320,180,13,25/1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/hls/Demo1-live1/ll.m3u8", "/dash/Demo1-live1/manifest.mpd",
            "/h5live/authhttp/stream.mp4?stream=Demo1-live1", "/vod/Demo1-live1/recording.mp4"})
    void everyOtherFormPlaysToo(String target) throws Exception {
        SampleOrigin live = new SampleOrigin(InstantSource.system(),
                new DemoProperties(0, directory.resolve("live.log")));
        live.start();
        try {
            String progress = run("ffmpeg", "-v", "error", "-xerror", "-t", "4", "-i",
                    "http://127.0.0.1:" + live.port() + target, "-map", "0:v:0", "-progress", "pipe:1", "-f", "null",
                    "-");
            assertThat(progress.lines().filter(line -> line.startsWith("frame=")).toList().getLast())
                    .isEqualTo("frame=100");
        } finally {
            live.stop();
        }
    }

    @Test
    void theRecordingKnowsItsLengthAndWhereToSeek() throws Exception {
        String url = "http://127.0.0.1:" + origin.port() + "/vod/Demo1-live1/recording.mp4";
        assertThat(Double.parseDouble(run("ffprobe", "-v", "error", "-show_entries", "format=duration", "-of",
                "csv=p=0", url).strip())).isBetween(15.9, 16.1);
        run("ffmpeg", "-v", "error", "-xerror", "-ss", "10", "-i", url, "-t", "1", "-f", "null", "-");
        assertThat(origin.requests()).anyMatch(request -> request.headers().stream()
                .anyMatch(header -> header.name().equals("Range") && !header.value().startsWith("bytes=0-")));
    }

    private String url(String stream, String file) {
        return "http://127.0.0.1:" + origin.port() + "/hls/" + stream + "/" + file;
    }

    private static List<Double> times(String packets, String type) {
        return packets.lines().filter(line -> line.startsWith(type + ","))
                .map(line -> Double.parseDouble(line.split(",", -1)[1])).toList();
    }

    private static List<Double> steps(List<Double> times) {
        List<Double> steps = new ArrayList<>();
        for (int i = 1; i < times.size(); i++) {
            steps.add(times.get(i) - times.get(i - 1));
        }
        return steps;
    }

    /** What the command prints, which must not include a word on its error stream. */
    private String run(String... command) throws IOException, InterruptedException {
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        Process process = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile())).start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("%s ended", Stream.of(command).toList()).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(Files.readString(err)).isEmpty();
        assertThat(process.exitValue()).isZero();
        return Files.readString(out);
    }
}
