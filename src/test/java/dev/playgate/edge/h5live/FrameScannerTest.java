package dev.playgate.edge.h5live;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FrameScannerTest {

    private static final class Heard implements FrameScanner.Reader {

        private final List<String> texts = new ArrayList<>();
        private boolean closed;

        @Override
        public boolean readsTexts() {
            return true;
        }

        @Override
        public void text(byte[] message, boolean compressed) {
            texts.add(compressed + new String(message, StandardCharsets.UTF_8));
        }

        @Override
        public void closed() {
            closed = true;
        }
    }

    private static byte[] frame(int first, int length) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(first);
        if (length < 126) {
            out.write(length);
        } else if (length < 1 << 16) {
            out.write(126);
            out.writeBytes(ByteBuffer.allocate(2).putShort((short) length).array());
        } else {
            out.write(127);
            out.writeBytes(ByteBuffer.allocate(8).putLong(length).array());
        }
        out.writeBytes("x".repeat(length).getBytes(StandardCharsets.US_ASCII));
        return out.toByteArray();
    }

    @Property(tries = 200)
    void howTheBytesAreCutMakesNoDifference(@ForAll long seed, @ForAll @IntRange(min = 1, max = 3000) int longest)
            throws FrameScanner.BadFrameException {
        Random random = new Random(seed);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        List<Integer> frameEnds = new ArrayList<>();
        List<Integer> messageEnds = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            int length = random.nextInt(300) == 0 ? 70_000 : random.nextInt(400);
            boolean fragmented = random.nextBoolean();
            boolean text = random.nextBoolean();
            boolean compressed = random.nextBoolean();
            all.writeBytes(frame((fragmented ? 0 : 0x80) | (compressed ? 0x40 : 0) | (text ? 1 : 2), length));
            frameEnds.add(all.size());
            int total = length;
            if (fragmented) {
                all.writeBytes(frame(0x89, random.nextInt(126)));
                frameEnds.add(all.size());
                all.writeBytes(frame(0x80, 5));
                frameEnds.add(all.size());
                total += 5;
            }
            messageEnds.add(all.size());
            if (text && total <= FrameScanner.LONGEST_TEXT) {
                texts.add(compressed + "x".repeat(total));
            }
        }
        Heard heard = new Heard();
        FrameScanner scanner = new FrameScanner(true, heard);
        byte[] bytes = all.toByteArray();
        List<Integer> foundFrames = new ArrayList<>();
        List<Integer> foundMessages = new ArrayList<>();
        for (int start = 0; start < bytes.length;) {
            int end = Math.min(bytes.length, start + 1 + random.nextInt(longest));
            ByteBuf chunk = Unpooled.wrappedBuffer(bytes, start, end - start);
            for (int at = 0; at < end - start;) {
                at = scanner.scan(chunk, at);
                if (scanner.isBetweenFrames()) {
                    foundFrames.add(start + at);
                }
                if (scanner.isBetweenMessages()) {
                    foundMessages.add(start + at);
                }
            }
            start = end;
        }
        assertThat(foundFrames).isEqualTo(frameEnds);
        assertThat(foundMessages).isEqualTo(messageEnds);
        assertThat(heard.texts).isEqualTo(texts);
        assertThat(heard.closed).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"80 00", "00 00", "01 00 81 00", "82 80", "83 00", "8b 00", "09 00", "89 7e", "a2 00",
            "92 00", "c2 00", "c9 00", "82 7f 80 00 00 00 00 00 00 00", "88 00 82 00"})
    void whatIsNoFrameOfAServerIsFound(String hex) {
        ByteBuf bytes = Unpooled.wrappedBuffer(HexFormat.ofDelimiter(" ").parseHex(hex));
        FrameScanner scanner = new FrameScanner(false, new Heard());
        assertThatThrownBy(() -> {
            for (int at = 0; at < bytes.writerIndex();) {
                at = scanner.scan(bytes, at);
            }
        }).isInstanceOf(FrameScanner.BadFrameException.class);
    }

    @Test
    void aCloseFrameIsTold() throws FrameScanner.BadFrameException {
        Heard heard = new Heard();
        ByteBuf bytes = Unpooled.wrappedBuffer(frame(0x88, 2));
        assertThat(new FrameScanner(false, heard).scan(bytes, 0)).isEqualTo(4);
        assertThat(heard.closed).isTrue();
    }
}
