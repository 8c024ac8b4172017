package dev.playgate.policy;

import java.util.Arrays;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.playgate.token.TokenFault;

import static org.assertj.core.api.Assertions.assertThat;

class TokenFaultsTest {

    private static final String TABLE = """
        TOO_LARGE,            TOKEN_MALFORMED
        MALFORMED,            TOKEN_MALFORMED
        HEADER,               TOKEN_MALFORMED
        ALGORITHM,            TOKEN_ALGORITHM_REFUSED
        KEY_UNKNOWN,          TOKEN_KEY_UNKNOWN
        SIGNATURE,            TOKEN_SIGNATURE_INVALID
        ISSUER,               TOKEN_ISSUER_REFUSED
        AUDIENCE,             TOKEN_ISSUER_REFUSED
        SUBJECT,              TOKEN_ISSUER_REFUSED
        TIME_IN_MILLISECONDS, TOKEN_TIME_IN_MILLISECONDS
        EXPIRY_MISSING,       TOKEN_CLAIMS_INVALID
        TIME,                 TOKEN_CLAIMS_INVALID
        TARGET,               TOKEN_CLAIMS_INVALID
        DOMAIN,               TOKEN_CLAIMS_INVALID
        ADDRESS,              TOKEN_CLAIMS_INVALID
        CLAIM,                TOKEN_CLAIMS_INVALID
        """;

    @ParameterizedTest
    @DisplayName("A10 what a fault reveals")
    @CsvSource(textBlock = TABLE)
    void a10_whatAFaultReveals(TokenFault fault, Refusal refusal) {
        assertThat(TokenFaults.refusal(fault)).isEqualTo(refusal);
    }

    @Test
    void theTableIsComplete() {
        assertThat(TABLE.lines().map(line -> TokenFault.valueOf(line.substring(0, line.indexOf(','))))
                .sorted().toList()).isEqualTo(Arrays.asList(TokenFault.values()));
    }
}
