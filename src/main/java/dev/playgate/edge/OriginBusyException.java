package dev.playgate.edge;

/** More requests wait for the origin than it answers in time. */
final class OriginBusyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    OriginBusyException() {
        super("too many wait for the origin", null, false, false);
    }
}
