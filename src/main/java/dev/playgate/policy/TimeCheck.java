package dev.playgate.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import dev.playgate.token.PlaybackClaims;

/**
 * Whether a right is in force (security E2): no leeway at its end, and {@code exp == now} is expired.
 *
 * @param leeway on {@code nbf} and {@code iat}, for issuers whose clock runs ahead
 */
record TimeCheck(Duration leeway) implements Check {

    @Override
    public String name() {
        return "time";
    }

    @Override
    public Optional<Refusal> judge(Case facts) {
        return judge(facts.right(), facts.request().now());
    }

    Optional<Refusal> judge(Right right, Instant now) {
        boolean ended = !now.isBefore(right.end());
        return switch (right) {
            case Right.OfTicket _ -> ended ? Optional.of(Refusal.TICKET_EXPIRED) : Optional.empty();
            case Right.OfToken token -> {
                if (ended) {
                    yield Optional.of(Refusal.TOKEN_EXPIRED);
                }
                yield hasBegun(token.claims(), now) ? Optional.empty() : Optional.of(Refusal.TOKEN_NOT_YET_VALID);
            }
        };
    }

    private boolean hasBegun(PlaybackClaims claims, Instant now) {
        Instant latest = now.plus(leeway);
        return claims.notBefore().map(begin -> !begin.isAfter(latest)).orElse(true)
                && claims.issuedAt().map(issued -> !issued.isAfter(latest)).orElse(true);
    }
}
