package dev.playgate.token;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;

import tools.jackson.databind.JsonNode;

/** Seconds since 1970, perhaps with a fraction (RFC 7519 section 2), within the bounds of security E1. */
final class NumericDate {

    /** The year 5138; today in milliseconds is beyond it. */
    private static final BigDecimal LIMIT = new BigDecimal("1e11");

    private NumericDate() {
    }

    static Instant read(JsonNode value) throws FaultyToken {
        if (!value.isNumber()) {
            throw new FaultyToken(TokenFault.TIME);
        }
        BigDecimal seconds = value.decimalValue();
        if (seconds.signum() <= 0) {
            throw new FaultyToken(TokenFault.TIME);
        }
        if (seconds.compareTo(LIMIT) >= 0) {
            throw new FaultyToken(TokenFault.TIME_IN_MILLISECONDS);
        }
        BigDecimal whole = seconds.setScale(0, RoundingMode.FLOOR);
        return Instant.ofEpochSecond(whole.longValueExact(), seconds.subtract(whole).movePointRight(9).longValue());
    }
}
