package dev.playgate.edge.playlist;

import java.util.List;
import java.util.regex.Matcher;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;

class ChildReferencesPropertyTest {

    private static final List<String> VALUES = List.of("//evil.example/", "/evil.example", "s://evil.example/",
            "://evil.example/", "https://evil.example/", ":", "..", "@evil.example", "\\\\evil.example",
            "\t/evil.example",
            ".evil.example", "");

    @Property(tries = 5_000)
    @Label("B9 no browser takes the ticket to another host")
    void b9_ticketStaysOnTheHost(@ForAll("hostile") String reference, @ForAll("values") String value,
            @ForAll("schemes") String scheme, @ForAll boolean pathCredential) {
        ChildReferences children = pathCredential ? SampleChildren.ofPathCredential() : SampleChildren.ofPathForm();

        String written = children.rewrite(reference);

        if (written.contains(SampleChildren.TICKET)) {
            String substituted = written.replaceAll("\\{\\$x}", Matcher.quoteReplacement(value));
            assertThat(BrowserUrl.host(substituted, scheme, SampleChildren.HOST)).isEqualTo(SampleChildren.HOST);
        } else {
            assertThat(written).isEqualTo(reference);
        }
    }

    @Property
    @Label("B9 a foreign host gets no ticket, however it is written")
    void b9_foreignHostsStay(@ForAll("prefixes") String prefix, @ForAll("foreignAuthorities") String authority) {
        String reference = prefix + authority + "/hls/Demo1-live1/seg.ts";

        assertThat(SampleChildren.ofPathForm().rewrite(reference)).isEqualTo(reference);
    }

    @Property
    @Label("A9 taking the ticket away gives what the origin wrote")
    void a9_rewritingAddsTheTicketAlone(@ForAll("relative") String reference) {
        String written = SampleChildren.ofPathForm().rewrite(reference);

        assertThat(written.replaceFirst("[?&]" + SampleChildren.TICKET, "")).isEqualTo(reference);
        assertThat(written.split(SampleChildren.TICKET, -1)).hasSize(2);
    }

    @Property
    @Label("A9 rewriting twice leaves one ticket")
    void a9_rewritingIsIdempotent(@ForAll("hostile") String reference) {
        String once = SampleChildren.ofPathForm().rewrite(reference);

        assertThat(SampleChildren.ofPathForm().rewrite(once)).isEqualTo(once);
    }

    @Provide
    Arbitrary<String> hostile() {
        return Arbitraries.of("https:", "HTTP:", "http:", "s:", "/", "/", "/", "\\", "//", "\t", "\r", " ", "@", ":",
                ":443", ":80", ".", "..", "%2e", "%2f", "?", "#", "&", "a", "h", "hls", "hls/Demo1-live1/seg.ts",
                "play.example",
                "PLAY.EXAMPLE", "evil.example", "127.0.0.1:8090", "{$x}", "{$", "\u00a0", "\u3000", "\uFEFF", "\u2028",
                "\u0000", "\u00e9", "\uD83D\uDE00", "\"", ";", "ticket=x", "jwtoken").list().ofMinSize(1).ofMaxSize(8)
                .map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<String> values() {
        return Arbitraries.of(VALUES);
    }

    @Provide
    Arbitrary<String> schemes() {
        return Arbitraries.of("http", "https");
    }

    @Provide
    Arbitrary<String> prefixes() {
        return Arbitraries.of("https://", "http://", "//", "HTTPS://", "https:/", "https:", "\\\\", "/\\", "\\/", "///",
                "https:\\\\", "ht\ttps://", "\t//", "/\t/", " https://", "\u0001https://", "\u00a0//", "https:////",
                "wss://",
                "ftp://");
    }

    @Provide
    Arbitrary<String> foreignAuthorities() {
        Arbitrary<String> labels = Arbitraries.strings().withCharRange('a', 'z').withCharRange('0', '9').ofMinLength(1)
                .ofMaxLength(12);
        return Arbitraries.oneOf(labels.map(l -> l + ".example.net"), labels.map(l -> SampleChildren.HOST + "." + l),
                labels.map(l -> l + SampleChildren.HOST), labels.map(l -> SampleChildren.HOST + "@" + l),
                labels.map(l -> SampleChildren.HOST + ":443@" + l), labels.map(l -> l + "@" + SampleChildren.HOST),
                labels.map(l -> l + "\\@" + SampleChildren.HOST), labels.map(l -> l + "#@" + SampleChildren.HOST),
                Arbitraries.integers().between(1, 65535).filter(p -> p != 80 && p != 443)
                        .map(p -> SampleChildren.HOST + ":" + p),
                Arbitraries.of("play.example.", "play.example:", "play%2eexample", "127.1:8090", "0x7f.0.0.1:8090",
                        "127.0.0.1",
                        "[::1]", "play\u3002example", "\uff50lay.example"));
    }

    @Provide
    Arbitrary<String> relative() {
        Arbitrary<String> words = Arbitraries.strings().alpha().numeric().withChars("-_~!$'()*+,=.").ofMinLength(1)
                .ofMaxLength(10).filter(w -> !w.matches("\\.{1,2}"));
        Arbitrary<String> path = words.list().ofMinSize(1).ofMaxSize(4).map(w -> String.join("/", w));
        Arbitrary<String> query = words.list().ofMaxSize(3).map(w -> w.isEmpty() ? "" : "?" + String.join("&", w));
        return path.flatMap(p -> query.map(q -> p + q));
    }
}
