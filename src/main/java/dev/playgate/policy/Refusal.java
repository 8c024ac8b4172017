package dev.playgate.policy;

import java.util.Locale;

/**
 * Why a request is refused. Its {@link #wireName()} is stable: players, dashboards and alerts depend on it. What each
 * means on the wire (status, close code, error code, message) is decided by whoever answers; the README's table of
 * refusals says it for all.
 */
public enum Refusal implements Reason {
    /** Framing, {@code Host} or headers can be read in more than one way (security H2, B7). */
    REQUEST_MALFORMED,
    /** A playout URL is asked with something other than GET, HEAD or OPTIONS (security B7). */
    METHOD_NOT_ALLOWED,
    /** The target can be read in more than one way, or names no stream (security B2, B3, B5). */
    TARGET_MALFORMED,
    /** Nothing is served under this path. */
    PATH_UNKNOWN,
    /** More than one stream, group or source is named (security B2, B4). */
    STREAM_AMBIGUOUS,
    /** More than one credential is presented, whichever of them would verify (security A9). */
    CREDENTIAL_AMBIGUOUS,

    /** The stream's organisation has {@code secure} and the request carries no credential (product section 2). */
    TOKEN_MISSING,
    /** Not a token: its parts, its JSON or its size (security A4 to A6). */
    TOKEN_MALFORMED,
    /** The algorithm is not admitted or not the key's (security A1). */
    TOKEN_ALGORITHM_REFUSED,
    /** No key of that name is in force, or it has been removed (security A3, F2). */
    TOKEN_KEY_UNKNOWN,
    /** The signature does not hold. */
    TOKEN_SIGNATURE_INVALID,
    /** Issuer, audience or subject is not what the key stands for (security A8). */
    TOKEN_ISSUER_REFUSED,
    /** A claim is missing or malformed. */
    TOKEN_CLAIMS_INVALID,
    /** A time claim is in milliseconds instead of seconds (security E1). */
    TOKEN_TIME_IN_MILLISECONDS,
    /** At or past {@code exp} (security E2). */
    TOKEN_EXPIRED,
    /** Before {@code nbf} or {@code iat} (security E2). */
    TOKEN_NOT_YET_VALID,
    /** Revoked by its organisation. */
    TOKEN_REVOKED,
    /** The session ran under {@code secure}, which its organisation no longer has. */
    SECURE_DISABLED,
    /** Not a session ticket of this installation. */
    TICKET_INVALID,
    /** The session has reached its end. */
    TICKET_EXPIRED,

    /** The token is another organisation's (product section 3). */
    ORGANISATION_MISMATCH,
    /** The token or the session does not open this stream. */
    STREAM_NOT_COVERED,
    /** The registry does not know the stream (product section 2). */
    STREAM_UNKNOWN,
    /** The stream is closed to viewers. */
    STREAM_LOCKED,
    /** The token is bound to a page, and the request does not show one (security C3). */
    DOMAIN_MISSING,
    /** The token is bound to another page (security C2). */
    DOMAIN_MISMATCH,
    /** The token is bound to other addresses (security D). */
    ADDRESS_MISMATCH,
    /** Guardian denies the address (product section 7). */
    GUARDIAN_ADDRESS_DENIED,
    /** Guardian denies the page (product section 7). */
    GUARDIAN_PAGE_DENIED,

    /** As many sessions of this token, or of its user, are running as may run at once. */
    SESSION_LIMIT_REACHED,

    /** Too many tokens from this address did not verify (security F4). */
    TOO_MANY_FAILURES;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    @Override
    public String wireName() {
        return wireName;
    }
}
