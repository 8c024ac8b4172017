package dev.playgate.edge;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.playgate.policy.Outage;
import dev.playgate.policy.Refusal;

/**
 * What refusals and outages are on the wire (product section 6): the one place that decides status, error code and
 * words. Nothing of what the caller wrote is in an answer (security A10).
 *
 * @param deniedStatus 403, or 401 where an operator wants it
 */
record Answers(int deniedStatus) {

    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int INTERNAL_SERVER_ERROR = 500;
    private static final int BAD_GATEWAY = 502;
    private static final int UNAVAILABLE = 503;
    private static final int GATEWAY_TIMEOUT = 504;

    private static final Duration FAILURES_RETRY = Duration.ofSeconds(10);
    private static final Duration ORIGIN_RETRY = Duration.ofSeconds(2);

    /** Throws {@link IllegalArgumentException} for another status than 401 or 403. */
    Answers {
        if (deniedStatus != 403 && deniedStatus != 401) {
            throw new IllegalArgumentException("the status of a denial is 403 or 401");
        }
    }

    Answer of(Refusal refusal, String requestId) {
        int status = status(refusal);
        Map<String, String> headers = headers();
        switch (status) {
            case METHOD_NOT_ALLOWED -> headers.put("Allow", "GET, HEAD, OPTIONS");
            case TOO_MANY_REQUESTS -> headers.put("Retry-After", seconds(FAILURES_RETRY));
            case 401 -> headers.put("WWW-Authenticate", "Bearer");
            default -> {
                // the body says it all
            }
        }
        return new Answer(status, headers, body(errorCode(refusal), message(refusal), refusal.wireName(), requestId));
    }

    Answer of(Outage outage, Duration retryAfter, String requestId) {
        Map<String, String> headers = headers();
        headers.put("Retry-After", seconds(retryAfter));
        return new Answer(status(outage), headers,
                body(errorCode(outage), message(outage), outage.wireName(), requestId));
    }

    Answer of(Outage outage, String requestId) {
        return of(outage, ORIGIN_RETRY, requestId);
    }

    int status(Refusal refusal) {
        return switch (refusal) {
            case REQUEST_MALFORMED, TARGET_MALFORMED, STREAM_AMBIGUOUS, CREDENTIAL_AMBIGUOUS -> BAD_REQUEST;
            case METHOD_NOT_ALLOWED -> METHOD_NOT_ALLOWED;
            case PATH_UNKNOWN, STREAM_UNKNOWN -> NOT_FOUND;
            case TOO_MANY_FAILURES -> TOO_MANY_REQUESTS;
            case TOKEN_MISSING, TOKEN_MALFORMED, TOKEN_ALGORITHM_REFUSED, TOKEN_KEY_UNKNOWN, TOKEN_SIGNATURE_INVALID,
                    TOKEN_ISSUER_REFUSED, TOKEN_CLAIMS_INVALID, TOKEN_TIME_IN_MILLISECONDS, TOKEN_EXPIRED,
                    TOKEN_NOT_YET_VALID, TOKEN_REVOKED, SECURE_DISABLED, TICKET_INVALID, TICKET_EXPIRED,
                    ORGANISATION_MISMATCH,
                    STREAM_NOT_COVERED, STREAM_LOCKED, DOMAIN_MISSING, DOMAIN_MISMATCH, ADDRESS_MISMATCH,
                    GUARDIAN_ADDRESS_DENIED, GUARDIAN_PAGE_DENIED, SESSION_LIMIT_REACHED ->
                deniedStatus;
        };
    }

    static int status(Outage outage) {
        return switch (outage) {
            case CATALOG_MISSING, CATALOG_STALE, KEYS_MISSING, VERIFIER_BUSY, EDGE_BUSY, ORIGIN_BUSY -> UNAVAILABLE;
            case ORIGIN_UNREACHABLE, ORIGIN_ANSWER_INVALID -> BAD_GATEWAY;
            case ORIGIN_TIMEOUT -> GATEWAY_TIMEOUT;
            case INTERNAL_ERROR -> INTERNAL_SERVER_ERROR;
        };
    }

    /** With what an H5Live socket is closed (player contract). */
    static int closeCode(Refusal refusal) {
        return switch (refusal) {
            case TOKEN_MISSING, TOKEN_EXPIRED, TICKET_EXPIRED -> 4903;
            case REQUEST_MALFORMED, METHOD_NOT_ALLOWED, TARGET_MALFORMED, STREAM_AMBIGUOUS, CREDENTIAL_AMBIGUOUS ->
                4400;
            case PATH_UNKNOWN, STREAM_UNKNOWN -> 4404;
            case TOO_MANY_FAILURES -> 4503;
            case TOKEN_MALFORMED, TOKEN_ALGORITHM_REFUSED, TOKEN_KEY_UNKNOWN, TOKEN_SIGNATURE_INVALID,
                    TOKEN_ISSUER_REFUSED, TOKEN_CLAIMS_INVALID, TOKEN_TIME_IN_MILLISECONDS, TOKEN_NOT_YET_VALID,
                    TOKEN_REVOKED, SECURE_DISABLED, TICKET_INVALID, ORGANISATION_MISMATCH, STREAM_NOT_COVERED,
                    STREAM_LOCKED,
                    DOMAIN_MISSING, DOMAIN_MISMATCH, ADDRESS_MISMATCH, GUARDIAN_ADDRESS_DENIED, GUARDIAN_PAGE_DENIED,
                    SESSION_LIMIT_REACHED ->
                4901;
        };
    }

    /** The player connects again. */
    static int closeCode(Outage outage) {
        return switch (outage) {
            case CATALOG_MISSING, CATALOG_STALE, KEYS_MISSING, VERIFIER_BUSY, EDGE_BUSY, ORIGIN_UNREACHABLE,
                    ORIGIN_TIMEOUT, ORIGIN_BUSY,
                    ORIGIN_ANSWER_INVALID, INTERNAL_ERROR ->
                4503;
        };
    }

    /** The model's error codes (product section 4), and where it has none, ten times the status. */
    static int errorCode(Refusal refusal) {
        return switch (refusal) {
            case REQUEST_MALFORMED, TARGET_MALFORMED, STREAM_AMBIGUOUS, CREDENTIAL_AMBIGUOUS -> 1000;
            case TOKEN_MISSING, TOKEN_MALFORMED, TOKEN_ALGORITHM_REFUSED, TOKEN_KEY_UNKNOWN, TOKEN_SIGNATURE_INVALID,
                    TOKEN_ISSUER_REFUSED, TOKEN_CLAIMS_INVALID, TOKEN_TIME_IN_MILLISECONDS, TOKEN_EXPIRED,
                    TOKEN_NOT_YET_VALID, TOKEN_REVOKED, TICKET_INVALID, TICKET_EXPIRED ->
                1002;
            case ORGANISATION_MISMATCH -> 2012;
            case SECURE_DISABLED, STREAM_NOT_COVERED, STREAM_LOCKED, DOMAIN_MISSING, DOMAIN_MISMATCH,
                    ADDRESS_MISMATCH, GUARDIAN_ADDRESS_DENIED, GUARDIAN_PAGE_DENIED, SESSION_LIMIT_REACHED ->
                4030;
            case PATH_UNKNOWN, STREAM_UNKNOWN -> 4040;
            case METHOD_NOT_ALLOWED -> 4050;
            case TOO_MANY_FAILURES -> 4290;
        };
    }

    /** Ten times the status. */
    static int errorCode(Outage outage) {
        return 10 * status(outage);
    }

    private static String message(Refusal refusal) {
        return switch (refusal) {
            case REQUEST_MALFORMED -> "the request is malformed";
            case METHOD_NOT_ALLOWED -> "only GET, HEAD and OPTIONS are allowed here";
            case TARGET_MALFORMED -> "the URL is malformed or names no stream";
            case PATH_UNKNOWN -> "nothing is served under this path";
            case STREAM_AMBIGUOUS -> "the URL names more than one stream";
            case CREDENTIAL_AMBIGUOUS -> "more than one token is presented";
            case TOKEN_MISSING -> "a playback token is required";
            case TOKEN_MALFORMED -> "jwt malformed";
            case TOKEN_ALGORITHM_REFUSED -> "invalid algorithm";
            case TOKEN_KEY_UNKNOWN -> "the key of the token is not in force";
            case TOKEN_SIGNATURE_INVALID -> "invalid signature";
            case TOKEN_ISSUER_REFUSED -> "the token is not meant for this service";
            case TOKEN_CLAIMS_INVALID -> "a claim of the token is missing or malformed";
            case TOKEN_TIME_IN_MILLISECONDS -> "a time of the token is in milliseconds; seconds are expected";
            case TOKEN_EXPIRED -> "jwt expired";
            case TOKEN_NOT_YET_VALID -> "jwt not active";
            case TOKEN_REVOKED -> "jwt revoked";
            case SECURE_DISABLED -> "the organisation no longer has secure playback";
            case TICKET_INVALID -> "the session ticket is not valid";
            case TICKET_EXPIRED -> "the session has ended";
            case ORGANISATION_MISMATCH -> "the token belongs to another organisation";
            case STREAM_NOT_COVERED -> "the token does not open this stream";
            case STREAM_UNKNOWN -> "the stream is not known";
            case STREAM_LOCKED -> "the stream is locked";
            case DOMAIN_MISSING -> "the token is bound to a page, and the request shows none";
            case DOMAIN_MISMATCH -> "the token is bound to another page";
            case ADDRESS_MISMATCH -> "the token is bound to another address";
            case GUARDIAN_ADDRESS_DENIED -> "this address is blocked";
            case GUARDIAN_PAGE_DENIED -> "this page is blocked";
            case SESSION_LIMIT_REACHED -> "too many sessions of this token or user are running";
            case TOO_MANY_FAILURES -> "too many invalid tokens from this address";
        };
    }

    private static String message(Outage outage) {
        return switch (outage) {
            case CATALOG_MISSING, CATALOG_STALE, KEYS_MISSING -> "the service is not ready to decide; try again";
            case VERIFIER_BUSY, EDGE_BUSY, ORIGIN_BUSY -> "the service is busy; try again";
            case ORIGIN_UNREACHABLE -> "the media origin cannot be reached";
            case ORIGIN_TIMEOUT -> "the media origin did not answer in time";
            case ORIGIN_ANSWER_INVALID -> "the media origin's answer cannot be used";
            case INTERNAL_ERROR -> "an internal error; the request id finds it in the log";
        };
    }

    private static Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        headers.put("Cache-Control", "no-store");
        return headers;
    }

    /** All parts are words of ours, which JSON need not escape. */
    private static String body(int errorCode, String message, String error, String requestId) {
        return "{\"success\":false,\"errorCode\":" + errorCode + ",\"message\":\"" + message + "\",\"error\":\"" + error
                + "\",\"requestId\":\"" + requestId + "\"}";
    }

    private static String seconds(Duration duration) {
        return Long.toString(Math.max(1, duration.plusMillis(999).toSeconds()));
    }
}
