package dev.playgate.edge;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import dev.playgate.edge.Http2Viewer.Answer;
import dev.playgate.edge.Http2Viewer.Frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Security H3: what a viewer may take by the frames of HTTP/2 is bounded, and who takes more harms nobody else. */
@ResourceLock(value = RunningEdge.CLOCK, mode = ResourceAccessMode.READ)
class Http2LimitsIT {

    private static final RunningEdge EDGE = RunningEdge.overHttp2(MediaPath.EXPRESS);
    private static final Duration SOON = Duration.ofSeconds(20);

    private static final int UNKNOWN = 0xfa;
    private static final String[] BODY_TO_COME = {":method", "POST", ":scheme", "https", ":authority", "gate.example",
            ":path", "/api/v1/splay/verify", "content-type", "application/json"};

    private static String media(String marker) {
        return RunningEdge.HLS + marker + ".mp4?jwtoken=" + EDGE.token(valid -> valid);
    }

    /** Writes so many frames, the last of which is one too many: the connection ends with that error, and no other does. */
    private static void assertEnds(int error, int number, Frames frames) throws IOException {
        try (Http2Viewer bystander = Http2Viewer.open(EDGE); Http2Viewer viewer = Http2Viewer.open(EDGE)) {
            assertThat(bystander.answer(bystander.ask(Http2Viewer.get(media("a")))).status()).isEqualTo(200);
            for (int i = 0; i < number; i++) {
                frames.write(viewer, i);
            }
            List<Frame> farewell = viewer.untilClosed();
            assertThat(farewell.stream().filter(frame -> frame.type() == Http2Viewer.GOAWAY).map(Frame::error))
                    .isNotEmpty().containsOnly(error);
            assertThat(bystander.answer(bystander.ask(Http2Viewer.get(media("a")))).status()).isEqualTo(200);
        }
        await().atMost(SOON).until(() -> figure("playgate_streams") == 0);
    }

    private interface Frames {

        void write(Http2Viewer viewer, int number) throws IOException;
    }

    private static double figure(String name) {
        return EDGE.metrics().lines().filter(line -> line.startsWith(name + " ")).findFirst()
                .map(line -> Double.parseDouble(line.split(" ", -1)[1])).orElseThrow();
    }

    @Test
    @DisplayName("H3 rapid reset")
    void h3_rapidReset() throws IOException {
        assertEnds(Http2Viewer.ENHANCE_YOUR_CALM, 201, (viewer, _) -> viewer.reset(viewer.begin(BODY_TO_COME)));
    }

    @Test
    @DisplayName("H3 resets that the edge is made to send")
    void h3_resetsThatTheEdgeIsMadeToSend() throws IOException {
        assertEnds(Http2Viewer.ENHANCE_YOUR_CALM, 201, (viewer, _) -> {
            int stream = viewer.begin(BODY_TO_COME);
            viewer.window(stream, 0);
        });
    }

    @Test
    void h3_settingsWithoutEnd() throws IOException {
        assertEnds(Http2Viewer.ENHANCE_YOUR_CALM, 99, (viewer, i) -> viewer.frame(Http2Viewer.SETTINGS, 0, 0,
                Http2Viewer.settings(1, 100 + i)));
    }

    @Test
    void h3_pingsWhoseAnswersNobodyReads() throws IOException {
        byte[] many = new byte[17 * 5000];
        byte[] ping = Http2Viewer.frameOf(Http2Viewer.PING, 0, 0, new byte[8]);
        for (int i = 0; i < many.length; i += ping.length) {
            System.arraycopy(ping, 0, many, i, ping.length);
        }
        try (Http2Viewer viewer = Http2Viewer.open(EDGE)) {
            // Until TLS has given up to say goodbye, it reads on.
            assertThatThrownBy(() -> {
                for (int i = 0; i < 100_000; i++) {
                    viewer.octets(many);
                }
            }).isInstanceOf(IOException.class);
        }
    }

    @Test
    void h3_emptyPartsOfABody() throws IOException {
        assertEnds(Http2Viewer.ENHANCE_YOUR_CALM, 20, (viewer, i) -> {
            if (i == 0) {
                viewer.begin(BODY_TO_COME);
            }
            viewer.frame(Http2Viewer.DATA, 0, 1, new byte[0]);
        });
    }

    @Test
    void h3_continuationsWithoutEnd() throws IOException {
        assertEnds(Http2Viewer.ENHANCE_YOUR_CALM, 20, (viewer, i) -> {
            if (i == 0) {
                viewer.frame(Http2Viewer.HEADERS, Http2Viewer.END_STREAM, 1, Http2Viewer.block(Http2Viewer.get("/x")));
            }
            viewer.frame(Http2Viewer.CONTINUATION, 0, 1, Http2Viewer.block("x", "y"));
        });
    }

    @Test
    void h3_continuationsOfWhichEachIsFull() throws IOException {
        assertEnds(Http2Viewer.PROTOCOL_ERROR, 2, (viewer, i) -> {
            if (i == 0) {
                viewer.frame(Http2Viewer.HEADERS, Http2Viewer.END_STREAM, 1, Http2Viewer.block(Http2Viewer.get("/x")));
            }
            viewer.frame(Http2Viewer.CONTINUATION, 0, 1, Http2Viewer.block("x", "y".repeat(16_000)));
        });
    }

    @Test
    void framesOfAnUnknownTypeAreNotKept() throws IOException {
        try (Http2Viewer viewer = Http2Viewer.open(EDGE)) {
            int stream = viewer.begin(BODY_TO_COME);
            for (int i = 0; i < 1000; i++) {
                viewer.frame(UNKNOWN, 0, stream, new byte[1000]);
            }
            viewer.frame(UNKNOWN, 0, 0, new byte[1000]);
            viewer.frame(Http2Viewer.DATA, Http2Viewer.END_STREAM, stream, new byte[]{'{', '}'});
            assertThat(viewer.answer(stream).status()).isBetween(400, 499);
        }
    }

    @Test
    @DisplayName("H3 a few octets that say thousands of fields")
    void h3_aFewOctetsThatSayThousandsOfFields() throws IOException {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        block.writeBytes(Http2Viewer.block(Http2Viewer.get("/x")));
        byte[] kept = Http2Viewer.block("x", "y".repeat(3000));
        kept[0] = 0x40;
        block.writeBytes(kept);
        byte[] again = new byte[4000];
        Arrays.fill(again, (byte) (0x80 | 62));
        block.writeBytes(again);
        try (Http2Viewer viewer = Http2Viewer.open(EDGE)) {
            int stream = viewer.nextStream();
            viewer.frame(Http2Viewer.HEADERS, Http2Viewer.END_HEADERS | Http2Viewer.END_STREAM, stream,
                    block.toByteArray());
            assertThat(viewer.answer(stream).status()).isEqualTo(431);
        }
    }

    @Test
    void h3_streamsAtATimeAreBoundedAlsoForWhoDoesNotAcknowledgeIt() throws IOException {
        CountDownLatch end = new CountDownLatch(1);
        String marker = EDGE.origin().script(call -> {
            OriginCall.await(end);
            call.send(RawOrigin.head("200 OK", "Content-Length: 2") + "ok");
        });
        try (Http2Viewer viewer = Http2Viewer.open(EDGE)) {
            List<Integer> streams = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                streams.add(viewer.ask(Http2Viewer.get(media(marker))));
            }
            assertThat(viewer.answer(viewer.ask(Http2Viewer.get(media(marker)))).reset())
                    .isEqualTo(Http2Viewer.REFUSED_STREAM);
            end.countDown();
            assertThat(viewer.answers(streams)).extracting(Answer::status).containsOnly(200);
            assertThat(viewer.answer(viewer.ask(Http2Viewer.get(media("a")))).status()).isEqualTo(200);
        }
    }

    static List<Arguments> halves() {
        byte[] preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        byte[] settings = Http2Viewer.frameOf(Http2Viewer.SETTINGS, 0, 0, new byte[0]);
        byte[] request = Http2Viewer.frameOf(Http2Viewer.HEADERS, Http2Viewer.END_STREAM, 1,
                Http2Viewer.block(Http2Viewer.get("/x")));
        return List.of(Arguments.of("nothing", new byte[0]), Arguments.of("half a preface", Arrays.copyOf(preface, 12)),
                Arguments.of("no settings", preface), Arguments.of("half a frame's head",
                        join(preface, settings, Arrays.copyOf(request, 5))),
                Arguments.of("half a frame", join(preface, settings, Arrays.copyOf(request, 30))),
                Arguments.of("half a block", join(preface, settings, request)),
                Arguments.of("nothing to do", join(preface, settings)),
                Arguments.of("half a body", join(preface, settings, Http2Viewer.frameOf(Http2Viewer.HEADERS,
                        Http2Viewer.END_HEADERS, 1,
                        Http2Viewer.block(BODY_TO_COME)))));
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("halves")
    void h3_whoSendsNoWholeRequestIsClosed(String name, byte[] sent) throws IOException {
        try (Http2Viewer viewer = Http2Viewer.connect(EDGE.port())) {
            viewer.octets(sent);
            assertThat(viewer.untilClosed()).as(name).isNotEmpty();
        }
    }

    @Test
    void h3_halfARequestIsNotWaitedForWhileAnotherIsAnswered() throws IOException {
        CountDownLatch end = new CountDownLatch(1);
        String marker = EDGE.origin().script(call -> call.sendUntil(end));
        try (Http2Viewer viewer = Http2Viewer.open(EDGE)) {
            viewer.ask(Http2Viewer.get(media(marker)));
            viewer.await(frame -> frame.type() == Http2Viewer.DATA);
            viewer.frame(Http2Viewer.HEADERS, Http2Viewer.END_STREAM, viewer.nextStream(),
                    Http2Viewer.block(Http2Viewer.get("/x")));
            assertThat(viewer.untilClosed()).isNotEmpty();
        } finally {
            end.countDown();
        }
    }

    @Test
    void h3_anAnswerThatIsNeverReadIsGivenUp() throws IOException {
        try (Http2Viewer viewer = Http2Viewer.connect(EDGE.port())) {
            viewer.greet(4, 0);
            int stream = viewer.ask(Http2Viewer.get(media("a")));
            assertThat(viewer.answer(stream).reset()).isEqualTo(Http2Viewer.INTERNAL_ERROR);
        }
        await().atMost(SOON).until(() -> figure("playgate_streams") == 0);
    }

    @Test
    void whatIsSaidOfPrioritiesIsNotLookedAt() throws IOException {
        try (Http2Viewer viewer = Http2Viewer.open(EDGE)) {
            for (int i = 1; i < 20_000; i += 2) {
                viewer.frame(Http2Viewer.PRIORITY, 0, i, new byte[]{0, 0, 0, 0, 16});
            }
            assertThat(viewer.answer(viewer.ask(Http2Viewer.get(media("a")))).status()).isEqualTo(200);
        }
    }

    @Test
    void howMuchIsKeptOfWhatWasAnsweredIsOurs() throws IOException {
        try (Http2Viewer viewer = Http2Viewer.connect(EDGE.port())) {
            viewer.greet(1, Integer.MAX_VALUE);
            for (int i = 0; i < 200; i++) {
                assertThat(viewer.answer(viewer.ask(Http2Viewer.get(media("a")))).status()).isEqualTo(200);
            }
            assertThat(viewer.tableSize()).isEqualTo(4096);
        }
    }
}
