package dev.playgate.edge.playlist;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.playgate.edge.playlist.PlaylistRewrite.Rewritten;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Long inputs that a scan which looks back, or a regular expression which backtracks, would not survive. */
class HlsRewriterHostileInputTest {

    private static final int SIZE = 1 << 20;

    @ParameterizedTest
    @ValueSource(strings = {"a", ",", "\"", "=", ":", "/", "../", "a/", "\t", "\0", "{$", "{$a", "A=\"", "A=\"\",",
            "A=,", "A",
            "\"\",", "URI=\"", "URI=", "%2", "?", "#", "&", "QUERYPARAM ", "ticketticket", "EXT-X-DEFINE", "\r",
            "\u00e9"})
    void repeatedTextComesBackInWhateverPlace(String text) {
        String hostile = text.repeat((PlaylistRewriter.MAX_PIECE - 64) / text.getBytes(UTF_8).length);
        for (String before : new String[]{"", "#EXT-X-KEY:", "#EXT-X-KEY:URI=\"", "#EXT-X-KEY:URI=\"\",A=\"",
                "#EXTINF:4,", "#EXT-X-DEFINE:NAME=", "#"}) {
            String playlist = "#EXTM3U\n" + before + hostile;

            assertThat(Rewriting.hls(playlist, SampleChildren.ofPathForm()))
                    .isEqualTo(new Rewritten(playlist));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "#\n", "#EXT-X-DEFINE:QUERYPARAM=\"lang\"\n", "#EXT-X-KEY:\n", " \n"})
    void repeatedLinesComeBack(String line) {
        String playlist = "#EXTM3U\n" + line.repeat(SIZE / line.length());

        assertThat(Rewriting.hls(playlist, SampleChildren.ofPathForm()))
                .isEqualTo(new Rewritten(playlist));
    }
}
