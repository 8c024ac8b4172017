package dev.playgate.control.account;

import java.util.Optional;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

import dev.playgate.control.api.RefusedCallException;

import static org.assertj.core.api.Assertions.assertThat;

class PasswordsTest {

    private static final String PASSWORD = "correct horse battery";

    private final Passwords passwords = new Passwords();

    @Test
    void aPasswordMatchesItsHashAlone() throws RefusedCallException {
        String hash = passwords.hash(PASSWORD);
        assertThat(passwords.matches(PASSWORD, Optional.of(hash))).isTrue();
        assertThat(passwords.matches(PASSWORD + "x", Optional.of(hash))).isFalse();
        assertThat(passwords.matches(PASSWORD, Optional.empty())).isFalse();
    }

    @Test
    @DisplayName("G3 for somebody who is not there as much is computed: what is compared with has the form of a hash")
    void g3_nobody() throws RefusedCallException {
        String hash = passwords.hash(PASSWORD);
        assertThat(passwords.nobodys).hasSameSizeAs(hash).startsWith(hash.substring(0, hash.indexOf("p=")));
        assertThat(new Argon2PasswordEncoder(16, 32, 1, 19 * 1024, 2).upgradeEncoding(passwords.nobodys))
                .as("it can be read, and is of the same costs").isFalse();
    }
}
