package dev.playgate.edge.playlist;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

import dev.playgate.edge.playlist.PlaylistRewrite.NotAPlaylist;
import dev.playgate.edge.playlist.PlaylistRewrite.Rewritten;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class HlsRewriterPropertyTest {

    /** A line of a playlist: what stands before its reference, the reference if it has one, and what stands after. */
    record Line(String before, List<String> reference, String after) {

        String text() {
            return before + String.join("", reference) + after;
        }
    }

    @Property
    @Label("any text after #EXTM3U comes back byte for byte if no reference is replaced")
    void identityChangesNoByte(@ForAll("texts") String text) {
        String playlist = "#EXTM3U\n" + text;

        assertThat(Rewriting.of(new HlsRewriter(UnaryOperator.identity(), Set.of()), playlist.getBytes(UTF_8)))
                .isEqualTo(new Rewritten(playlist));
    }

    @Property
    @Label("wherever the body is cut on its way, the same comes out")
    void cutsDoNotMatter(@ForAll("texts") String text, @ForAll("cuts") Set<Integer> cuts) {
        byte[] playlist = ("#EXTM3U\n" + text).getBytes(UTF_8);
        int[] at = cuts.stream().mapToInt(Integer::intValue).filter(c -> c < playlist.length).sorted().toArray();

        UnaryOperator<String> mark = r -> Characters.breaksReference(r) ? r : r + "+";

        assertThat(Rewriting.of(new HlsRewriter(mark, Rewriting.CREDENTIALS), playlist, at))
                .isEqualTo(Rewriting.hls(playlist, mark));
    }

    @Provide
    Arbitrary<Set<Integer>> cuts() {
        return Arbitraries.integers().between(0, 300).set().ofMaxSize(20);
    }

    @Property
    @Label("any bytes are a playlist or are refused")
    void anyBytesHaveAnOutcome(@ForAll byte[] bytes) {
        byte[] body = new byte[bytes.length + 8];
        System.arraycopy("#EXTM3U\n".getBytes(UTF_8), 0, body, 0, 8);
        System.arraycopy(bytes, 0, body, 8, bytes.length);

        switch (Rewriting.hls(body, r -> r)) {
            case Rewritten rewritten -> assertThat(rewritten.text()).startsWith("#EXTM3U\n");
            case NotAPlaylist(var fault) -> assertThat(fault).isEqualTo(PlaylistRewrite.Fault.NOT_UTF_8);
        }
    }

    @Property
    @Label("every reference is visited exactly once, in order, and replaced where it stands")
    void everyReferenceIsVisitedOnceInOrder(@ForAll("playlists") List<Line> lines, @ForAll("endings") String ending) {
        List<String> visited = new ArrayList<>();

        String rewritten = HlsRewriterTest.rewritten(joined(lines, ending), reference -> {
            visited.add(reference);
            return reference + "+" + visited.size();
        });

        assertThat(visited).isEqualTo(lines.stream().flatMap(line -> line.reference().stream()).toList());
        int[] number = {0};
        assertThat(rewritten).isEqualTo(joined(lines.stream().map(line -> new Line(line.before(),
                line.reference().stream().map(r -> r + "+" + ++number[0]).toList(), line.after())).toList(), ending));
    }

    @Property
    @Label("B9 taking the tickets away gives what the origin sent")
    void b9_nothingButTicketsIsAdded(@ForAll("playlists") List<Line> lines, @ForAll("endings") String ending) {
        String playlist = joined(lines, ending);

        String rewritten = ((Rewritten) Rewriting.hls(playlist, SampleChildren.ofPathForm()))
                .text();

        assertThat(rewritten.replaceAll("[?&]" + SampleChildren.TICKET, "")).isEqualTo(playlist);
        assertThat(rewritten.split(SampleChildren.TICKET, -1))
                .hasSize(1 + (int) lines.stream().filter(line -> !line.reference().isEmpty()).count());
    }

    private static String joined(List<Line> lines, String ending) {
        return lines.stream().map(Line::text).collect(Collectors.joining(ending, "#EXTM3U" + ending, ""));
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> fragments = Arbitraries.of("\n", "\r\n", "\r", "#", "#EXT", "-X-KEY:", "URI=", "\"", ",", "=",
                " ",
                "\t", "A", ":", "#EXTINF:4,", "#EXT-X-DEFINE:QUERYPARAM=\"ticket\"", "seg.ts", "\u0000",
                "\u2028");
        return Arbitraries.frequencyOf(Tuple.of(4, fragments),
                Tuple.of(1,
                        Arbitraries.strings().filter(HlsRewriterPropertyTest::isText)))
                .list().ofMaxSize(40).map(parts -> String.join("", parts));
    }

    private static boolean isText(String text) {
        return UTF_8.newEncoder().canEncode(text);
    }

    @Provide
    Arbitrary<String> endings() {
        return Arbitraries.of("\n", "\r\n");
    }

    @Provide
    Arbitrary<List<Line>> playlists() {
        Arbitrary<String> references = Arbitraries.strings().alpha().numeric().withChars("-_.,=(){} é").ofMinLength(1)
                .ofMaxLength(20).map(s -> "v/" + s + ".m4s");
        Arbitrary<Line> uris = references.map(r -> new Line("", List.of(r), ""));
        Arbitrary<Line> silent = Arbitraries.of("", "#EXTINF:4.0,URI=\"x\"", "# URI=\"x\"", "#EXT-X-DISCONTINUITY",
                "#EXT-X-BYTERANGE:1@2", "#EXT-X-SKIP:SKIPPED-SEGMENTS=3").map(text -> new Line(text, List.of(), ""));
        return Arbitraries.oneOf(uris, silent, tags(references)).list().ofMaxSize(30);
    }

    private static Arbitrary<Line> tags(Arbitrary<String> references) {
        Arbitrary<String> tag = Arbitraries
                .of("MAP", "KEY", "MEDIA", "PART", "PRELOAD-HINT", "RENDITION-REPORT", "DATERANGE",
                        "CONTENT-STEERING", "OF-TOMORROW")
                .map(name -> "#EXT-X-" + name + ":");
        Arbitrary<String> name = Arbitraries.of("URI", "SERVER-URI", "X-ASSET-URI", "X-ASSET-LIST");
        Arbitrary<String> quoted = Arbitraries.strings().ascii().excludeChars('"')
                .filter(s -> !Characters.mayBreakLine(s))
                .map(s -> "X-A=\"" + s + "\"");
        Arbitrary<List<String>> others = Arbitraries
                .oneOf(quoted, Arbitraries.of("BANDWIDTH=1", "RESOLUTION=2x3", "IV=0x1F"))
                .list().ofMaxSize(3);
        return Combinators.combine(tag, others, name, references, others)
                .as((t, first, n, reference, last) -> new Line(
                        t + first.stream().map(a -> a + ",").collect(Collectors.joining()) + n + "=\"",
                        List.of(reference),
                        "\"" + last.stream().map(a -> ", " + a).collect(Collectors.joining())));
    }
}
