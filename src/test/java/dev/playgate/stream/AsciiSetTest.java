package dev.playgate.stream;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AsciiSetTest {

    private static List<Integer> members(AsciiSet set) {
        return IntStream.rangeClosed(-70, 0x1ff).filter(set::contains).boxed().toList();
    }

    @Test
    void holdsItsMembersAndNothingElseOfAnyInteger() {
        assertThat(members(AsciiSet.of("\0?@\u007fA"))).containsExactly(0, (int) '?', (int) '@', (int) 'A', 0x7f);
        assertThat(members(AsciiSet.range('=', 'B'))).containsExactly((int) '=', (int) '>', (int) '?', (int) '@',
                (int) 'A', (int) 'B');
        assertThat(members(AsciiSet.of(""))).isEmpty();
    }

    @Test
    void addsAndTakesAwayInBothHalves() {
        AsciiSet set = AsciiSet.of("1a");
        assertThat(set.plus("2b").plus(AsciiSet.of("2c"))).isEqualTo(AsciiSet.of("12abc"));
        assertThat(set.plus("2b").minus("1b").minus(AsciiSet.of("x"))).isEqualTo(AsciiSet.of("2a"));
    }

    @Test
    void asksAllCharactersBetweenTwoIndexes() {
        AsciiSet letters = AsciiSet.range('a', 'z');
        assertThat(letters.containsAll("1abc2", 1, 4)).isTrue();
        assertThat(letters.containsAll("1abc2", 0, 4)).isFalse();
        assertThat(letters.containsAll("1abc2", 1, 5)).isFalse();
        assertThat(letters.containsAll("", 0, 0)).isTrue();
    }
}
