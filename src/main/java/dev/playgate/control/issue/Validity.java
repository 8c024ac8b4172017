package dev.playgate.control.issue;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import dev.playgate.control.api.RefusedCallException;

/**
 * When a new token is good.
 *
 * @param issuedAt claim {@code iat}
 * @param notBefore claim {@code nbf}
 * @param expiresAt claim {@code exp}
 */
record Validity(Instant issuedAt, Instant notBefore, Instant expiresAt) {

    /**
     * A lifetime counts from now, or from {@code nbf} where that is later: a token for next week's event may be
     * revocable. No token lives beyond the longest lifetime from now.
     */
    static Validity of(CreateCall call, TokenProperties limits, Instant time) throws RefusedCallException {
        Instant now = time.truncatedTo(ChronoUnit.SECONDS);
        Instant notBefore = call.notBefore().orElse(now);
        Instant last = now.plus(limits.maxLifetime());
        if (!notBefore.isBefore(last)) {
            throw RefusedCallException.invalid("nbf must be less than " + words(limits.maxLifetime()) + " from now");
        }
        Instant begin = notBefore.isAfter(now) ? notBefore : now;
        if (call.expiresAt().isEmpty()) {
            Instant end = begin.plus(call.revocable() ? limits.revocableMaxLifetime() : limits.defaultLifetime());
            return new Validity(now, notBefore, end.isBefore(last) ? end : last);
        }
        Instant expiresAt = call.expiresAt().get();
        if (!expiresAt.isAfter(time)) {
            throw RefusedCallException.invalid("exp must be in the future");
        }
        if (!notBefore.isBefore(expiresAt)) {
            throw RefusedCallException.invalid("nbf must be before exp");
        }
        if (expiresAt.isAfter(last)) {
            throw RefusedCallException.invalid("exp must be at most " + words(limits.maxLifetime()) + " from now");
        }
        if (call.revocable() && expiresAt.isAfter(begin.plus(limits.revocableMaxLifetime()))) {
            throw RefusedCallException.invalid("exp of a revocable token must be at most "
                    + words(limits.revocableMaxLifetime()) + " from now, or from nbf where that is later");
        }
        return new Validity(now, notBefore, expiresAt);
    }

    private static String words(Duration duration) {
        return duration.toSeconds() + " s";
    }
}
