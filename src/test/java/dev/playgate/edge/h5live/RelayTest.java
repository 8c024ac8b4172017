package dev.playgate.edge.h5live;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/** Where frames of our own go among the origin's. */
class RelayTest {

    private final EmbeddedChannel viewer = new EmbeddedChannel();
    private final EmbeddedChannel origin = new EmbeddedChannel();
    private final Relay relay = new Relay(viewer, origin, mock(Playing.class), mock(Incoming.class), false,
            Duration.ofSeconds(30));

    RelayTest() {
        viewer.pipeline().addLast(relay);
    }

    @AfterEach
    void release() {
        viewer.finishAndReleaseAll();
        origin.finishAndReleaseAll();
    }

    private void originSends(String latin1) {
        relay.fromOrigin(Unpooled.copiedBuffer(latin1, StandardCharsets.ISO_8859_1));
        relay.originReadComplete();
    }

    private String viewerGets() {
        viewer.runPendingTasks();
        StringBuilder got = new StringBuilder();
        for (ByteBuf next = viewer.readOutbound(); next != null; next = viewer.readOutbound()) {
            got.append(new String(ByteBufUtil.getBytes(next), StandardCharsets.ISO_8859_1));
            next.release();
        }
        return got.toString();
    }

    private static String close(int code, String reason) {
        return "\u0088" + (char) (2 + reason.length()) + (char) (code >> 8) + (char) (code & 0xff) + reason;
    }

    @Test
    void e4_anEndWaitsForTheFrameInHandAndForNoOther() {
        originSends("\u0082\u0004ab");
        relay.end(4901, "token_revoked");
        assertThat(viewerGets()).isEqualTo("\u0082\u0004ab");
        assertThat(origin.isOpen()).isTrue();
        originSends("cd\u0082\u0001x");
        assertThat(viewerGets()).isEqualTo("cd" + close(4901, "token_revoked"));
        assertThat(origin.isOpen()).isFalse();
        originSends("\u0082\u0001y");
        assertThat(viewerGets()).isEmpty();
    }

    @Test
    void e4_anEndBetweenFragmentsIsAtOnce() {
        originSends("\u0002\u0001a");
        relay.end(4903, "token_expired");
        assertThat(viewerGets()).endsWith(close(4903, "token_expired"));
        assertThat(viewer.isOpen()).isTrue();
        viewer.advanceTimeBy(1, TimeUnit.SECONDS);
        viewer.runScheduledPendingTasks();
        assertThat(viewer.isOpen()).isFalse();
    }

    @Test
    void e4_aFrameThatNeverEndsIsNotWaitedFor() {
        originSends("\u0082\u0004ab");
        relay.end(4901, "token_revoked");
        viewer.advanceTimeBy(1, TimeUnit.SECONDS);
        viewer.runScheduledPendingTasks();
        assertThat(viewer.isOpen()).isFalse();
        assertThat(origin.isOpen()).isFalse();
    }

    @Test
    void anAnswerOfOursIsNoFragmentOfAnothersMessage() {
        originSends("\u0002\u0001a");
        relay.toViewer("no");
        originSends("\u0089\u0000\u0000\u0001b");
        assertThat(viewerGets()).isEqualTo("\u0002\u0001a\u0089\u0000\u0000\u0001b");
        originSends("\u0080\u0001c\u0082\u0001d");
        assertThat(viewerGets()).isEqualTo("\u0080\u0001c\u0081\u0002no\u0082\u0001d");
        relay.toViewer("again");
        viewer.flush();
        assertThat(viewerGets()).isEqualTo("\u0081\u0005again");
    }

    @Test
    void anOriginThatIsCutIsToldWhereItCanBeTold() {
        originSends("\u0082\u0001a");
        relay.originGone();
        assertThat(viewerGets()).isEqualTo("\u0082\u0001a" + close(1011, "origin_unreachable"));
    }

    @Test
    void anOriginThatIsCutWithinAFrameCutsTheViewer() {
        originSends("\u0082\u0004a");
        relay.originGone();
        assertThat(viewerGets()).isEqualTo("\u0082\u0004a");
        assertThat(viewer.isOpen()).isFalse();
    }

    @Test
    void aViewerThatLeavesEndsTheOriginsConnection() {
        relay.toViewer("not flushed");
        viewer.close();
        viewer.runPendingTasks();
        assertThat(origin.isOpen()).isFalse();
    }
}
