package dev.playgate.control.registry;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import dev.playgate.catalog.CatalogChange;
import dev.playgate.catalog.CatalogEntry;
import dev.playgate.catalog.EntryKey;
import dev.playgate.stream.GroupId;
import dev.playgate.stream.OrganisationId;
import dev.playgate.stream.Stream;
import dev.playgate.stream.StreamName;
import dev.playgate.stream.StreamState;

/** Stream groups, streams and their tags. */
public final class StreamStore {

    private final Database database;

    public StreamStore(Database database) {
        this.database = database;
    }

    /** The stream, if it is the organisation's. */
    public Optional<Stream> find(OrganisationId organisation, UUID id) {
        return database.read(sql -> sql.sql("""
            SELECT name, stream_group, state FROM stream WHERE id = ? AND organisation = ?
            """).param(id.toString()).param(organisation.toString())
                .query((row, _) -> new Stream(id, new StreamName(row.getString("name")),
                        GroupId.of(row.getString("stream_group")), organisation, state(row.getString("state"))))
                .optional());
    }

    /** Makes the group. False when it is another organisation's. */
    static boolean putGroup(Write write, GroupId group, OrganisationId organisation) {
        write.sql().sql("INSERT INTO stream_group (id, organisation, created) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")
                .param(group.toString()).param(organisation.toString()).param(write.now().getEpochSecond()).update();
        return write.sql().sql("SELECT organisation FROM stream_group WHERE id = ?").param(group.toString())
                .query(String.class).single().equals(organisation.toString());
    }

    /**
     * Makes the stream, or gives it this state and these tags. False when its id or its name is another's, or when it
     * is in another group.
     */
    static boolean put(Write write, Stream stream, int position, List<String> tags) {
        Optional<String> group = write.sql().sql("SELECT stream_group FROM stream WHERE id = ? OR name = ?")
                .param(stream.id().toString()).param(stream.name().value())
                .query((row, _) -> row.getString("stream_group")).list().stream()
                .findFirst();
        if (group.isEmpty()) {
            write.sql().sql("""
                INSERT INTO stream (id, name, stream_group, organisation, position, state, created, updated)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """).param(stream.id().toString()).param(stream.name().value()).param(stream.group().toString())
                    .param(stream.organisation().toString()).param(position).param(word(stream.state()))
                    .param(write.now().getEpochSecond()).param(write.now().getEpochSecond()).update();
        } else if (write.sql().sql("UPDATE stream SET state = ?, updated = ? WHERE id = ? AND name = ?"
                + " AND stream_group = ?").param(word(stream.state())).param(write.now().getEpochSecond())
                .param(stream.id().toString()).param(stream.name().value()).param(stream.group().toString())
                .update() == 0) {
            return false;
        }
        putTags(write, stream.id().toString(), tags);
        write.change(change(stream));
        return true;
    }

    private static void putTags(Write write, String stream, List<String> tags) {
        write.sql().sql("DELETE FROM stream_tag WHERE stream = ?").param(stream).update();
        for (String tag : tags) {
            write.sql().sql("INSERT INTO stream_tag (stream, tag) VALUES (?, ?) ON CONFLICT DO NOTHING").param(stream)
                    .param(tag).update();
        }
    }

    /** An edge knows a deleted stream as none. */
    private static CatalogChange change(Stream stream) {
        return stream.state() == StreamState.DELETED
                ? CatalogChange.remove(EntryKey.stream(stream.name()))
                : CatalogChange.put(new CatalogEntry.OfStream(stream));
    }

    private static StreamState state(String word) {
        return StreamState.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private static String word(StreamState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
