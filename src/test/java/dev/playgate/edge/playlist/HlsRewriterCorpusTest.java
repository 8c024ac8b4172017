package dev.playgate.edge.playlist;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.playgate.edge.playlist.PlaylistRewrite.Rewritten;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Whole playlists as packagers write them, each with the list of its references beside it. */
@ParameterizedClass
@ValueSource(strings = {"multivariant-groups", "multivariant-variables", "media-byteranges-keys", "media-interstitials",
        "media-low-latency", "media-delta-update", "media-oddities"})
record HlsRewriterCorpusTest(String name) {

    static List<UnaryOperator<String>> endings() {
        return List.of(text -> text, text -> text.replace("\n", "\r\n"), String::stripTrailing,
                text -> text.replace("\n", "\r\n").stripTrailing());
    }

    @ParameterizedTest
    @MethodSource("endings")
    void everyReferenceIsVisitedOnceAndInOrder(UnaryOperator<String> ending) {
        List<String> visited = new ArrayList<>();
        String playlist = ending.apply(resource(name + ".m3u8"));

        String rewritten = HlsRewriterTest.rewritten(playlist, reference -> {
            visited.add(reference);
            return reference;
        });

        assertThat(visited).containsExactlyElementsOf(resource(name + ".references").lines().toList());
        assertThat(rewritten).isEqualTo(playlist);
    }

    @ParameterizedTest
    @MethodSource("endings")
    @DisplayName("B9 children get the ticket, foreign ones do not, and nothing else changes")
    void b9_childrenGetTheTicket(UnaryOperator<String> ending) {
        String playlist = ending.apply(resource(name + ".m3u8"));
        long children = resource(name + ".references").lines()
                .filter(r -> !r.matches("(https|data|skd):.*|\\{\\$cdn}.*")).count();

        String rewritten = ((Rewritten) Rewriting.hls(playlist, SampleChildren.ofPathForm()))
                .text();

        assertThat(rewritten.split(SampleChildren.TICKET, -1)).hasSize((int) children + 1);
        assertThat(rewritten.replaceAll("[?&]" + SampleChildren.TICKET, "")).isEqualTo(playlist);
    }

    @ParameterizedTest
    @MethodSource("endings")
    void whereverItIsCutTheSameComesOut(UnaryOperator<String> ending) {
        byte[] playlist = ending.apply(resource(name + ".m3u8")).getBytes(UTF_8);
        var whole = Rewriting.hls(playlist, r -> r + "+");

        for (int cut = 0; cut <= playlist.length; cut++) {
            assertThat(Rewriting.of(new HlsRewriter(r -> r + "+", Rewriting.CREDENTIALS), playlist, cut))
                    .isEqualTo(whole);
        }
    }

    private static String resource(String file) {
        try (InputStream in = Objects.requireNonNull(HlsRewriterCorpusTest.class.getResourceAsStream(file))) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
