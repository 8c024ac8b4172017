package dev.playgate.edge;

import java.util.regex.Pattern;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class HostSyntaxTest {

    /** The rule as it is read (RFC 9110 section 7.2 by RFC 3986 section 3.2.2). */
    private static final Pattern RULE = Pattern
            .compile("(?:[A-Za-z0-9](?:[A-Za-z0-9._-]{0,252}[A-Za-z0-9.])?|\\[[0-9A-Fa-f:.]{2,45}])(?::[0-9]{1,5})?");

    @ParameterizedTest
    @ValueSource(strings = {"a", "a.example", "a.example.", "10.0.0.1:8080", "[::1]", "[::ffff:10.0.0.1]:443",
            "x_y-z:1"})
    void b7_aNameOrAnAddressWithOrWithoutAPortIsAHost(String host) {
        assertThat(HostSyntax.isValid(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":80", ".a", "-a", "a-", "a_", "a:", "a:123456", "a:8o", "a b", "a/b", "a@b", "a,b",
            "[::1",
            "[]", "[:]", "[::g]", "[::1]x", "::1", "a:80:80", "\u00e4.example"})
    void b7_nothingElseIs(String host) {
        assertThat(HostSyntax.isValid(host)).isFalse();
    }

    @Property
    void itIsTheRuleWhateverTheText(@ForAll("nearlyHosts") String text) {
        assertThat(HostSyntax.isValid(text)).isEqualTo(RULE.matcher(text).matches());
    }

    @Provide
    Arbitrary<String> nearlyHosts() {
        Arbitrary<String> few = Arbitraries.strings().withChars("aZ09.-_:[]fg ").ofMaxLength(12);
        Arbitrary<String> long64 = Arbitraries.strings().withChars("a.").ofMinLength(250).ofMaxLength(258);
        Arbitrary<String> ipv6 = Arbitraries.strings().withChars("0f:.").ofMinLength(40).ofMaxLength(48)
                .map(inside -> "[" + inside + "]:1");
        return Arbitraries.oneOf(few, long64, ipv6);
    }
}
