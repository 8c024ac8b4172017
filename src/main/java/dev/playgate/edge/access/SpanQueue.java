package dev.playgate.edge.access;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.core.instrument.Counter;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;

/**
 * Spans on their way to the collector, in batches, on a thread of their own. Those that are one too many, or that the
 * collector does not take, are dropped and counted.
 */
final class SpanQueue implements SpanProcessor {

    static final int MAXIMUM_WAITING = 4096;
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final AtomicInteger waiting = new AtomicInteger();
    private final Counter dropped;
    private final BatchSpanProcessor batches;

    SpanQueue(SpanExporter collector, Counter dropped) {
        this.dropped = dropped;
        this.batches = BatchSpanProcessor.builder(new Counted(collector)).setMaxQueueSize(MAXIMUM_WAITING)
                .setScheduleDelay(PAUSE).build();
    }

    private final class Counted implements SpanExporter {

        private final SpanExporter collector;

        Counted(SpanExporter collector) {
            this.collector = collector;
        }

        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            int number = spans.size();
            waiting.addAndGet(-number);
            CompletableResultCode result = collector.export(spans);
            return result.whenComplete(() -> {
                if (!result.isSuccess()) {
                    dropped.increment(number);
                }
            });
        }

        @Override
        public CompletableResultCode flush() {
            return collector.flush();
        }

        @Override
        public CompletableResultCode shutdown() {
            return collector.shutdown();
        }
    }

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {
        batches.onStart(parent, span);
    }

    @Override
    public boolean isStartRequired() {
        return batches.isStartRequired();
    }

    @Override
    public void onEnd(ReadableSpan span) {
        if (waiting.incrementAndGet() > MAXIMUM_WAITING) {
            waiting.decrementAndGet();
            dropped.increment();
        } else {
            batches.onEnd(span);
        }
    }

    @Override
    public boolean isEndRequired() {
        return batches.isEndRequired();
    }

    @Override
    public CompletableResultCode shutdown() {
        return batches.shutdown();
    }

    @Override
    public CompletableResultCode forceFlush() {
        return batches.forceFlush();
    }
}
