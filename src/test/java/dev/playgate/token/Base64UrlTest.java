package dev.playgate.token;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;

/** Security A5. */
class Base64UrlTest {

    @Property
    void whatItReadsIsExactlyWhatIsWrittenAgainAsItWas_A5(@ForAll("nearlyBase64url") String text) {
        Optional<byte[]> lenient;
        try {
            lenient = Optional.of(Base64.getUrlDecoder().decode(text.getBytes(StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException e) {
            lenient = Optional.empty();
        }
        Optional<byte[]> canonical = lenient
                .filter(bytes -> Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(text));

        assertThat(Base64Url.decode(text).isPresent()).isEqualTo(canonical.isPresent());
        Base64Url.decode(text).ifPresent(bytes -> assertThat(bytes).isEqualTo(canonical.orElseThrow()));
    }

    @Provide
    Arbitrary<String> nearlyBase64url() {
        Arbitrary<Character> alphabet = Arbitraries.chars().alpha().numeric().with('-', '_');
        Arbitrary<Character> around = Arbitraries.of('=', '+', '/', ' ', '\n', '.', 'é', '一', '\0');
        return Arbitraries.frequencyOf(net.jqwik.api.Tuple.of(60, alphabet), net.jqwik.api.Tuple.of(1, around)).list()
                .ofMaxSize(12).map(chars -> {
                    StringBuilder text = new StringBuilder();
                    chars.forEach(text::append);
                    return text.toString();
                });
    }
}
