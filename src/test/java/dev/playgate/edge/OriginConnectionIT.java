package dev.playgate.edge;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Connections to an origin that are used again, and those that end early. */
@ResourceLock(value = RunningEdge.CLOCK, mode = ResourceAccessMode.READ)
@ParameterizedClass
@EnumSource(MediaPath.class)
class OriginConnectionIT {

    private final RunningEdge edge;

    OriginConnectionIT(MediaPath path) {
        edge = path.edge();
    }

    private String target(String path) {
        return path + "?jwtoken=" + edge.token(valid -> valid);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD"})
    void aConnectionThatDiesWhenItIsUsedAgainIsReplacedOnce(String method) {
        RunningEdge.Alone alone = edge.alone();
        String marker = alone.origin().script(call -> {
            if (call.number() > 1) {
                call.close();
            } else {
                call.send(RawOrigin.head("200 OK", "Content-Length: 2") + (method.equals("HEAD") ? "" : "ok"));
            }
        });
        String before = alone.origin().answering(RawOrigin.head("200 OK", "Content-Length: 0"));
        RawAnswer answer = edge.askBoth(method, target(alone.path() + before + ".mp4"),
                target(alone.path() + marker + ".mp4")).getLast();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Length")).contains("2");
        assertThat(alone.origin().calls(marker)).extracting(OriginCall::connection).containsExactly(1, 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD"})
    void anOriginThatAlwaysClosesIsAskedTwiceAtMost(String method) {
        RunningEdge.Alone alone = edge.alone();
        String closing = alone.origin().script(OriginCall::close);
        assertThat(edge.ask(method, target(alone.path() + closing + ".mp4")).status()).isEqualTo(502);
        assertThat(alone.origin().calls(closing)).hasSizeBetween(1, 2);
    }

    @Test
    void anInterimResponseShiftsNoAnswerToTheNextRequest() {
        RunningEdge.Alone alone = edge.alone();
        String early = alone.origin().answering(RawOrigin.head("103 Early Hints", "Link: </x>; rel=preload")
                + RawOrigin.head("200 OK", "Content-Length: 5") + "first");
        String next = alone.origin().answering(RawOrigin.head("200 OK", "Content-Length: 6") + "second");
        List<RawAnswer> answers = edge.askBoth("GET", target(alone.path() + early + ".mp4"),
                target(alone.path() + next + ".mp4"));
        RawAnswer first = answers.getFirst();
        RawAnswer second = answers.getLast();
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.text()).isEqualTo("first");
        assertThat(first.header("Link")).isEmpty();
        assertThat(second.text()).isEqualTo("second");
        assertThat(alone.origin().calls(next)).singleElement()
                .satisfies(call -> assertThat(call.number()).as("request of the same connection").isEqualTo(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200 OK\r\nETag: \"old\"\r\nX-Rest: ", "H",
            "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil", "evil"})
    void whatStandsBehindAnAnswerIsPartOfNoOther(String leftover) {
        RunningEdge.Alone alone = edge.alone();
        String first = alone.origin().answering(RawOrigin.head("200 OK", "Content-Length: 5") + "first" + leftover);
        String next = alone.origin().answering(RawOrigin.head("200 OK", "ETag: \"e\"", "Content-Length: 6") + "second");
        List<RawAnswer> answers = edge.askBoth("GET", target(alone.path() + first + ".mp4"),
                target(alone.path() + next + ".mp4"));
        assertThat(answers.getFirst().text()).isEqualTo("first");
        assertThat(answers.getLast().text()).isEqualTo("second");
        assertThat(answers.getLast().header("ETag")).contains("\"e\"");
    }

    @Test
    void theConnectionIsKeptBehindTheHeadOfAPlaylist() {
        String marker = edge.origin().answering(RawOrigin.head("200 OK", "Content-Length: 8"));
        String answers = new String(edge.exchange(edge.request("HEAD", target(RunningEdge.HLS + marker + ".m3u8"),
                "Connection: keep-alive") + edge.request("GET", target(RunningEdge.HLS + "next.mp4"))),
                StandardCharsets.US_ASCII);
        assertThat(answers.split("HTTP/1.1 200 OK", -1)).hasSize(3);
    }

    @Test
    void aViewerThatLeavesEndsTheOriginsWorkToo() throws Exception {
        CompletableFuture<Boolean> ended = new CompletableFuture<>();
        String marker = edge.origin().script(call -> {
            call.send(RawOrigin.head("200 OK", "Content-Type: video/mp4", "Transfer-Encoding: chunked"));
            String chunk = "1000\r\n" + "x".repeat(4096) + "\r\n";
            try {
                while (true) {
                    call.send(chunk);
                }
            } catch (IOException e) {
                ended.complete(true);
                throw e;
            }
        });
        try (Socket viewer = edge.send(edge.request("GET", target(RunningEdge.HLS + marker + ".mp4")))) {
            assertThat(viewer.getInputStream().readNBytes(20_000)).hasSize(20_000);
        }
        assertThat(ended.get(20, TimeUnit.SECONDS)).isTrue();
    }
}
