package dev.playgate.policy;

import dev.playgate.token.TokenFault;

/** What a viewer is told of a token that is none of ours (security A10). */
final class TokenFaults {

    private TokenFaults() {
    }

    static Refusal refusal(TokenFault fault) {
        return switch (fault) {
            case TOO_LARGE, MALFORMED, HEADER -> Refusal.TOKEN_MALFORMED;
            case ALGORITHM -> Refusal.TOKEN_ALGORITHM_REFUSED;
            case KEY_UNKNOWN -> Refusal.TOKEN_KEY_UNKNOWN;
            case SIGNATURE -> Refusal.TOKEN_SIGNATURE_INVALID;
            case ISSUER, AUDIENCE, SUBJECT -> Refusal.TOKEN_ISSUER_REFUSED;
            case TIME_IN_MILLISECONDS -> Refusal.TOKEN_TIME_IN_MILLISECONDS;
            case EXPIRY_MISSING, TIME, TARGET, DOMAIN, ADDRESS, CLAIM -> Refusal.TOKEN_CLAIMS_INVALID;
        };
    }
}
