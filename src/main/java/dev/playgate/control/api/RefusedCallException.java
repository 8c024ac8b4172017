package dev.playgate.control.api;

import java.time.Duration;
import java.util.Optional;

/** A call that is answered with the failure envelope. The message goes to the caller, and never holds what it sent. */
public final class RefusedCallException extends Exception {

    private final ErrorCode code;
    private final String answer;
    private final Optional<Duration> retryAfter;

    private RefusedCallException(ErrorCode code, String answer, Optional<Duration> retryAfter) {
        super(answer, null, false, false);
        this.code = code;
        this.answer = answer;
        this.retryAfter = retryAfter;
    }

    public static RefusedCallException of(ErrorCode code, String answer) {
        return new RefusedCallException(code, answer, Optional.empty());
    }

    public static RefusedCallException unavailable(Duration retryAfter) {
        return new RefusedCallException(ErrorCode.UNAVAILABLE, "Temporarily unavailable", Optional.of(retryAfter));
    }

    /** Too many failures before this call. */
    public static RefusedCallException tooManyFailures(String answer, Duration retryAfter) {
        return new RefusedCallException(ErrorCode.TOO_MANY_FAILURES, answer, Optional.of(retryAfter));
    }

    /** Nothing of this id is the caller's; whether it is anybody's is nobody's business. */
    public static RefusedCallException unknown(String what) {
        return of(ErrorCode.CALL_UNKNOWN, "There is no such " + what);
    }

    /** Completes "Parameter required: ...". */
    public static RefusedCallException required(String parameters) {
        return of(ErrorCode.PARAMETER, "Parameter required: " + parameters);
    }

    /** Completes "Parameter invalid: ...", with the parameter's name first. */
    public static RefusedCallException invalid(String fault) {
        return of(ErrorCode.PARAMETER, "Parameter invalid: " + fault);
    }

    public ErrorCode code() {
        return code;
    }

    /** The envelope's {@code message}. */
    public String answer() {
        return answer;
    }

    /** How long to wait before the next try, where that is known. */
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
