package dev.playgate.token;

import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static dev.playgate.token.TestTokens.valid;
import static org.assertj.core.api.Assertions.assertThat;

class TextDigestTest {

    private static final String TEXT = valid().text();

    private final TextDigest digest = TextDigest.of(TEXT);

    @Test
    void theSameTextIsTheSameKey() {
        TextDigest copy = TextDigest.of(new String(TEXT.toCharArray()));
        assertThat(copy).isEqualTo(digest).hasSameHashCodeAs(digest);
    }

    @Test
    @DisplayName("F1 the whole text counts: one character anywhere makes another key")
    void f1_wholeText() {
        for (int i = 0; i < TEXT.length(); i++) {
            char changed = TEXT.charAt(i) == 'A' ? 'B' : 'A';
            assertThat(TextDigest.of(TEXT.substring(0, i) + changed + TEXT.substring(i + 1))).isNotEqualTo(digest);
        }
        assertThat(TextDigest.of(TEXT.substring(1))).isNotEqualTo(digest);
        assertThat(TextDigest.of(TEXT + "A")).isNotEqualTo(digest);
    }

    @Test
    @DisplayName("F1 it is the whole of SHA-256 (FIPS 180-4, the example \"abc\")")
    void f1_sha256() {
        TextDigest abc = TextDigest.of("abc");
        HexFormat hex = HexFormat.of();
        assertThat(hex.toHexDigits(abc.first()) + hex.toHexDigits(abc.second()) + hex.toHexDigits(abc.third())
                + hex.toHexDigits(abc.fourth()))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    @DisplayName("F3 texts of one beginning or one end spread over the table")
    void f3_spread() {
        List<Integer> hashes = IntStream.range(0, 200).boxed()
                .flatMap(i -> IntStream.of(TextDigest.of(i + TEXT).hashCode(), TextDigest.of(TEXT + i).hashCode())
                        .boxed())
                .distinct().toList();
        assertThat(hashes).hasSize(400);
    }

    @Test
    @DisplayName("G1 it does not show its text")
    void g1_toString() {
        assertThat(digest.toString()).doesNotContain(TEXT.substring(0, 16), TEXT.substring(TEXT.length() - 16));
    }
}
