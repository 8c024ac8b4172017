package dev.playgate.stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.playgate.stream.CredentialText.Place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class WordsTest {

    private static final String UUID = "0f8fad5b-d9cb-469f-a165-70867728950e";

    @ParameterizedTest
    @ValueSource(strings = {"a", "z", "A", "Z", "0", "9", "_", "-", "Demo1-live1"})
    void b3_aStreamName(String name) {
        assertThat(new StreamName(name)).hasToString(name).isNotEqualTo(new StreamName(name + "x"));
        assertThat(StreamName.isValid("a".repeat(63) + name.charAt(0))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".", "a.b", "a/b", "a\n", "\u00e4", "\uff21", "`", "{", "@", "[", "/", ":", "%41"})
    void b3_noStreamName(String name) {
        assertThat(StreamName.isValid(name)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> new StreamName(name));
        assertThat(StreamName.isValid("a".repeat(65))).isFalse();
    }

    @Test
    void anIdHasOneSpelling() {
        assertThat(GroupId.of(UUID)).hasToString(UUID);
        assertThat(OrganisationId.of(UUID)).hasToString(UUID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1-1-1-1-1", "0F8FAD5B-D9CB-469F-A165-70867728950E", "0f8fad5bd9cb469fa16570867728950e",
            "{0f8fad5b-d9cb-469f-a165-70867728950e}", "0f8fad5b-d9cb-469f-a165-70867728950g",
            "0f8fad5b-d9cb-469f-a1650-7086772895e", "00f8fad5b-d9cb-469f-a165-70867728950"})
    void anotherSpellingIsNoId(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> GroupId.of(text));
        assertThatIllegalArgumentException().isThrownBy(() -> OrganisationId.of(text));
    }

    @Test
    void g1_aCredentialIsNotShown() {
        assertThat(new CredentialText("secret", Place.COOKIE)).hasToString("CredentialText[COOKIE, 6 characters]");
        assertThat(Forms.playout("/~secret/hls/a/b?jwtoken=secret&ticket=secret").toString()).doesNotContain("secret");
    }
}
