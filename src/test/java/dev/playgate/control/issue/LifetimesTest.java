package dev.playgate.control.issue;

import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import dev.playgate.token.PlaybackClaims;

import static org.assertj.core.api.Assertions.assertThat;

/** How long tokens may live (product section 3). Times are in seconds from now. */
class LifetimesTest {

    private final TokenApi api = TokenApi.sample();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # nbf       | exp         | revocable | nbf of the token | exp of the token, seconds from now
                    |             | false     | 0                | 1209600
                    |             | true      | 0                | 86400
        3600        |             | false     | 3600             | 1213200
        3600        |             | true      | 3600             | 90000
        31535999    |             | false     | 31535999         | 31536000
        -3600       |             | false     | -3600            | 1209600
        -3600       |             | true      | -3600            | 86400
                    | 1           | false     | 0                | 1
                    | 31536000    | false     | 0                | 31536000
                    | 86400       | true      | 0                | 86400
        604800      | 691200      | true      | 604800           | 691200
        -3600       | 86400       | true      | -3600            | 86400
        """)
    void lifetimesWithinTheCaps(@Nullable String nbf, @Nullable String exp, boolean revocable, long begin, long end) {
        PlaybackClaims claims = api.createdClaims(body(nbf, exp, revocable));

        assertThat(claims.notBefore()).contains(Instant.ofEpochSecond(TokenApi.NOW + begin));
        assertThat(claims.expiresAt()).isEqualTo(Instant.ofEpochSecond(TokenApi.NOW + end));
        assertThat(claims.issuedAt()).contains(Instant.ofEpochSecond(TokenApi.NOW));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # nbf    | exp      | revocable | message
                 | 0        | false     | exp must be in the future
                 | -1       | false     | exp must be in the future
        10       | 10       | false     | nbf must be before exp
        11       | 10       | false     | nbf must be before exp
                 | 31536001 | false     | exp must be at most 31536000 s from now
        604800   | 31536001 | false     | exp must be at most 31536000 s from now
        31536000 |          | false     | nbf must be less than 31536000 s from now
                 | 86401    | true      | exp of a revocable token must be at most 86400 s from now, or from nbf where that is later
        604800   | 691201   | true      | exp of a revocable token must be at most 86400 s from now, or from nbf where that is later
        -3600    | 86401    | true      | exp of a revocable token must be at most 86400 s from now, or from nbf where that is later
        """)
    void lifetimesBeyondTheCaps(@Nullable String nbf, @Nullable String exp, boolean revocable, String message) {
        JsonNode answer = TokenApi.bodyOf(api.create(body(nbf, exp, revocable)).expectStatus().isBadRequest());
        assertThat(answer.get("errorCode").asInt()).isEqualTo(1000);
        assertThat(answer.get("message").asString()).isEqualTo("Parameter invalid: " + message);
    }

    private static String body(@Nullable String nbf, @Nullable String exp, boolean revocable) {
        String begin = nbf == null ? "" : "\"nbf\":" + (TokenApi.NOW + Long.parseLong(nbf)) + ",";
        String end = exp == null ? "" : "\"exp\":" + (TokenApi.NOW + Long.parseLong(exp)) + ",";
        return "{\"orgawide\":true," + begin + end + "\"revocable\":" + revocable + "}";
    }
}
