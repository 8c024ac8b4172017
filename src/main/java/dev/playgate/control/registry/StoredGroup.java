package dev.playgate.control.registry;

import java.time.Instant;
import java.util.List;

import dev.playgate.stream.GroupId;

/**
 * A stream group.
 *
 * @param streams in their order, without deleted ones; at least one
 */
public record StoredGroup(GroupId id, Instant created, List<StoredStream> streams) {

    public StoredGroup {
        streams = List.copyOf(streams);
    }
}
