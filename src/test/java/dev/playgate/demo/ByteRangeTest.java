package dev.playgate.demo;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ByteRangeTest {

    private static final int SIZE = 1000;

    @ParameterizedTest
    @CsvSource(textBlock = """
        bytes=0-0,                   0,   0
        bytes=0-999,                 0,   999
        bytes=0-1000,                0,   999
        bytes=999-,                  999, 999
        bytes=10-,                   10,  999
        bytes=-1,                    999, 999
        bytes=-1000,                 0,   999
        bytes=-5000,                 0,   999
        Bytes=1-2,                   1,   2
        bytes=5-999999999999999999,  5,   999
        """)
    void aSingleRangeIsCutToTheBody(String header, int first, int last) {
        assertThat(ByteRange.of(header, SIZE)).isEqualTo(new ByteRange.Part(first, last));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "bytes=", "bytes=-", "bytes=a-b", "bytes=2-1", "bytes=0-1,4-5", "items=0-1",
            "bytes 0-1",
            "bytes=-1-2", "bytes=0-9999999999999999999"})
    void whatIsNoSingleRangeIsIgnored(String header) {
        assertThat(ByteRange.of(header, SIZE)).isEqualTo(new ByteRange.Whole());
    }

    @Test
    void noHeaderIsTheWholeBody() {
        assertThat(ByteRange.of(null, SIZE)).isEqualTo(new ByteRange.Whole());
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=1000-", "bytes=1000-2000", "bytes=-0", "bytes=999999999999999999-"})
    void aRangeBehindTheBodyCannotBeSatisfied(String header) {
        assertThat(ByteRange.of(header, SIZE)).isEqualTo(new ByteRange.Unsatisfiable());
    }
}
