package dev.playgate.edge.playlist;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.playgate.edge.playlist.PlaylistRewrite.Rewritten;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Whole manifests as packagers write them, each with what a viewer gets beside it, T for the ticket. */
class DashCorpusTest {

    private static PlaylistRewriter rewriter() {
        return PlaylistRewriter.dash(Optional.of(SampleChildren.ofDash()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"live-timeline", "on-demand", "low-latency"})
    @DisplayName("B9 references of ours get the ticket, and the rest is the same XML")
    void b9_referencesGetTheTicket(String name) {
        String manifest = resource(name + ".mpd");
        String rewritten = ((Rewritten) Rewriting.of(rewriter(), manifest.getBytes(UTF_8))).text();

        assertThat(rewritten.replace(SampleChildren.TICKET, "T")).isEqualTo(resource(name + ".expected.mpd"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"live-timeline", "on-demand", "low-latency"})
    void whereverItIsCutTheSameComesOut(String name) {
        for (String manifest : List.of(resource(name + ".mpd"), resource(name + ".mpd").replace("\n", "\r\n"))) {
            byte[] bytes = manifest.getBytes(UTF_8);
            PlaylistRewrite whole = Rewriting.of(rewriter(), bytes);
            assertThat(whole).isInstanceOf(Rewritten.class);
            for (int cut = 0; cut <= bytes.length; cut++) {
                assertThat(Rewriting.of(rewriter(), bytes, cut)).isEqualTo(whole);
            }
        }
    }

    private static String resource(String file) {
        try (InputStream in = Objects.requireNonNull(DashCorpusTest.class.getResourceAsStream(file))) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
