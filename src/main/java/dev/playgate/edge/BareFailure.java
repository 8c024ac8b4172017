package dev.playgate.edge;

import org.jspecify.annotations.Nullable;

/**
 * A failure as it may stand in a log: what failed and where, without what it says. The text of an exception, and what the
 * framework adds to it, may hold the request's target, and so a token (security G1).
 */
public final class BareFailure extends Exception {

    private static final int MOST_CAUSES = 8;

    private BareFailure(Throwable failure, @Nullable Throwable cause) {
        super(failure.getClass().getName(), cause, false, true);
        setStackTrace(failure.getStackTrace());
    }

    public static BareFailure of(Throwable failure) {
        return of(failure, MOST_CAUSES);
    }

    private static BareFailure of(Throwable failure, int causes) {
        Throwable cause = failure.getCause();
        return new BareFailure(failure, cause == null || causes == 0 ? null : of(cause, causes - 1));
    }
}
