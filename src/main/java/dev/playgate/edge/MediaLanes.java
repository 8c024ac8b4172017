package dev.playgate.edge;

import java.util.Optional;

/** The {@link MediaLane} of each connection, if there is one. */
@FunctionalInterface
public interface MediaLanes {

    /** For a connection that was made now. */
    Optional<MediaLane> open();
}
