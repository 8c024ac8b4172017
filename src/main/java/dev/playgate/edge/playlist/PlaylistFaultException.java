package dev.playgate.edge.playlist;

import dev.playgate.edge.playlist.PlaylistRewrite.Fault;

/** Ends the work on a playlist that cannot be delivered; becomes an outcome before it leaves the package. */
final class PlaylistFaultException extends RuntimeException {

    private final Fault fault;

    PlaylistFaultException(Fault fault) {
        super(fault.name());
        this.fault = fault;
    }

    Fault fault() {
        return fault;
    }
}
