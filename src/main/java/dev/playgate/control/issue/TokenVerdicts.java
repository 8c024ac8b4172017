package dev.playgate.control.issue;

import dev.playgate.control.api.ErrorCode;
import dev.playgate.control.api.RefusedCallException;
import dev.playgate.policy.Refusal;

/** How a token that opens nothing is answered: errorCode 2004 where it is no JWT, else 1002 (product section 4). */
final class TokenVerdicts {

    private TokenVerdicts() {
    }

    static RefusedCallException answer(Refusal refusal) {
        return switch (refusal) {
            case TOKEN_MALFORMED, TOKEN_MISSING ->
                RefusedCallException.of(ErrorCode.TOKEN_MALFORMED, "jwt malformed");
            case TOKEN_ALGORITHM_REFUSED -> refused("invalid algorithm");
            case TOKEN_KEY_UNKNOWN -> refused("jwt key unknown");
            case TOKEN_SIGNATURE_INVALID -> refused("invalid signature");
            case TOKEN_ISSUER_REFUSED -> refused("jwt issuer, audience or subject invalid");
            case TOKEN_CLAIMS_INVALID -> refused("jwt claims invalid");
            case TOKEN_TIME_IN_MILLISECONDS -> refused("jwt times in milliseconds instead of seconds");
            case TOKEN_EXPIRED -> refused("jwt expired");
            case TOKEN_NOT_YET_VALID -> refused("jwt not active");
            case TOKEN_REVOKED -> refused("jwt revoked");
            case TOO_MANY_FAILURES -> RefusedCallException.of(ErrorCode.TOO_MANY_FAILURES,
                    "Too many tokens from this address did not verify");
            case REQUEST_MALFORMED, METHOD_NOT_ALLOWED, TARGET_MALFORMED, PATH_UNKNOWN, STREAM_AMBIGUOUS,
                    CREDENTIAL_AMBIGUOUS, SECURE_DISABLED, TICKET_INVALID, TICKET_EXPIRED, ORGANISATION_MISMATCH,
                    STREAM_NOT_COVERED,
                    STREAM_UNKNOWN, STREAM_LOCKED, DOMAIN_MISSING, DOMAIN_MISMATCH, ADDRESS_MISMATCH,
                    GUARDIAN_ADDRESS_DENIED, GUARDIAN_PAGE_DENIED, SESSION_LIMIT_REACHED ->
                throw new IllegalArgumentException("not a judgement of a token by itself: " + refusal);
        };
    }

    static RefusedCallException ofAnother() {
        return RefusedCallException.of(ErrorCode.TOKEN_OF_ANOTHER, "The token belongs to another organisation");
    }

    private static RefusedCallException refused(String message) {
        return RefusedCallException.of(ErrorCode.TOKEN_REFUSED, message);
    }
}
