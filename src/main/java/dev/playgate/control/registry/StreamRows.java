package dev.playgate.control.registry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;

import dev.playgate.stream.GroupId;
import dev.playgate.stream.OrganisationId;
import dev.playgate.stream.Stream;
import dev.playgate.stream.StreamName;

/** Rows of streams as values. */
final class StreamRows {

    /** What {@link #stream} reads. */
    static final String COLUMNS = "id, name, stream_group, organisation, state, width, height, bitrate, fps, created, updated";

    private StreamRows() {
    }

    /** Without its tags, which are in other rows. */
    static StoredStream stream(ResultSet row) throws SQLException {
        Stream stream = new Stream(UUID.fromString(row.getString("id")), new StreamName(row.getString("name")),
                GroupId.of(row.getString("stream_group")), OrganisationId.of(row.getString("organisation")),
                StateWords.state(row.getString("state")).orElseThrow());
        return new StoredStream(stream, rendition(row), List.of(), Rows.time(row, "created"),
                Rows.time(row, "updated"));
    }

    static Rendition rendition(ResultSet row) throws SQLException {
        return new Rendition(Rows.number(row, "width"), Rows.number(row, "height"), Rows.number(row, "bitrate"),
                Rows.number(row, "fps"));
    }

    /** The same with their tags, in one statement for all. */
    static List<StoredStream> withTags(JdbcClient sql, List<StoredStream> streams) {
        if (streams.isEmpty()) {
            return streams;
        }
        Map<String, List<String>> tags = new HashMap<>();
        sql.sql("SELECT stream, tag FROM stream_tag WHERE stream IN (:streams) ORDER BY tag")
                .param("streams", streams.stream().map(stream -> stream.stream().id().toString()).toList())
                .query((row, _) -> tags.computeIfAbsent(row.getString("stream"), _ -> new ArrayList<>())
                        .add(row.getString("tag")))
                .list();
        return streams.stream()
                .map(stream -> stream.withTags(tags.getOrDefault(stream.stream().id().toString(), List.of())))
                .toList();
    }
}
