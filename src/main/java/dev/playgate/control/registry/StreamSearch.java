package dev.playgate.control.registry;

import java.util.List;

/**
 * What people look for a stream by: a part of its name or of one of its tags, whether in capitals or not, or the whole
 * of its id or of its group's. Nothing finds all.
 */
public record StreamSearch(String text) {

    static final StreamSearch ALL = new StreamSearch("");

    private static final String EXISTING = "state <> 'deleted'";

    StreamFilter.Condition condition() {
        if (text.isEmpty()) {
            return new StreamFilter.Condition(EXISTING, List.of());
        }
        String part = "%" + text.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
        return new StreamFilter.Condition(EXISTING + """
             AND (id = ? OR stream_group = ? OR LOWER(name) LIKE LOWER(?) ESCAPE '!' OR EXISTS
            (SELECT 1 FROM stream_tag WHERE stream_tag.stream = stream.id AND LOWER(tag) LIKE LOWER(?) ESCAPE '!'))
            """.stripTrailing(), List.of(text, text, part, part));
    }
}
