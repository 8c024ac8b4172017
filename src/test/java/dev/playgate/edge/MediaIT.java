package dev.playgate.edge;

import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Recordings with their ranges, and bodies that do not end. */
@ResourceLock(value = RunningEdge.CLOCK, mode = ResourceAccessMode.READ)
@ParameterizedClass
@EnumSource(MediaPath.class)
class MediaIT {

    private static final String VOD = "/vod/Demo1-live1/";
    private static final int PIECE = 64 << 10;

    /** What comes at once, so that its exchange ends however little its viewer reads. */
    private static final int SMALL = 40_000;

    /** More than the sockets, the operating system and the edge take together before they wait. */
    private static final long FAR_TOO_MUCH = 64L << 20;

    private final RunningEdge edge;

    MediaIT(MediaPath path) {
        edge = path.edge();
    }

    record Ranged(String method, List<String> asked, String status, List<String> answered, String body) {

        @Override
        public String toString() {
            return method + " " + asked + " " + status;
        }
    }

    static Stream<Ranged> ranged() {
        String parts = "--b\r\nContent-Range: bytes 0-1/9\r\n\r\nab\r\n--b\r\nContent-Range: bytes 4-4/9\r\n\r\ne\r\n--b--";
        return Stream.of(
                new Ranged("GET", List.of("Range: bytes=2-4"), "206 Partial Content",
                        List.of("Content-Range: bytes 2-4/9", "Content-Length: 3", "Accept-Ranges: bytes",
                                "ETag: \"e\""),
                        "cde"),
                new Ranged("GET", List.of("Range: bytes=-2"), "206 Partial Content",
                        List.of("Content-Range: bytes 7-8/9", "Content-Length: 2"), "hi"),
                new Ranged("GET", List.of("Range: bytes=0-1,4-4"), "206 Partial Content",
                        List.of("Content-Type: multipart/byteranges; boundary=b", "Content-Length: " + parts.length()),
                        parts),
                new Ranged("GET", List.of("Range: bytes=2-4", "If-Range: \"old\""), "200 OK",
                        List.of("Content-Length: 9", "ETag: \"new\""), "abcdefghi"),
                new Ranged("GET", List.of("Range: bytes=2-4", "If-Range: Wed, 01 Jul 2026 10:00:00 GMT"),
                        "206 Partial Content", List.of("Content-Range: bytes 2-4/9", "Content-Length: 3",
                                "Last-Modified: Wed, 01 Jul 2026 10:00:00 GMT"),
                        "cde"),
                new Ranged("GET", List.of("Range: bytes=90-"), "416 Range Not Satisfiable",
                        List.of("Content-Range: bytes */9", "Content-Length: 0"), ""),
                new Ranged("GET", List.of("If-None-Match: \"e\""), "304 Not Modified", List.of("ETag: \"e\""), ""),
                new Ranged("GET", List.of("If-Modified-Since: Wed, 01 Jul 2026 10:00:00 GMT"), "304 Not Modified",
                        List.of("Last-Modified: Wed, 01 Jul 2026 10:00:00 GMT"), ""),
                new Ranged("GET", List.of("If-Match: \"x\""), "412 Precondition Failed", List.of("Content-Length: 0"),
                        ""),
                new Ranged("HEAD", List.of("Accept: */*"), "200 OK",
                        List.of("Content-Length: 4711", "Accept-Ranges: bytes"), ""),
                new Ranged("HEAD", List.of("Range: bytes=2-4"), "206 Partial Content",
                        List.of("Content-Length: 3", "Content-Range: bytes 2-4/9"), ""));
    }

    @ParameterizedTest
    @MethodSource("ranged")
    void rangesAndConditionsPassBothWays(Ranged ranged) {
        String marker = edge.origin()
                .answering(RawOrigin.head(ranged.status(), ranged.answered().toArray(String[]::new)) + ranged.body());
        RawAnswer answer = edge.ask(ranged.method(), VOD + marker + ".mp4?jwtoken=" + edge.token(valid -> valid),
                ranged.asked().toArray(String[]::new));
        assertThat(answer.status()).isEqualTo(Integer.parseInt(ranged.status().substring(0, 3)));
        assertThat(answer.headers()).containsAll(ranged.answered());
        assertThat(answer.text()).isEqualTo(ranged.body());
        assertThat(answer.whole()).isTrue();
        assertThat(edge.origin().calls(marker)).singleElement()
                .satisfies(call -> assertThat(call.head()).containsAll(ranged.asked()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Transfer-Encoding: chunked"})
    void eachPartOfAnEndlessBodyArrivesBeforeTheNextIsSent(String framing) throws Exception {
        List<CountDownLatch> arrived = Stream.generate(() -> new CountDownLatch(1)).limit(5).toList();
        String marker = edge.origin().script(call -> {
            call.send("HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\n" + framing
                    + (framing.isEmpty() ? "\r\n" : "\r\n\r\n"));
            for (int i = 0; i < arrived.size(); i++) {
                call.send(framing.isEmpty() ? "moof" + i : "5\r\nmoof" + i + "\r\n");
                OriginCall.await(arrived.get(i));
            }
            call.untilClosed();
        });
        try (Socket viewer = edge.send(edge.request("GET",
                "/live/Demo1-live1/" + marker + "?jwtoken=" + edge.token(valid -> valid)))) {
            InputStream in = viewer.getInputStream();
            for (int i = 0; i < arrived.size(); i++) {
                RawAnswer.upTo("moof" + i, in);
                arrived.get(i).countDown();
            }
        }
    }

    @Test
    void anOriginIsReadNoFasterThanItsViewer() throws Exception {
        AtomicLong sent = new AtomicLong();
        CountDownLatch over = new CountDownLatch(1);
        String marker = edge.origin().script(call -> {
            try {
                call.send(RawOrigin.head("200 OK", "Content-Type: video/mp4", "Content-Length: " + (FAR_TOO_MUCH * 4)));
                for (byte[] piece = new byte[PIECE]; sent.get() < FAR_TOO_MUCH * 4; sent.addAndGet(PIECE)) {
                    call.send(piece);
                }
            } finally {
                over.countDown();
            }
        });
        try (Socket viewer = edge.send(edge.request("GET", "/live/Demo1-live1/" + marker + "?jwtoken="
                + edge.token(valid -> valid)))) {
            RawAnswer.upTo("\r\n\r\n", viewer.getInputStream());
            assertThat(over.await(60, TimeUnit.SECONDS)).as("the edge gives up a viewer that reads nothing").isTrue();
        }
        assertThat(sent.get()).isLessThan(FAR_TOO_MUCH);
    }

    @Test
    void h3_whatItsViewerDoesNotReadIsNotAskedFor() throws Exception {
        String segment = RawOrigin.head("200 OK", "Content-Length: " + SMALL) + "x".repeat(SMALL);
        String marker = edge.origin().answering(segment);
        String request = edge.request("GET",
                RunningEdge.HLS + marker + ".mp4?jwtoken=" + edge.token(valid -> valid), "Connection: keep-alive");
        try (Socket viewer = edge.send(request)) {
            int asked = 1;
            while (asked < FAR_TOO_MUCH / SMALL && isAsked(marker, asked)) {
                asked++;
                viewer.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            }
            assertThat((long) asked * SMALL).isLessThan(FAR_TOO_MUCH / 2);
        }
    }

    /** Whether the origin is asked so often before long. */
    private boolean isAsked(String marker, int times) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
        while (edge.origin().calls(marker).size() < times && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        return edge.origin().calls(marker).size() >= times;
    }
}
