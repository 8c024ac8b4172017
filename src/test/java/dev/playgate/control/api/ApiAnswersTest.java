package dev.playgate.control.api;

import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import reactor.core.publisher.Mono;
import reactor.netty.channel.AbortedException;

import static org.assertj.core.api.Assertions.assertThat;

@Isolated
@ExtendWith(OutputCaptureExtension.class)
class ApiAnswersTest {

    private static int status(Throwable failure) {
        return Objects.requireNonNull(ApiAnswers.of(Mono.error(failure)).block()).getStatusCode().value();
    }

    @Test
    void whatNobodyForesawIsLogged(CapturedOutput output) {
        assertThat(status(new IllegalStateException("unforeseen"))).isEqualTo(500);
        assertThat(output).contains("a call of the API failed", "unforeseen");
    }

    @Test
    void callersWhoGoWithinTheirRequestWriteNoLineOfTheLog(CapturedOutput output) {
        assertThat(status(new AbortedException("Connection has been closed"))).isEqualTo(500);
        assertThat(output).isEmpty();
    }
}
