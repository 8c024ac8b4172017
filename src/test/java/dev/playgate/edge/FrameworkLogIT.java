package dev.playgate.edge;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpResponse;
import org.springframework.web.server.adapter.HttpWebHandlerAdapter;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

/** What the framework says of failures, with the logging that is shipped. */
@ExtendWith(OutputCaptureExtension.class)
class FrameworkLogIT {

    @Test
    void g1_aFailureOfWhatHasBegunShowsNoTarget(CapturedOutput output) {
        RunningEdge edge = RunningEdge.get();
        HttpWebHandlerAdapter failing = new HttpWebHandlerAdapter(exchange -> exchange.getResponse().setComplete()
                .then(Mono.error(new IllegalStateException("as no test expects"))));
        StepVerifier.create(failing.handle(
                MockServerHttpRequest.get(RunningEdge.HLS + "a.mp4?jwtoken=" + edge.token(valid -> valid)).build(),
                new MockServerHttpResponse())).verifyError(IllegalStateException.class);
        assertThat(output.getAll()).doesNotContain("eyJ", "jwtoken");
    }
}
