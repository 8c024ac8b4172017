package dev.playgate.control.registry;

/** The database did not do what it was asked, or did not say so. What was to be written may or may not be there. */
public final class StoreUnavailableException extends RuntimeException {

    StoreUnavailableException(String message) {
        super(message);
    }

    StoreUnavailableException(Throwable cause) {
        super("the database is not available", cause);
    }
}
