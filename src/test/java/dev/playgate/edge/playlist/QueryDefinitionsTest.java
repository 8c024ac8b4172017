package dev.playgate.edge.playlist;

import java.util.Set;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class QueryDefinitionsTest {

    private final QueryDefinitions definitions = new QueryDefinitions(Set.of("ticket", "jwtoken"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        `#EXT-X-DEFINE:QUERYPARAM="jwtoken"`               | `#EXT-X-DEFINE:NAME="jwtoken",VALUE=""`
        `#EXT-X-DEFINE: QUERYPARAM="ticket"`               | `#EXT-X-DEFINE:NAME="ticket",VALUE=""`
        `#EXT-X-DEFINE:QUERYPARAM=ticket`                  | `#EXT-X-DEFINE:NAME="ticket",VALUE=""`
        `#EXT-X-DEFINE:QUERYPARAM="Ticket"`                | `#EXT-X-DEFINE:NAME="Ticket",VALUE=""`
        `#EXT-X-DEFINE:broken "QUERYPARAM="ticket"`        | `#EXT-X-DEFINE:NAME="ticket",VALUE=""`
        `## #EXT-X-DEFINE:QUERYPARAM="ticket"`             | `#EXT-X-DEFINE:NAME="ticket",VALUE=""`
        `a.ts?#EXT-X-DEFINE:QUERYPARAM="ticket"`           | `#EXT-X-DEFINE:NAME="ticket",VALUE=""`
        `#EXT-X-DEFINE:QUERYPARAM="{$name}"`               | `#`
        """)
    @DisplayName("B9 no variable holds a credential of the playlist's URL")
    void b9_credentialsAreNotLifted(String line, String instead) {
        assertThat(definitions.liftsCredential(line)).isTrue();
        assertThat(definitions.withheld(line)).isEqualTo(instead);
        assertThat(HlsRewriterTest.rewritten("#EXTM3U\r\n" + line + "\r\n", SampleChildren.MARKING))
                .isEqualTo("#EXTM3U\r\n" + instead + "\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"#EXT-X-DEFINE:QUERYPARAM=\"lang\"", "#EXT-X-DEFINE:QUERYPARAM=\"ticket-id\"",
            "#EXT-X-DEFINE:QUERYPARAM=\"my_ticket\"", "#EXT-X-DEFINE:NAME=\"ticket\",VALUE=\"x\"",
            "#EXT-X-DEFINE:IMPORT=\"ticket\"", "#EXTINF:4,QUERYPARAM ticket"})
    void otherDefinitionsStay(String line) {
        assertThat(definitions.liftsCredential(line)).isFalse();
    }
}
