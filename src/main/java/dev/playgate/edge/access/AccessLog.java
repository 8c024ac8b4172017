package dev.playgate.edge.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

import io.micrometer.core.instrument.Counter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

import dev.playgate.edge.Backlog;
import dev.playgate.edge.Drain;

/**
 * Writes a line for each request that is over, on a thread of its own: those who answer leave what they saw, and never
 * wait. What is one too many, or cannot be written, is counted and dropped.
 */
public final class AccessLog implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(AccessLog.class);

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final Duration BETWEEN_WARNINGS = Duration.ofMinutes(1);
    /** Of a pipe, so much is written without another's between. */
    private static final int WRITTEN_AT_ONCE = 4096;

    private final AccessFormat format;
    private final LogFile file;
    private final AccessReader reader;
    private final InstantSource clock;
    private final Counter dropped;
    private final Backlog<AccessEntry> backlog;

    private final byte[] buffer = new byte[WRITTEN_AT_ONCE];
    private int filled;
    private int lines;
    private long lookedAt = System.nanoTime();
    private long warnedAt = lookedAt - BETWEEN_WARNINGS.toNanos();

    /** @param dropped of lines that were not written */
    AccessLog(AccessLogProperties settings, AccessReader reader, InstantSource clock, Counter dropped) {
        this.format = settings.format();
        this.file = new LogFile(Optional.ofNullable(settings.file()));
        this.reader = reader;
        this.clock = clock;
        this.dropped = dropped;
        this.backlog = new Backlog<>("access-log", this::append, this::lookAfter, dropped);
    }

    boolean isOn() {
        return format != AccessFormat.OFF;
    }

    Instant now() {
        return clock.instant();
    }

    /** By any thread. */
    void add(AccessEntry entry) {
        backlog.add(entry);
    }

    @Override
    public boolean isAutoStartup() {
        return isOn();
    }

    /** Throws if the file cannot be written. */
    @Override
    public void start() {
        try {
            file.open();
        } catch (IOException e) {
            throw new UncheckedIOException("playgate.access-log.file cannot be written", e);
        }
        backlog.start();
    }

    private void append(AccessEntry entry) {
        try {
            append(format.line(reader.read(entry)) + "\n");
        } catch (RuntimeException e) {
            lose(1, e);
        }
    }

    private void append(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > buffer.length) {
            throw new IllegalStateException("a line is longer than anything that is let in");
        }
        if (filled + bytes.length > buffer.length) {
            flush();
        }
        System.arraycopy(bytes, 0, buffer, filled, bytes.length);
        filled += bytes.length;
        lines++;
    }

    private void flush() {
        try {
            if (filled > 0) {
                file.append(buffer, filled);
            }
        } catch (IOException e) {
            lose(lines, e);
        }
        filled = 0;
        lines = 0;
    }

    private void lookAfter() {
        flush();
        long now = System.nanoTime();
        if (now - lookedAt < BETWEEN_LOOKS.toNanos()) {
            return;
        }
        lookedAt = now;
        try {
            file.lookAfter();
        } catch (IOException e) {
            lose(0, e);
        }
    }

    private void lose(int number, Exception failure) {
        dropped.increment(number);
        long now = System.nanoTime();
        if (now - warnedAt >= BETWEEN_WARNINGS.toNanos()) {
            warnedAt = now;
            LOG.warn("the access log cannot be written ({}); further failures are counted, and not told of for {}",
                    failure.getClass().getSimpleName(), BETWEEN_WARNINGS);
        }
    }

    /** After the viewers have left. */
    @Override
    public int getPhase() {
        return Drain.PHASE - 2;
    }

    @Override
    public void stop() {
        if (!isRunning()) {
            return;
        }
        backlog.stop();
        try {
            file.close();
        } catch (IOException e) {
            lose(0, e);
        }
    }

    @Override
    public boolean isRunning() {
        return backlog.isRunning();
    }
}
