package dev.playgate.control.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class QueryParametersTest {

    private static final Set<String> KNOWN = Page.parameters("count", "state", "from", "tag");

    private enum State {
        LIVE, LOCKED
    }

    private static void readAll(String rawQuery) throws RefusedCallException {
        QueryParameters query = QueryParameters.of(rawQuery, KNOWN);
        query.page();
        query.number("count", 2, 20);
        query.word("state", State.class);
        query.time("from");
        query.text("tag");
    }

    @Test
    void eachParameterIsReadByItsType() throws RefusedCallException {
        QueryParameters query = QueryParameters.of(
                "count=7&state=locked&from=1782907200&tag=a%20b+%C3%BC%26&page=3&size=100&organisation=x", KNOWN);

        assertThat(query.number("count", 2, 20)).contains(7);
        assertThat(query.word("state", State.class)).contains(State.LOCKED);
        assertThat(query.time("from")).contains(Instant.ofEpochSecond(1_782_907_200));
        assertThat(query.text("tag")).contains("a b ü&");
        assertThat(query.page()).isEqualTo(new Page(3, 100));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "organisation=x"})
    void whatIsNotThereIsLeftToItsDefault(String rawQuery) throws RefusedCallException {
        QueryParameters query = QueryParameters.of(rawQuery, KNOWN);

        assertThat(query.text("tag")).isEmpty();
        assertThat(query.page()).isEqualTo(new Page(1, 25));
        assertThat(QueryParameters.of((String) null, KNOWN).text("tag")).isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        other=1          | Parameter unknown: other
        other            | Parameter unknown: other
        Tag=a            | Parameter unknown: Tag
        eyJh.bc=1        | Parameter unknown, and its name is none
        =1               | Parameter unknown, and its name is none
        tag=a&           | Parameter unknown, and its name is none
        tag=a&tag=a      | Parameter invalid: tag must stand once
        tag=a&%74ag=b    | Parameter invalid: tag must stand once
        organisation=a&organisation=a | Parameter invalid: organisation must stand once
        tag              | Parameter invalid: tag must have a value
        tag=             | Parameter invalid: tag must be one line of 1 to 256 characters
        tag=%20          | Parameter invalid: tag must be one line of 1 to 256 characters
        tag=a%0Ab        | Parameter invalid: tag must be one line of 1 to 256 characters
        tag=%FF          | Parameter invalid: the query must be percent-encoded UTF-8
        tag=%zz          | Parameter invalid: the query must be percent-encoded UTF-8
        count=           | Parameter invalid: count must be a whole number from 2 to 20
        count=1          | Parameter invalid: count must be a whole number from 2 to 20
        count=21         | Parameter invalid: count must be a whole number from 2 to 20
        count=007        | Parameter invalid: count must be a whole number from 2 to 20
        count=-7         | Parameter invalid: count must be a whole number from 2 to 20
        count=7.0        | Parameter invalid: count must be a whole number from 2 to 20
        count=99999999999999999999 | Parameter invalid: count must be a whole number from 2 to 20
        state=LIVE       | Parameter invalid: state must be one of live, locked
        state=gone       | Parameter invalid: state must be one of live, locked
        from=now         | Parameter invalid: from must be a whole number of UNIX seconds
        from=0           | Parameter invalid: from must be a whole number of UNIX seconds
        from=1782907200.5 | Parameter invalid: from must be a whole number of UNIX seconds
        from=1782907200000 | Parameter invalid: from must be in seconds, not in milliseconds
        page=0           | Parameter invalid: page must be a whole number from 1 to 10000
        page=10001       | Parameter invalid: page must be a whole number from 1 to 10000
        size=26          | Parameter invalid: size must be 25, 50, 100 or 150
        size=1000        | Parameter invalid: size must be 25, 50, 100 or 150
        """)
    void whatIsMalformedIsNamedAndNeverEchoed(String rawQuery, String answer) {
        assertThatThrownBy(() -> readAll(rawQuery)).isInstanceOf(RefusedCallException.class).hasMessage(answer);
    }

    @Test
    void aTextHasAtMost256Characters() throws RefusedCallException {
        assertThat(QueryParameters.of("tag=" + "a".repeat(256), KNOWN).text("tag")).isPresent();
        assertThatThrownBy(() -> readAll("tag=" + "a".repeat(257))).isInstanceOf(RefusedCallException.class);
    }

    @Test
    void aPageIsThatPartOfAList() {
        List<Integer> all = IntStream.range(0, 60).boxed().toList();

        assertThat(new Page(3, 25).of(all)).isEqualTo(new Listed<>(all.subList(50, 60), 60, 3, 25));
        assertThat(new Page(4, 25).of(all)).isEqualTo(new Listed<>(List.of(), 60, 4, 25));
        assertThat(new Page(10_000, 150).offset()).isEqualTo(1_499_850);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1-1-1-1-1", "8D3B6C52-0E4F-4A97-B6D8-2F1C5A9E1001",
            "8d3b6c52-0e4f-4a97-b6d8-2f1c5a9e1001 "})
    void anIdThatIsNoneIsUnknown(String text) {
        assertThatThrownBy(() -> PathIds.uuid(text, "stream")).hasMessage("There is no such stream");
    }

    @Test
    void anIdIsAUuidInLowerCase() throws RefusedCallException {
        assertThat(PathIds.uuid("8d3b6c52-0e4f-4a97-b6d8-2f1c5a9e1001", "stream"))
                .hasToString("8d3b6c52-0e4f-4a97-b6d8-2f1c5a9e1001");
    }
}
