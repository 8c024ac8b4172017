package dev.playgate.control.issue;

import java.time.Duration;
import java.util.Optional;

/** A call that is answered with the failure envelope. The message goes to the caller, and never holds what it sent. */
final class RefusedCallException extends Exception {

    private final ErrorCode code;
    private final String answer;
    private final Optional<Duration> retryAfter;

    private RefusedCallException(ErrorCode code, String answer, Optional<Duration> retryAfter) {
        super(answer, null, false, false);
        this.code = code;
        this.answer = answer;
        this.retryAfter = retryAfter;
    }

    static RefusedCallException of(ErrorCode code, String answer) {
        return new RefusedCallException(code, answer, Optional.empty());
    }

    static RefusedCallException unavailable(Duration retryAfter) {
        return new RefusedCallException(ErrorCode.UNAVAILABLE, "Temporarily unavailable", Optional.of(retryAfter));
    }

    /** Completes "Parameter required: ...". */
    static RefusedCallException required(String parameters) {
        return of(ErrorCode.PARAMETER, "Parameter required: " + parameters);
    }

    /** Completes "Parameter invalid: ...", with the parameter's name first. */
    static RefusedCallException invalid(String fault) {
        return of(ErrorCode.PARAMETER, "Parameter invalid: " + fault);
    }

    ErrorCode code() {
        return code;
    }

    /** The envelope's {@code message}. */
    String answer() {
        return answer;
    }

    Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
