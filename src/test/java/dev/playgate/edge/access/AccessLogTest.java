package dev.playgate.edge.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.playgate.edge.Backlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class AccessLogTest {

    @TempDir
    Path folder;

    private final Counter dropped = new SimpleMeterRegistry().counter("dropped");

    private static AccessEntry entry(int status) {
        return new AccessEntry(Instant.EPOCH, 0, Optional.empty(), List.of("192.0.2.1"), "GET", "/x", "HTTP/1.1",
                List.of(), List.of(), status, 0, Optional.empty());
    }

    @Test
    void whatWaitsWhenTheProcessEndsIsWritten() throws IOException {
        Path file = folder.resolve("logs/access.log");
        AccessLog log = AccessLogs.in(file, dropped);
        log.start();
        for (int i = 0; i < 1000; i++) {
            log.add(entry(i));
        }
        log.stop();
        assertThat(Files.readAllLines(file)).hasSize(1000)
                .allMatch(line -> line.startsWith("time=1970-01-01T00:00:00Z"))
                .last().asString().contains("status=999 ");
        assertThat(dropped.count()).isZero();
    }

    @Test
    void linesAreAppendedToThoseOfTheProcessBefore() throws IOException {
        Path file = folder.resolve("access.log");
        for (int i = 0; i < 2; i++) {
            AccessLog log = AccessLogs.in(file, dropped);
            log.start();
            log.add(entry(200));
            log.stop();
        }
        assertThat(Files.readAllLines(file)).hasSize(2);
    }

    @Test
    void whatIsOneTooManyIsCountedAndNobodyWaits() {
        AccessLog log = AccessLogs.in(folder.resolve("access.log"), dropped);
        for (int i = 0; i < Backlog.MAXIMUM_WAITING + 3; i++) {
            log.add(entry(200));
        }
        assertThat(dropped.count()).isEqualTo(3);
    }

    @Test
    void whatADiskThatIsFullDoesNotTakeIsCounted() {
        AccessLog log = AccessLogs.in(Path.of("/dev/full"), dropped);
        log.start();
        log.add(entry(200));
        log.add(entry(200));
        await().untilAsserted(() -> assertThat(dropped.count()).isEqualTo(2));
        log.stop();
    }

    @Test
    void aFileThatWasMovedAwayIsMadeAnew() throws IOException {
        Path file = folder.resolve("access.log");
        AccessLog log = AccessLogs.in(file, dropped);
        log.start();
        log.add(entry(200));
        await().untilAsserted(() -> assertThat(Files.readAllLines(file)).hasSize(1));
        Files.move(file, folder.resolve("access.log.1"));
        await().until(() -> Files.exists(file));
        log.add(entry(201));
        log.stop();
        assertThat(Files.readString(file)).contains("status=201");
        assertThat(Files.readAllLines(folder.resolve("access.log.1"))).hasSize(1);
    }

    @Test
    void aFileThatCannotBeWrittenEndsTheStart() {
        AccessLog log = AccessLogs.in(folder, dropped);
        assertThatThrownBy(log::start).hasMessageContaining("playgate.access-log.file");
    }

    @Test
    void whatAnotherProxyAskedAboutIsALineOfItsViewerUntilTheEndOfTheAnswer() throws IOException {
        Path file = folder.resolve("access.log");
        AccessLog log = AccessLogs.in(file, dropped);
        log.start();
        EmbeddedChannel proxy = new EmbeddedChannel();
        proxy.freezeTime();
        WatchedRequest watched = AccessLogs.watches(log).asked("POST", "/nginx", "HTTP/1.1",
                new DefaultHttpHeaders().add("User-Agent", "nginx"), proxy);
        watched.isAbout("GET", "/hls/Demo1-live1/a?jwtoken=x", List.of("192.0.2.1"), _ -> List.of());
        proxy.advanceTimeBy(1500, TimeUnit.MILLISECONDS);
        watched.answered(403, Optional.of("a1"));
        watched.sent(2);
        watched.end();
        log.stop();
        assertThat(Files.readString(file)).contains(
                " address=192.0.2.1 method=GET target=/hls/Demo1-live1/a protocol=HTTP/1.1 status=403 bytes=2 seconds=1.5 ",
                " request=a1\n").doesNotContain("nginx");
    }

    @Test
    void aQuestionWhoseProxyLeavesBeforeTheAnswerIsSaidAsNginxSaysIt() throws IOException {
        Path file = folder.resolve("access.log");
        AccessLog log = AccessLogs.in(file, dropped);
        log.start();
        AccessLogs.watches(log).asked("GET", "/nginx", "HTTP/1.1", new DefaultHttpHeaders(), new EmbeddedChannel())
                .end();
        log.stop();
        assertThat(Files.readString(file)).contains("target=/nginx ", "status=499 ");
    }

    @Test
    void noConnectionIsWatchedWhileItIsOff() {
        assertThat(AccessLogs.noWatches().open()).isEmpty();
        assertThat(AccessLogs.off().isAutoStartup()).isFalse();
    }
}
