package dev.playgate.edge.playlist;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

import dev.playgate.edge.playlist.PlaylistRewrite.NotAPlaylist;
import dev.playgate.edge.playlist.PlaylistRewrite.Rewritten;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class DashRewriterPropertyTest {

    private static final URI LOCATION = URI.create("https://play.example/dash/Demo1-live1/manifest.mpd?jwtoken=x");

    @Property(tries = 3_000)
    @Label("B9 no player takes the ticket to another host, in whatever order a manifest has its elements")
    void b9_theTicketStaysOnTheHost(@ForAll("manifests") String manifest, @ForAll("ids") String id) {
        String rewritten = ((Rewritten) Rewriting.dash(manifest, SampleChildren.ofDash())).text();

        assertThat(DashClient.urls(rewritten, LOCATION, id))
                .filteredOn(url -> url.toString().contains(SampleChildren.TICKET))
                .allSatisfy(url -> assertThat(url.getRawAuthority()).isEqualTo("play.example"));
    }

    @Property
    @Label("without a foreign host each URL that a player asks for has the ticket, and leads where it led")
    void everyUrlHasTheTicket(@ForAll("ownManifests") String manifest) {
        String rewritten = ((Rewritten) Rewriting.dash(manifest, SampleChildren.ofDash())).text();

        List<URI> before = DashClient.urls(manifest, LOCATION, "v");
        List<URI> after = DashClient.urls(rewritten, LOCATION, "v");
        assertThat(after).hasSameSizeAs(before).extracting(URI::getPath)
                .containsExactlyElementsOf(before.stream().map(URI::getPath).toList());
        assertThat(after).filteredOn(url -> !url.getPath().endsWith("/") && !url.equals(LOCATION))
                .allSatisfy(url -> assertThat(url.getQuery()).contains(SampleChildren.TICKET));
    }

    @Property
    @Label("wherever the body is cut on its way, the same comes out")
    void cutsDoNotMatter(@ForAll("anything") String body, @ForAll("cuts") Set<Integer> cuts) {
        byte[] bytes = body.getBytes(UTF_8);
        int[] at = cuts.stream().mapToInt(Integer::intValue).filter(c -> c < bytes.length).sorted().toArray();

        PlaylistRewrite inParts = Rewriting.of(dash(), bytes, at);
        switch (Rewriting.of(dash(), bytes)) {
            case Rewritten whole -> assertThat(inParts).isEqualTo(whole);
            // The parser does not see ]]> in text that comes in two parts; it is delivered as ]]&gt; then.
            case NotAPlaylist _ -> assertThat(inParts).matches(
                    outcome -> outcome instanceof NotAPlaylist || body.contains("]]>"));
        }
    }

    @Property(tries = 3_000)
    @Label("any bytes are a manifest or are refused, and what comes out is XML")
    void anyBytesHaveAnOutcome(@ForAll("anything") String body, @ForAll byte[] noise, @ForAll("cuts") Set<Integer> at) {
        byte[] bytes = body.getBytes(UTF_8);
        int[] places = at.stream().mapToInt(Integer::intValue).toArray();
        for (int i = 0; i < Math.min(noise.length, places.length) && bytes.length > 0; i++) {
            bytes[places[i] % bytes.length] = noise[i];
        }

        switch (Rewriting.of(dash(), bytes)) {
            case Rewritten(var text) -> assertThat(DashClient.parse(text)).isNotNull();
            case NotAPlaylist(var fault) -> assertThat(fault).isNotNull();
        }
    }

    private static PlaylistRewriter dash() {
        return PlaylistRewriter.dash(Optional.of(SampleChildren.ofDash()));
    }

    @Provide
    Arbitrary<Set<Integer>> cuts() {
        return Arbitraries.integers().between(0, 400).set().ofMaxSize(20);
    }

    @Provide
    Arbitrary<String> ids() {
        return Arbitraries.of("v", "//evil.example/", "https://evil.example/", "/evil.example", "://evil.example/",
                "..",
                ":");
    }

    @Provide
    Arbitrary<String> manifests() {
        return manifests(List.of("v/", "w.mp4", "https://evil.example/", "//evil.example/x/", "/dash/Demo1-live1/u/",
                "https://play.example/dash/Demo1-live1/", "http://127.0.0.1:8090/dash/Demo1-live1/", "../../", ""));
    }

    @Provide
    Arbitrary<String> ownManifests() {
        return manifests(List.of("v/", "w.mp4", "/dash/Demo1-live1/u/", "https://play.example/dash/Demo1-live1/"));
    }

    private static Arbitrary<String> manifests(List<String> bases) {
        Arbitrary<String> base = Arbitraries.of(bases).map(b -> "<BaseURL>" + b + "</BaseURL>");
        Arbitrary<String> template = Arbitraries.of("a.m4s", "$RepresentationID$/a.m4s", "b$RepresentationID$?q=1",
                "/dash/Demo1-live1/c").map(media -> "<SegmentTemplate media=\"" + media + "\"/>");
        Arbitrary<String> items = Arbitraries.oneOf(base, template);
        Arbitrary<String> location = Arbitraries.of("<Location>m.mpd</Location>", "<PatchLocation>p</PatchLocation>",
                "<!-- é😀 -->", "<Title>é😀&amp;</Title>");
        Arbitrary<String> representations = level("Representation", items, base);
        Arbitrary<String> sets = level("AdaptationSet", items, representations);
        Arbitrary<String> periods = level("Period", items, sets);
        return level("MPD", Arbitraries.oneOf(items, location), periods);
    }

    private static Arbitrary<String> level(String name, Arbitrary<String> items, Arbitrary<String> below) {
        return Arbitraries.frequencyOf(Tuple.of(2, items), Tuple.of(3, below)).list()
                .ofMaxSize(4).map(parts -> "<" + name + ">" + String.join("", parts) + "</" + name + ">");
    }

    @Provide
    Arbitrary<String> anything() {
        Arbitrary<String> pieces = Arbitraries
                .of("<MPD>", "</MPD>", "<BaseURL>", "</BaseURL>", "a", "\r\n", "<![CDATA[",
                        "]]>", "<!--", "-->", "<?", "?>", "&amp;", "&#1;", "&x;", "<a b='", "'/>", "😀", "é",
                        "<!DOCTYPE", "<Patch>",
                        "xmlns:x=\"y\"", "\u0085", "\u2028")
                .list().ofMaxSize(12).map(parts -> "<MPD>" + String.join("", parts));
        return Arbitraries.oneOf(manifests(), pieces, manifests().map(m -> "<?xml version='1.0'?>\r\n" + m + "\r\n"));
    }
}
