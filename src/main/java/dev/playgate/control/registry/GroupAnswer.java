package dev.playgate.control.registry;

import java.util.List;

/**
 * A stream group, as the API tells of it.
 *
 * @param created UNIX seconds
 * @param streams the passthrough first, unless it has been deleted
 */
record GroupAnswer(String id, long created, List<StreamAnswer> streams) {

    static GroupAnswer of(StoredGroup group, PublicProperties urls) {
        return new GroupAnswer(group.id().toString(), group.created().getEpochSecond(),
                group.streams().stream().map(stream -> StreamAnswer.of(stream, urls)).toList());
    }
}
