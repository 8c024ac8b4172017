package dev.playgate.edge;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A form with several origins, of which one answers, another refuses connections, and one accepts them and is mute. */
@ParameterizedClass
@EnumSource
class SeveralOriginsIT {

    private final RunningEdge edge;

    SeveralOriginsIT(MediaPath way) {
        edge = way.edge();
    }

    @Test
    void eachRequestIsAnsweredByTheOriginThatDoes() {
        for (int i = 0; i < 20; i++) {
            assertThat(edge.get("/several/Demo1-live" + (1 + i % 2) + "/a.mp4").status()).isEqualTo(200);
        }
    }

    @Test
    void anAnswerThatBreaksOffIsNotAskedForAgain() {
        String marker = edge.origin().script(call -> {
            call.send(RawOrigin.head("200 OK", "Content-Type: video/mp4", "Content-Length: 10") + "first");
            call.close();
        });
        RawAnswer answer = edge.get("/several/Demo1-live1/" + marker + ".mp4");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.whole()).isFalse();
        // As much of it as had gone out when it was cut.
        assertThat("first").startsWith(answer.text());
        assertThat(edge.origin().calls(marker)).hasSize(1);
    }
}
