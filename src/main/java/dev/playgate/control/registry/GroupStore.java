package dev.playgate.control.registry;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;

import org.springframework.jdbc.core.simple.JdbcClient;

import dev.playgate.catalog.CatalogChange;
import dev.playgate.catalog.EntryKey;
import dev.playgate.catalog.Organisation;
import dev.playgate.control.api.Listed;
import dev.playgate.control.api.Page;
import dev.playgate.stream.GroupId;
import dev.playgate.stream.OrganisationId;
import dev.playgate.stream.Stream;
import dev.playgate.stream.StreamName;
import dev.playgate.stream.StreamState;

/** Stream groups. One whose streams have all been deleted is none. */
public final class GroupStore {

    /** An organisation has 916 million names. */
    private static final int MAXIMUM_TRIES = 100;

    private static final String HAS_STREAMS = "EXISTS (SELECT 1 FROM stream"
            + " WHERE stream_group = stream_group.id AND state <> 'deleted')";

    private final Database database;
    private final RandomNames names;

    public GroupStore(Database database) {
        this(database, new SecureRandom());
    }

    GroupStore(Database database, RandomGenerator random) {
        this.database = database;
        this.names = new RandomNames(random);
    }

    /** Makes a group of these streams, the first of which is the passthrough; empty when the organisation is none. */
    public Optional<StoredGroup> create(OrganisationId organisation, List<NewStream> streams, Actor actor) {
        return database.write(write -> OrganisationStore.find(write.sql(), organisation).map(owner -> {
            GroupId group = new GroupId(UUID.randomUUID());
            putGroup(write, group, organisation);
            for (int position = 0; position < streams.size(); position++) {
                UUID id = position == 0 ? group.value() : UUID.randomUUID();
                add(write, owner, group, id, position, streams.get(position));
            }
            write.audit(Optional.of(organisation), actor, "group.create", group.toString());
            return groups(write.sql(), List.of(group.toString())).getFirst();
        }));
    }

    private void add(Write write, Organisation owner, GroupId group, UUID id, int position, NewStream stream) {
        for (int i = 0; i < MAXIMUM_TRIES; i++) {
            StreamName name = names.next(owner.hash());
            if (StreamStore.add(write, new Stream(id, name, group, owner.id(), StreamState.CREATED), position,
                    stream)) {
                return;
            }
        }
        throw new IllegalStateException("no name was free");
    }

    /** The group, if it is the organisation's. */
    public Optional<StoredGroup> find(OrganisationId organisation, GroupId id) {
        return database.read(sql -> groups(sql, sql
                .sql("SELECT id FROM stream_group WHERE id = ? AND organisation = ? AND " + HAS_STREAMS)
                .param(id.toString()).param(organisation.toString()).query((row, _) -> row.getString("id")).list())
                .stream().findFirst());
    }

    /** The newest first. */
    public Listed<StoredGroup> list(OrganisationId organisation, Page page) {
        return list(organisation, StreamSearch.ALL, page);
    }

    /** The newest first of those of which a stream is looked for. */
    public Listed<StoredGroup> list(OrganisationId organisation, StreamSearch search, Page page) {
        StreamFilter.Condition condition = search.condition();
        String which = "FROM stream_group WHERE organisation = ? AND EXISTS (SELECT 1 FROM stream"
                + " WHERE stream_group = stream_group.id AND " + condition.sql() + ")";
        return database.read(sql -> {
            long total = sql.sql("SELECT COUNT(*) " + which).param(organisation.toString())
                    .params(condition.parameters()).query(Long.class).single();
            List<String> ids = sql.sql("SELECT id " + which + " ORDER BY created DESC, id DESC LIMIT ? OFFSET ?")
                    .param(organisation.toString()).params(condition.parameters()).param(page.size())
                    .param(page.offset()).query((row, _) -> row.getString("id")).list();
            return Listed.of(groups(sql, ids), total, page);
        });
    }

    /** How many streams each of the groups has, without deleted ones; whoever's they are. */
    public Map<GroupId, Integer> sizes(Set<GroupId> ids) {
        Map<GroupId, Integer> sizes = new LinkedHashMap<>();
        if (!ids.isEmpty()) {
            database.read(sql -> sql.sql("SELECT stream_group, COUNT(*) AS streams FROM stream"
                    + " WHERE stream_group IN (:groups) AND state <> 'deleted' GROUP BY stream_group")
                    .param("groups", ids.stream().map(GroupId::toString).toList())
                    .query((row, _) -> sizes.put(GroupId.of(row.getString("stream_group")), row.getInt("streams")))
                    .list());
        }
        return sizes;
    }

    /** What is known of the pictures of a group's streams, in their order; whoever's it is. */
    public Map<StreamName, Rendition> renditions(GroupId id) {
        Map<StreamName, Rendition> renditions = new LinkedHashMap<>();
        database.read(sql -> sql
                .sql("SELECT name, width, height, bitrate, fps FROM stream WHERE stream_group = ? ORDER BY position, id")
                .param(id.toString())
                .query((row, _) -> renditions.put(new StreamName(row.getString("name")), StreamRows.rendition(row)))
                .list());
        return renditions;
    }

    /** Deletes all its streams. False when there is no such group. */
    public boolean delete(OrganisationId organisation, GroupId id, Actor actor) {
        return database.write(write -> {
            List<String> deleted = write.sql().sql("""
                UPDATE stream SET state = 'deleted', updated = ?
                WHERE stream_group = ? AND organisation = ? AND state <> 'deleted' RETURNING name
                """).param(write.now().getEpochSecond()).param(id.toString()).param(organisation.toString())
                    .query((row, _) -> row.getString("name")).list();
            deleted.forEach(name -> write.change(CatalogChange.remove(EntryKey.stream(new StreamName(name)))));
            if (!deleted.isEmpty()) {
                write.audit(Optional.of(organisation), actor, "group.delete", id.toString());
            }
            return !deleted.isEmpty();
        });
    }

    /** Makes the group. False when it is another organisation's. */
    static boolean putGroup(Write write, GroupId group, OrganisationId organisation) {
        write.sql().sql("INSERT INTO stream_group (id, organisation, created) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")
                .param(group.toString()).param(organisation.toString()).param(write.now().getEpochSecond()).update();
        return write.sql().sql("SELECT organisation FROM stream_group WHERE id = ?").param(group.toString())
                .query(String.class).single().equals(organisation.toString());
    }

    /** In the order of the ids. */
    private static List<StoredGroup> groups(JdbcClient sql, List<String> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        Map<String, List<StoredStream>> streams = new LinkedHashMap<>();
        ids.forEach(id -> streams.put(id, new ArrayList<>()));
        StreamRows.withTags(sql, sql
                .sql("SELECT " + StreamRows.COLUMNS
                        + " FROM stream WHERE stream_group IN (:groups) AND state <> 'deleted' ORDER BY position, id")
                .param("groups", ids).query((row, _) -> StreamRows.stream(row)).list())
                .forEach(stream -> streams.getOrDefault(stream.stream().group().toString(), new ArrayList<>())
                        .add(stream));
        return streams.entrySet().stream().filter(group -> !group.getValue().isEmpty())
                .map(group -> new StoredGroup(GroupId.of(group.getKey()), group.getValue().getFirst().created(),
                        group.getValue()))
                .toList();
    }
}
