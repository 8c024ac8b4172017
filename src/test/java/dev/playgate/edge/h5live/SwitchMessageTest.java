package dev.playgate.edge.h5live;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.Deflater;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SwitchMessageTest {

    /** Of the player contract. */
    private static final String VALID = """
        {"eventType":"onUpdateSource","onUpdateSource":{"options":{"faststart":false},"tag":"","count":1,\
        "rtmp":{"url":"rtmp://localhost/splay","stream":"auth1"},"security":{"jwtoken":"t2.good2"}},"requestId":1}""";

    private static Optional<SwitchMessage> read(String text) {
        return SwitchMessage.read(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void b4_g1_whatThePlayerSendsIsUnderstoodAndPassesWithoutItsTokenAndWithOurSource() {
        SwitchMessage message = read(VALID).orElseThrow();
        assertThat(message.stream()).isEqualTo("auth1");
        assertThat(message.token()).contains("t2.good2");
        assertThat(message.toOrigin(Optional.of("rtmp://inside/x"))).isEqualTo("""
            {"eventType":"onUpdateSource","onUpdateSource":{"options":{"faststart":false},"tag":"","count":1,\
            "rtmp":{"url":"rtmp://inside/x","stream":"auth1"}},"requestId":1}""");
        assertThat(message.refused(4901)).isEqualTo(
                """
                    {"eventType":"onUpdateSourceError","onUpdateSourceError":{"requestId":1,"tag":"","count":1,"code":4901}}""");
    }

    @Test
    void whatIsLeftOutStaysOut() {
        SwitchMessage message = read("""
            {"eventType":"onUpdateSource","onUpdateSource":{"rtmp":{"stream":"b"}}}""").orElseThrow();
        assertThat(message.token()).isEmpty();
        assertThat(message.toOrigin(Optional.empty()))
                .isEqualTo("{\"eventType\":\"onUpdateSource\",\"onUpdateSource\":{\"rtmp\":{\"stream\":\"b\"}}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "\"eventType\":\"onUpdateSource\" -> \"eventType\":\"onOther\"",
            "\"eventType\":\"onUpdateSource\" -> \"eventType\":1",
            "\"eventType\" -> \"EventType\"",
            "\"requestId\":1 -> \"requestId\":1,\"requestId\":2",
            "\"requestId\":1 -> \"requestId\":\"1\"",
            "\"requestId\":1 -> \"requestId\":1.5",
            "\"requestId\":1 -> \"requestId\":99999999999999999999",
            "\"requestId\":1 -> \"requestId\":null",
            "\"requestId\":1 -> \"requestId\":1,\"rtmp\":{\"stream\":\"b\"}",
            "\"requestId\":1} -> \"requestId\":1}{}",
            "\"requestId\":1} -> \"requestId\":1",
            "\"count\":1 -> \"count\":true",
            "\"count\":1 -> \"count\":1,\"hls\":\"x\"",
            "\"count\":1 -> \"count\":1,\"h5live\":{\"rtmp\":{}}",
            "\"count\":1 -> \"count\":1,\"Rtmp\":{\"stream\":\"b\"}",
            "\"tag\":\"\" -> \"tag\":1",
            "\"stream\":\"auth1\" -> \"stream\":\"auth1\",\"stream\":\"b\"",
            "\"stream\":\"auth1\" -> \"stream\":\"auth1\",\"Stream\":\"b\"",
            "\"stream\":\"auth1\" -> \"stream\":\"auth1\",\"streamname\":\"b\"",
            "\"stream\":\"auth1\" -> \"stream\":\"auth1\",\"\\u0073tream\":\"b\"",
            "\"stream\":\"auth1\" -> \"stream\":[\"auth1\",\"b\"]",
            "\"stream\":\"auth1\" -> \"stream\":7",
            "\"stream\":\"auth1\" -> \"name\":\"auth1\"",
            "\"url\":\"rtmp://localhost/splay\" -> \"url\":{\"stream\":\"b\"}",
            "\"faststart\":false -> \"stream\":\"b\"",
            "\"faststart\":false -> \"a b\":true",
            "\"faststart\":false -> \"faststart\":{\"stream\":\"b\"}",
            "{\"faststart\":false} -> [false]",
            "\"jwtoken\":\"t2.good2\" -> \"jwtoken\":\"t2.good2\",\"token\":\"x\"",
            "\"jwtoken\":\"t2.good2\" -> \"jwtoken\":\"a\",\"jwtoken\":\"b\"",
            "\"jwtoken\":\"t2.good2\" -> \"jwtoken\":null",
            "{\"jwtoken\":\"t2.good2\"} -> \"t2.good2\"",
            "auth1 -> auth\u00ff",
            "auth1 -> auth\\ud800"})
    void whatIsNotWhollyUnderstoodIsNoSwitch(String spoil) {
        String[] parts = spoil.split(" -> ", 2);
        assertThat(VALID).contains(parts[0]);
        assertThat(read(VALID.replace(parts[0], parts[1]))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "[]", "\"onUpdateSource\"", "{}", "null", "{\"eventType\":\"onUpdateSource\"}"})
    void otherTextsAreNoSwitch(String text) {
        assertThat(read(text)).isEmpty();
        assertThat(read("[".repeat(9000))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "{\"eventType\":\"onUpdateSourceSuccess\",\"onUpdateSourceSuccess\":{\"count\":1,\"tag\":\"\"},\"requestId\":1}",
            "{\"eventType\":\"onUpdateSourceSuccess\",\"onUpdateSourceSuccess\":{\"requestId\":1}}"})
    void theOriginsAnswerIsFound(String text) {
        SwitchResult result = SwitchResult.read(text.getBytes(StandardCharsets.UTF_8)).orElseThrow();
        assertThat(result.done()).isTrue();
        assertThat(result.id().answers(read(VALID).orElseThrow().id())).isTrue();
        assertThat(result.id().answers(read(VALID.replace("\"requestId\":1", "\"requestId\":2")).orElseThrow().id()))
                .isFalse();
    }

    @Test
    void aCompressedMessageIsBounded() {
        assertThat(Inflation.inflate("no deflate".getBytes(StandardCharsets.UTF_8), 100)).isEmpty();
        assertThat(Inflation.inflate(deflatedZeros(1 << 20), SwitchMessage.LONGEST)).isEmpty();
        assertThat(Inflation.inflate(deflatedZeros(1000), SwitchMessage.LONGEST)).get()
                .satisfies(bytes -> assertThat(bytes).hasSize(1000));
    }

    private static byte[] deflatedZeros(int length) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        deflater.setInput(new byte[length]);
        byte[] out = new byte[4096];
        int written = deflater.deflate(out, 0, out.length, Deflater.SYNC_FLUSH);
        deflater.end();
        return Arrays.copyOf(out, written - 4);
    }
}
