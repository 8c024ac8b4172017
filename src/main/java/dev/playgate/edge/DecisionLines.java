package dev.playgate.edge;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.springframework.context.SmartLifecycle;

/**
 * Lines about decisions, which are made and written a moment later, by a thread that no viewer waits for. What is not served is
 * anybody's to cause: of lines about it at most {@value #MAXIMUM_A_SECOND} a second are written, and the others summed up by
 * reason, so that a flood of forged tokens fills no disk.
 */
final class DecisionLines implements SmartLifecycle {

    static final int MAXIMUM_A_SECOND = 100;
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final Logger lines;
    private final Ticker ticker;
    private final Backlog<Line> backlog;
    private final Map<Kind, Long> more = new LinkedHashMap<>();
    private long since;
    private int written;

    private record Line(Optional<Kind> notServed, Supplier<LogLine> text) {}

    private record Kind(String decision, String reason) {}

    /** @param lines where they are written */
    DecisionLines(Logger lines, Ticker ticker, MeterRegistry meters) {
        this.lines = lines;
        this.ticker = ticker;
        this.backlog = new Backlog<>("decision-log", this::write, this::sumUp,
                Counter.builder("playgate.decisions.dropped")
                        .description("Lines about decisions that were not written").register(meters));
        this.since = ticker.read();
    }

    /** @param text asked for by another thread */
    void add(Supplier<LogLine> text) {
        add(new Line(Optional.empty(), text));
    }

    /** @param text what the line says beside decision and reason, asked for by another thread, if at all */
    void addNotServed(String decision, String reason, Supplier<LogLine> text) {
        add(new Line(Optional.of(new Kind(decision, reason)), text));
    }

    private void add(Line line) {
        if (lines.isInfoEnabled()) {
            backlog.add(line);
        }
    }

    private void write(Line line) {
        if (line.notServed().isPresent() && ++written > MAXIMUM_A_SECOND) {
            more.merge(line.notServed().get(), 1L, Long::sum);
        } else {
            lines.info(line.text().get().toString());
        }
    }

    private void sumUp() {
        long now = ticker.read();
        if (now - since < SECOND && isRunning()) {
            return;
        }
        since = now;
        written = 0;
        more.forEach((kind, count) -> lines.info(new LogLine().add("decision", kind.decision())
                .add("reason", kind.reason()).add("more", count.toString()).toString()));
        more.clear();
    }

    @Override
    public boolean isAutoStartup() {
        return lines.isInfoEnabled();
    }

    @Override
    public void start() {
        backlog.start();
    }

    /** After the viewers have left. */
    @Override
    public int getPhase() {
        return Drain.PHASE - 2;
    }

    @Override
    public void stop() {
        backlog.stop();
    }

    @Override
    public boolean isRunning() {
        return backlog.isRunning();
    }
}
