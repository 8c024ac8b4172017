package dev.playgate.control.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import dev.playgate.catalog.CatalogChange;
import dev.playgate.catalog.CatalogEntry;
import dev.playgate.catalog.EntryKey;
import dev.playgate.control.api.Listed;
import dev.playgate.control.api.Page;
import dev.playgate.stream.OrganisationId;
import dev.playgate.stream.Stream;
import dev.playgate.stream.StreamState;

/** Streams and their tags. What has been deleted stays in its row, so that its name is not given again. */
public final class StreamStore {

    private final Database database;

    public StreamStore(Database database) {
        this.database = database;
    }

    /** The stream, if it is the organisation's and has not been deleted. */
    public Optional<StoredStream> find(OrganisationId organisation, UUID id) {
        return database.read(sql -> StreamRows.withTags(sql, sql
                .sql("SELECT " + StreamRows.COLUMNS
                        + " FROM stream WHERE id = ? AND organisation = ? AND state <> 'deleted'")
                .param(id.toString()).param(organisation.toString()).query((row, _) -> StreamRows.stream(row))
                .list()).stream().findFirst());
    }

    /** The newest first. */
    public Listed<StoredStream> list(OrganisationId organisation, StreamFilter filter, Page page) {
        return list(filter.condition(organisation), page);
    }

    /** The newest first of those that are looked for. */
    public Listed<StoredStream> list(OrganisationId organisation, StreamSearch search, Page page) {
        StreamFilter.Condition found = search.condition();
        List<Object> parameters = new ArrayList<>(List.of(organisation.toString()));
        parameters.addAll(found.parameters());
        return list(new StreamFilter.Condition("organisation = ? AND " + found.sql(), parameters), page);
    }

    private Listed<StoredStream> list(StreamFilter.Condition condition, Page page) {
        return database.read(sql -> {
            long total = sql.sql("SELECT COUNT(*) FROM stream WHERE " + condition.sql())
                    .params(condition.parameters()).query(Long.class).single();
            List<StoredStream> found = sql
                    .sql("SELECT " + StreamRows.COLUMNS + " FROM stream WHERE " + condition.sql()
                            + " ORDER BY created DESC, id DESC LIMIT ? OFFSET ?")
                    .params(condition.parameters()).param(page.size()).param(page.offset())
                    .query((row, _) -> StreamRows.stream(row)).list();
            return Listed.of(StreamRows.withTags(sql, found), total, page);
        });
    }

    /** Tags of the organisation's streams, in their order; at most as many as are asked for. */
    public List<String> tags(OrganisationId organisation, int most) {
        return database.read(sql -> sql.sql("""
            SELECT DISTINCT tag FROM stream_tag JOIN stream ON stream.id = stream_tag.stream
            WHERE organisation = ? AND state <> 'deleted' ORDER BY tag LIMIT ?
            """).param(organisation.toString()).param(most).query(String.class).list());
    }

    /** Makes the stream what the patch says; empty when there is none. */
    public Optional<StoredStream> change(OrganisationId organisation, UUID id, StreamPatch patch, Actor actor) {
        return database.write(write -> lock(write, organisation, id).map(before -> {
            Stream was = before.stream();
            Stream is = new Stream(id, was.name(), was.group(), organisation, patch.state().orElse(was.state()));
            Rendition rendition = before.rendition().with(patch.rendition());
            write.sql().sql("UPDATE stream SET state = ?, width = ?, height = ?, bitrate = ?, fps = ? WHERE id = ?")
                    .param(StateWords.word(is.state())).param(rendition.width().orElse(null))
                    .param(rendition.height().orElse(null)).param(rendition.bitrate().orElse(null))
                    .param(rendition.fps().orElse(null)).param(id.toString()).update();
            patch.tags().ifPresent(tags -> putTags(write, id.toString(), tags));
            if (!is.equals(was)) {
                write.change(change(is));
            }
            write.audit(Optional.of(organisation), actor, action(was.state(), is.state()), id.toString());
            StoredStream after = new StoredStream(is, rendition, List.of(), before.created(), before.updated());
            return StreamRows.withTags(write.sql(), List.of(after)).getFirst();
        }));
    }

    /** False when there is none. */
    public boolean delete(OrganisationId organisation, UUID id, Actor actor) {
        return database.write(write -> {
            Optional<StoredStream> stream = lock(write, organisation, id);
            stream.ifPresent(before -> {
                write.sql().sql("UPDATE stream SET state = 'deleted' WHERE id = ?").param(id.toString()).update();
                write.change(CatalogChange.remove(EntryKey.stream(before.stream().name())));
                write.audit(Optional.of(organisation), actor, "stream.delete", id.toString());
            });
            return stream.isPresent();
        });
    }

    /**
     * As it is, with a new time of its last change. Writes before it reads: what two calls do to one stream at a time
     * would otherwise reach its row and the feed in different orders.
     */
    private static Optional<StoredStream> lock(Write write, OrganisationId organisation, UUID id) {
        return write.sql().sql("""
            UPDATE stream SET updated = ? WHERE id = ? AND organisation = ? AND state <> 'deleted' RETURNING
            """ + StreamRows.COLUMNS).param(write.now().getEpochSecond()).param(id.toString())
                .param(organisation.toString()).query((row, _) -> StreamRows.stream(row)).optional();
    }

    /** For the audit log. */
    private static String action(StreamState was, StreamState is) {
        if (was == is || (was != StreamState.LOCKED && is != StreamState.LOCKED)) {
            return "stream.update";
        }
        return is == StreamState.LOCKED ? "stream.lock" : "stream.unlock";
    }

    /**
     * Makes the stream, or gives it this state and these tags. False when its id or its name is another's, or when it
     * is in another group.
     */
    static boolean put(Write write, Stream stream, int position, List<String> tags) {
        if (add(write, stream, position, new NewStream(Rendition.UNKNOWN, tags))) {
            return true;
        }
        boolean isThere = write.sql().sql("UPDATE stream SET state = ?, updated = ? WHERE id = ? AND name = ?"
                + " AND stream_group = ?").param(StateWords.word(stream.state())).param(write.now().getEpochSecond())
                .param(stream.id().toString()).param(stream.name().value()).param(stream.group().toString())
                .update() > 0;
        if (isThere) {
            putTags(write, stream.id().toString(), tags);
            write.change(change(stream));
        }
        return isThere;
    }

    /** Makes the stream. False when its id or its name is another's. */
    static boolean add(Write write, Stream stream, int position, NewStream details) {
        Rendition rendition = details.rendition();
        boolean isNew = write.sql().sql("""
            INSERT INTO stream (id, name, stream_group, organisation, position, state, width, height, bitrate, fps,
            created, updated) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
            """).param(stream.id().toString()).param(stream.name().value()).param(stream.group().toString())
                .param(stream.organisation().toString()).param(position).param(StateWords.word(stream.state()))
                .param(rendition.width().orElse(null)).param(rendition.height().orElse(null))
                .param(rendition.bitrate().orElse(null)).param(rendition.fps().orElse(null))
                .param(write.now().getEpochSecond()).param(write.now().getEpochSecond()).update() > 0;
        if (isNew) {
            putTags(write, stream.id().toString(), details.tags());
            write.change(change(stream));
        }
        return isNew;
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
}
