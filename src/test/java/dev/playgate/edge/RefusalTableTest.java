package dev.playgate.edge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.playgate.policy.Outage;
import dev.playgate.policy.Refusal;

import static org.assertj.core.api.Assertions.assertThat;

/** The README's table of refusals says what is answered. */
class RefusalTableTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Answers ANSWERS = new Answers(403);

    /** A row of the table, but for the advice. */
    private record Row(String error, int status, int closeCode, int errorCode) {

        static Row of(Answer answer, int closeCode) {
            JsonNode body = JSON.readTree(answer.body());
            return new Row(body.path("error").asString(), answer.status(), closeCode, body.path("errorCode").asInt());
        }

        static Row of(Refusal refusal) {
            return of(ANSWERS.of(refusal, "id"), Answers.closeCode(refusal));
        }

        static Row of(Outage outage) {
            return of(ANSWERS.of(outage, "id"), Answers.closeCode(outage));
        }
    }

    @Test
    void theTableHasEveryRefusalAndOutageOnceAndNothingElse() throws IOException {
        List<Row> answered = Stream.concat(Arrays.stream(Refusal.values()).map(Row::of),
                Arrays.stream(Outage.values()).map(Row::of)).toList();
        assertThat(table()).containsExactlyElementsOf(answered);
    }

    @ParameterizedTest
    @EnumSource
    void aRefusalIsNamedByItsWireName(Refusal refusal) {
        assertThat(Row.of(refusal).error()).isEqualTo(refusal.wireName());
    }

    @ParameterizedTest
    @EnumSource
    void anOutageIsNamedByItsWireName(Outage outage) {
        assertThat(Row.of(outage).error()).isEqualTo(outage.wireName());
    }

    /** The rows below the heading "Refusals", each with an advice. */
    private static List<Row> table() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("README.md"));
        return lines.subList(lines.indexOf("## Refusals"), lines.size()).stream()
                .dropWhile(line -> !line.startsWith("|")).takeWhile(line -> line.startsWith("|")).skip(2)
                .map(line -> line.split("\\|")).map(RefusalTableTest::row).toList();
    }

    private static Row row(String[] cells) {
        assertThat(cells).as("a cell before the first bar, and five columns").hasSize(6);
        assertThat(cells[5]).isNotBlank();
        assertThat(cells[1].strip()).matches("`[a-z_]+`");
        return new Row(cells[1].strip().replace("`", ""), Integer.parseInt(cells[2].strip()),
                Integer.parseInt(cells[3].strip()), Integer.parseInt(cells[4].strip()));
    }
}
