package dev.playgate.edge;

import java.nio.channels.NotYetConnectedException;
import java.util.Collections;

import com.github.benmanes.caffeine.cache.Ticker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.helpers.NOPLogger;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpStatus;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.util.MimeTypeUtils;
import reactor.netty.channel.AbortedException;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What nobody handles is answered, and named in the log without the target. */
@ExtendWith(OutputCaptureExtension.class)
class FailureHandlerTest {

    private static final String TARGET = "/hls/Demo1-live1/a.mp4?jwtoken=eyJhbGciOiJSUzI1NiJ9.e30.c2ln";

    private final FailureHandler handler = new FailureHandler(new Answers(403),
            new DecisionLog(new DecisionLines(NOPLogger.NOP_LOGGER, Ticker.systemTicker(), new SimpleMeterRegistry()),
                    new SimpleMeterRegistry(), new RecentDecisions(Ticker.systemTicker()),
                    new OpenedSessions(Ticker.systemTicker())));
    private final MockServerWebExchange exchange = MockServerWebExchange.from(MockServerHttpRequest.get(TARGET));

    FailureHandlerTest() {
        PlayoutExchange.setRequestId(exchange, "0123456789abcdef01234567");
    }

    @Test
    void g1_aFailureThatNobodyExpectsIsLoggedWithoutWhatItSays(CapturedOutput output) {
        IllegalStateException failure = new IllegalStateException("failed: " + TARGET,
                new IllegalArgumentException(TARGET));
        failure.addSuppressed(new IllegalStateException("HTTP GET " + TARGET));
        handler.handle(exchange, failure).block();
        assertThat(exchange.getResponse().getStatusCode()).isEqualTo(HttpStatus.INTERNAL_SERVER_ERROR);
        assertThat(output.getAll()).contains("IllegalStateException", "IllegalArgumentException", "FailureHandlerTest")
                .doesNotContain("eyJ", "jwtoken");
    }

    @Test
    void anOriginsConnectionThatWasClosedBeforeItWasUsedIsTheOriginsFault(CapturedOutput output) {
        handler.handle(exchange, AbortedException.beforeSend()).block();
        assertThat(exchange.getResponse().getStatusCode()).isEqualTo(HttpStatus.BAD_GATEWAY);
        assertThat(output.getAll()).doesNotContain("ERROR");
    }

    @Test
    void anOriginsConnectionThatWasUsedBeforeItWasThereIsTheOriginsFault(CapturedOutput output) {
        handler.handle(exchange, new NotYetConnectedException()).block();
        assertThat(exchange.getResponse().getStatusCode()).isEqualTo(HttpStatus.BAD_GATEWAY);
        assertThat(output.getAll()).doesNotContain("ERROR");
    }

    @Test
    void moreMediaTypesThanTheFrameworkReadsAreAMalformedRequest(CapturedOutput output) {
        String types = Collections.nCopies(51, "a/b").stream().collect(joining(","));
        assertThatThrownBy(() -> MimeTypeUtils.sortBySpecificity(MimeTypeUtils.parseMimeTypes(types)))
                .satisfies(failure -> handler.handle(exchange, failure).block());
        assertThat(exchange.getResponse().getStatusCode()).isEqualTo(HttpStatus.BAD_REQUEST);
        assertThat(output.getAll()).doesNotContain("ERROR");
    }
}
