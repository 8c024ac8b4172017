package dev.playgate.edge;

import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.List;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetector.Level;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/** Netty's detection of lost buffers, as strict as it can be, from {@link #watched} until it is closed. */
final class BufferLeaks implements AutoCloseable {

    private static final int ATTEMPTS = 100;

    private final Level before = ResourceLeakDetector.getLevel();
    private final ListAppender<ILoggingEvent> reports = new ListAppender<>();

    private BufferLeaks() {
        reports.start();
        log().addAppender(reports);
        ResourceLeakDetector.setLevel(Level.PARANOID);
    }

    static BufferLeaks watched() {
        return new BufferLeaks();
    }

    /** What has been reported, once all that nobody holds any more has been collected. */
    List<String> found() throws InterruptedException {
        collect();
        for (int i = 0; i < ATTEMPTS; i++) {
            // a report is made when the next buffer is taken
            PooledByteBufAllocator.DEFAULT.directBuffer().release();
            UnpooledByteBufAllocator.DEFAULT.directBuffer().release();
        }
        return List.copyOf(reports.list).stream().map(ILoggingEvent::getFormattedMessage)
                .filter(line -> line.contains("LEAK")).toList();
    }

    private static void collect() throws InterruptedException {
        for (int i = 0; i < 2; i++) {
            ReferenceQueue<Object> collected = new ReferenceQueue<>();
            Reference<Object> lost = new PhantomReference<>(new Object(), collected);
            for (int attempt = 0; !lost.refersTo(null); attempt++) {
                assertThat(attempt).as("nothing is collected").isLessThan(ATTEMPTS);
                System.gc();
                collected.remove(100);
            }
        }
    }

    @Override
    public void close() {
        ResourceLeakDetector.setLevel(before);
        log().detachAppender(reports);
    }

    private static Logger log() {
        return (Logger) LoggerFactory.getLogger(ResourceLeakDetector.class);
    }
}
