package dev.playgate.edge;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Security H3: a viewer that takes nothing of what waits for it is cut after {@code playgate.origin.stall-timeout}, here four
 * seconds, since what waits is memory and a connection to the origin. One that takes it slowly is not.
 */
@ResourceLock(value = RunningEdge.CLOCK, mode = ResourceAccessMode.READ)
@ParameterizedClass
@EnumSource(MediaPath.class)
class UnreadAnswerIT {

    private static final int PLAIN = 1;
    private static final String PART = "segment.".repeat(8192);
    /** Octets: more than any of the ways keeps for a viewer. */
    private static final int MUCH = 32_000_000;

    private final RunningEdge edge;
    /** Of a body without end, which is sent as fast as it is taken. */
    private final String endless;

    UnreadAnswerIT(MediaPath path) {
        edge = RunningEdge.overHttp2(path);
        endless = edge.origin().script(call -> {
            call.send(RawOrigin.head("200 OK", "Content-Type: video/mp4"));
            while (true) {
                call.send(PART);
            }
        });
    }

    private String target() {
        return RunningEdge.HLS + endless + ".mp4?jwtoken=" + edge.token(valid -> valid);
    }

    private Socket askPlainly() throws IOException {
        return askPlainly(new Socket());
    }

    private Socket askPlainly(Socket viewer) throws IOException {
        viewer.setSoTimeout(20_000);
        viewer.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), edge.further(PLAIN)));
        viewer.getOutputStream().write(edge.request("GET", target()).getBytes(StandardCharsets.ISO_8859_1));
        return viewer;
    }

    /** The end of an answer, or of its connection, is written to the access log. */
    private boolean isOver() {
        return edge.accessLog().stream().anyMatch(line -> line.contains(endless));
    }

    private void assertIsCut() {
        await().atMost(Duration.ofSeconds(20)).until(this::isOver);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void h3_whoReadsNothingIsCut() throws IOException {
        try (Socket viewer = askPlainly()) {
            assertThat(viewer.isConnected()).isTrue();
            assertIsCut();
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void h3_whoReadsNothingOverTlsIsCut() throws IOException {
        try (Socket viewer = edge.send(edge.request("GET", target()))) {
            assertThat(viewer.isConnected()).isTrue();
            assertIsCut();
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void h3_aStreamWhoseViewerGivesItNoRoomIsReset() throws IOException {
        try (Http2Viewer viewer = Http2Viewer.open(edge)) {
            viewer.stopReading();
            assertThat(viewer.answer(viewer.ask(Http2Viewer.get(target()))).reset())
                    .isEqualTo(Http2Viewer.INTERNAL_ERROR);
            assertIsCut();
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void h3_whoGivesAStreamRoomAndReadsNothingIsCut() throws IOException {
        try (Http2Viewer viewer = Http2Viewer.open(edge)) {
            viewer.window(0, 1 << 30);
            viewer.window(viewer.ask(Http2Viewer.get(target())), 1 << 30);
            assertIsCut();
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void whoReadsSlowlyIsNotCut() throws Exception {
        try (Socket plain = askPlainly(); Http2Viewer viewer = Http2Viewer.open(edge)) {
            InputStream in = plain.getInputStream();
            int stream = viewer.ask(Http2Viewer.get(target()));
            for (int read = 0; read < MUCH; read += 4 * PART.length()) {
                Thread.sleep(100);
                assertThat(in.readNBytes(4 * PART.length())).hasSize(4 * PART.length());
                while (viewer.received(stream) < read) {
                    assertThat(viewer.await(frame -> frame.stream() == stream).type())
                            .isIn(Http2Viewer.HEADERS, Http2Viewer.DATA);
                }
            }
            assertThat(isOver()).isFalse();
        }
    }

    /** 240 KB in each four seconds, which is far less than the kernel would keep for it. */
    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void whoHasAPoorNetworkIsNotCut() throws Exception {
        Socket poor = new Socket();
        poor.setReceiveBufferSize(16 << 10);
        try (Socket viewer = askPlainly(poor)) {
            for (int i = 0; i < 120; i++) {
                Thread.sleep(100);
                assertThat(viewer.getInputStream().readNBytes(6 << 10)).hasSize(6 << 10);
            }
            assertThat(isOver()).isFalse();
        }
    }
}
