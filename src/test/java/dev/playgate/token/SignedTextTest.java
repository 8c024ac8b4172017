package dev.playgate.token;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static dev.playgate.token.TestTokens.valid;
import static org.assertj.core.api.Assertions.assertThat;

class SignedTextTest {

    private static final String TEXT = valid().text();

    private final SignedText signed = new SignedText(TEXT);

    @Test
    void theSameTextIsTheSameKey() {
        SignedText copy = new SignedText(new String(TEXT.toCharArray()));
        assertThat(copy).isEqualTo(signed).hasSameHashCodeAs(signed).isEqualByComparingTo(signed);
        assertThat(signed.text()).isEqualTo(TEXT);
    }

    @Test
    @DisplayName("F1 the whole text is compared: one character anywhere makes another key")
    void f1_wholeText() {
        for (int i = 0; i < TEXT.length(); i++) {
            char changed = TEXT.charAt(i) == 'A' ? 'B' : 'A';
            SignedText other = new SignedText(TEXT.substring(0, i) + changed + TEXT.substring(i + 1));
            assertThat(other).isNotEqualTo(signed);
            assertThat(other.compareTo(signed)).isNotZero();
        }
        assertThat(signed).isNotEqualTo(TEXT);
    }

    @Test
    @DisplayName("F3 the signatures of genuine tokens spread over the table")
    void f3_genuineTextsSpread() {
        List<Integer> hashes = IntStream.range(0, 200).mapToObj(i -> new SignedText(
                valid().signedBy(TestTokens.ED).text()).hashCode()).distinct().toList();
        assertThat(hashes).hasSizeGreaterThan(198);
    }

    @Test
    @DisplayName("F3 texts of one end are told apart, in a table as well")
    void f3_oneEnd() {
        ConcurrentHashMap<SignedText, Integer> table = new ConcurrentHashMap<>();
        IntStream.range(0, 1000).forEach(i -> table.put(new SignedText(i + TEXT), i));
        assertThat(table.keySet()).extracting(SignedText::hashCode).containsOnly(signed.hashCode());
        assertThat(IntStream.range(0, 1000)).allSatisfy(i -> assertThat(table.get(new SignedText(i + TEXT)))
                .isEqualTo(i));
    }

    @Test
    void aTextMayBeShorterThanWhatIsHashed() {
        assertThat(new SignedText("")).isEqualTo(new SignedText("")).isNotEqualTo(new SignedText("a"));
        assertThat(new SignedText("ab")).isNotEqualTo(new SignedText("ba"))
                .doesNotHaveSameHashCodeAs(new SignedText("ba"));
    }

    @Test
    @DisplayName("G1 it does not show itself")
    void g1_toString() {
        assertThat(signed).hasToString("SignedText[" + TEXT.length() + " characters]");
    }
}
