package dev.playgate.control.api;

/**
 * The {@code errorCode} of a failed call with its HTTP status (product section 4). Codes below 4000 are the contract's
 * and are never renumbered; those above are this API's own, ten times their HTTP status.
 */
public enum ErrorCode {
    /** A parameter is missing or malformed; the message names it. */
    PARAMETER(1000, 400),
    /** The API key or bintu token is not valid, or what it stands for may not do this. */
    CREDENTIALS(1001, 403),
    /** The token does not verify; the message says which way. */
    TOKEN_REFUSED(1002, 403),
    /** The token is no JWT. */
    TOKEN_MALFORMED(2004, 400),
    /** The token is not revocable. */
    TOKEN_NOT_REVOCABLE(2011, 400),
    /** The token is another organisation's. */
    TOKEN_OF_ANOTHER(2012, 403),
    /** There is no such call, or the organisation has nothing of this id. */
    CALL_UNKNOWN(4040, 404),
    /** The call exists, for other methods. */
    METHOD_NOT_ALLOWED(4050, 405),
    /** The body is larger than the call takes. */
    BODY_TOO_LARGE(4130, 413),
    /** The body is not declared as what the call takes. */
    MEDIA_TYPE(4150, 415),
    /** The call is not possible as things stand, such as a name that is taken. */
    CONFLICT(4090, 409),
    /** Too many failures: of tokens from this address (security F4), or of sign-ins (security G3). */
    TOO_MANY_FAILURES(4290, 429),
    /** A fault of this process. */
    INTERNAL(5000, 500),
    /** Cannot be told now; asked again later, it can. */
    UNAVAILABLE(5030, 503);

    private final int number;
    private final int httpStatus;

    ErrorCode(int number, int httpStatus) {
        this.number = number;
        this.httpStatus = httpStatus;
    }

    public int number() {
        return number;
    }

    public int httpStatus() {
        return httpStatus;
    }
}
