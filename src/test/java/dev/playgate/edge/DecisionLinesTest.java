package dev.playgate.edge;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class DecisionLinesTest {

    private final AtomicLong nanos = new AtomicLong();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<String> written = new CopyOnWriteArrayList<>();
    private final CountDownLatch pipeIsRead = new CountDownLatch(1);
    private final Logger logger = new LoggerContext().getLogger("decisions");
    private final DecisionLines lines = new DecisionLines(logger, nanos::get, meters);

    @BeforeEach
    void capture() {
        logger.setLevel(Level.INFO);
        AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {

            @Override
            protected void append(ILoggingEvent event) {
                if (event.getMessage().equals("line=slow")) {
                    try {
                        assertThat(pipeIsRead.await(20, SECONDS)).isTrue();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }
                written.add(event.getMessage());
            }
        };
        appender.start();
        logger.addAppender(appender);
    }

    @AfterEach
    void stop() {
        pipeIsRead.countDown();
        lines.stop();
    }

    @Test
    void theyAreWrittenInTheirOrderAndAllBeforeTheEnd() {
        lines.start();
        lines.add(() -> line("a"));
        lines.addNotServed("refused", "token_missing", () -> line("b"));
        lines.add(() -> line("c"));
        lines.stop();
        assertThat(written).containsExactly("line=a", "line=b", "line=c");
    }

    @Test
    void whatIsNotServedIsSummedUpByReasonAboveSoManyLinesASecond() {
        lines.start();
        for (int i = 0; i < DecisionLines.MAXIMUM_A_SECOND; i++) {
            lines.addNotServed("refused", "token_expired", () -> line("whole"));
        }
        lines.addNotServed("refused", "token_signature_invalid", () -> line("never"));
        lines.addNotServed("refused", "token_signature_invalid", () -> line("never"));
        lines.addNotServed("unavailable", "origin_busy", () -> line("never"));
        lines.add(() -> line("session"));
        await().until(() -> written.contains("line=session"));
        assertThat(written).hasSize(DecisionLines.MAXIMUM_A_SECOND + 1);

        nanos.addAndGet(SECONDS.toNanos(1));
        await().until(() -> written.size() == DecisionLines.MAXIMUM_A_SECOND + 3);
        assertThat(written.subList(written.size() - 2, written.size())).containsExactly(
                "decision=refused reason=token_signature_invalid more=2",
                "decision=unavailable reason=origin_busy more=1");
        lines.addNotServed("refused", "token_signature_invalid", () -> line("again"));
        await().until(() -> written.getLast().equals("line=again"));
    }

    @Test
    void whatWasNotSummedUpYetIsAtTheEnd() {
        lines.start();
        for (int i = 0; i <= DecisionLines.MAXIMUM_A_SECOND; i++) {
            lines.addNotServed("refused", "token_expired", () -> line("whole"));
        }
        lines.stop();
        assertThat(written.getLast()).isEqualTo("decision=refused reason=token_expired more=1");
    }

    @Test
    void aPipeThatNobodyReadsHoldsUpNobodyAndWhatIsOneTooManyIsCounted() {
        lines.start();
        lines.add(() -> line("slow"));
        for (int i = 0; i < 2 * Backlog.MAXIMUM_WAITING; i++) {
            lines.add(() -> line("next"));
        }
        double dropped = meters.get("playgate.decisions.dropped").counter().count();
        assertThat(dropped).isBetween(Backlog.MAXIMUM_WAITING - 1.0, Backlog.MAXIMUM_WAITING + 1.0);
        pipeIsRead.countDown();
        await().until(() -> written.size() == 2 * Backlog.MAXIMUM_WAITING + 1 - (int) dropped);
    }

    @Test
    void nothingIsKeptWhileNobodyWantsLines() {
        logger.setLevel(Level.WARN);
        assertThat(lines.isAutoStartup()).isFalse();
        for (int i = 0; i <= Backlog.MAXIMUM_WAITING; i++) {
            lines.add(() -> line("never"));
        }
        assertThat(meters.get("playgate.decisions.dropped").counter().count()).isZero();
    }

    private static LogLine line(String word) {
        return new LogLine().add("line", word);
    }
}
