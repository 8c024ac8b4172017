package dev.playgate.token;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TicketSecretsTest {

    private static final String ONE = "A".repeat(43);
    private static final String TWO = "B".repeat(42) + "A";

    @Test
    void theFirstSealsAndAllOpen() throws KeyMaterialException {
        TicketSecrets secrets = TicketSecrets.parse("# made by hand\n\n b2:" + TWO + " \r\na1:" + ONE + "\n#a2:x");
        assertThat(secrets.sealingId()).isEqualTo("b2");
        assertThat(secrets.mac("a1")).isPresent();
        assertThat(secrets.mac("b2")).isPresent();
        assertThat(secrets.mac("a2")).isEmpty();
        assertThat(secrets.mac("")).isEmpty();
    }

    @Test
    void eachUseHasItsOwnMac() throws KeyMaterialException {
        TicketSecrets secrets = TicketSecrets.parse("1:" + ONE);
        secrets.mac("1").orElseThrow().update((byte) 1);
        assertThat(secrets.mac("1").orElseThrow().doFinal()).isEqualTo(secrets.mac("1").orElseThrow().doFinal());
    }

    @Test
    void otherSecretsOtherMacs() throws KeyMaterialException {
        TicketSecrets secrets = TicketSecrets.parse("1:" + ONE + "\n2:" + TWO);
        assertThat(secrets.mac("1").orElseThrow().doFinal()).isNotEqualTo(secrets.mac("2").orElseThrow().doFinal());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "# 1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "   "})
    void noSecretAtAll(String text) {
        assertFaults(text, "there is no ticket secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret", ":AAAA", "a-b:AAAA", "ninechars:AAAA", "é:AAAA", "1:AAAA:AAAA", "a b:AAAA"})
    void notALine(String line) {
        assertFaults(line, "line 1: not an id of 1 to 8 letters and digits, a colon, and a secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "c2VjcmV0", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
            "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            "+AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "<generate one>"})
    void notASecret(String secret) {
        assertFaults("12345678:" + secret, "line 1: the secret is not 32 bytes of unpadded base64url");
    }

    @Test
    void allFaultsAtOnceAndNoSecret() {
        assertFaults("1:" + ONE + "\nc2VjcmV0\n\n1:" + TWO + "\n2:c2VjcmV0",
                "line 2: not an id of 1 to 8 letters and digits, a colon, and a secret",
                "line 4: another line has this id", "line 5: the secret is not 32 bytes of unpadded base64url");
    }

    @Test
    void aSecretIsGenerated(@TempDir Path directory) throws IOException, KeyMaterialException {
        Path file = directory.resolve("ticket-secrets");
        TicketSecrets.generateIfMissing(file);
        String text = Files.readString(file);
        assertThat(TicketSecrets.parse(text).sealingId()).isEqualTo("1");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        TicketSecrets.generateIfMissing(file);
        assertThat(file).hasContent(text);
        Path other = directory.resolve("other");
        TicketSecrets.generateIfMissing(other);
        assertThat(Files.readString(other)).isNotEqualTo(text);
    }

    private static void assertFaults(String text, String... faults) {
        assertThatExceptionOfType(KeyMaterialException.class).isThrownBy(() -> TicketSecrets.parse(text))
                .satisfies(e -> assertThat(e.faults()).containsExactly(faults));
    }
}
