package dev.playgate.control.registry;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import dev.playgate.catalog.CatalogEditor;
import dev.playgate.catalog.CatalogEntry;
import dev.playgate.catalog.CatalogSnapshot;
import dev.playgate.catalog.FeedCodec;
import dev.playgate.catalog.FeedRecord;
import dev.playgate.catalog.Organisation;
import dev.playgate.stream.GroupId;
import dev.playgate.stream.OrganisationId;
import dev.playgate.stream.Stream;
import dev.playgate.stream.StreamName;
import dev.playgate.stream.StreamState;

/** Some of what a registry holds, and what its feed says of it. */
public final class Samples {

    public static final Instant NOW = Instant.parse("2026-07-01T00:00:00Z");
    public static final OrganisationId ALPHA = OrganisationId.of("00000000-0000-4000-8000-00000000000a");
    public static final OrganisationId BETA = OrganisationId.of("00000000-0000-4000-8000-00000000000b");
    public static final GroupId GROUP = GroupId.of("00000000-0000-4000-8000-0000000000a1");

    /** Each before those that it refers to. */
    private static final List<String> TABLES = List.of("webhook_event", "webhook", "feed", "imported", "audit",
            "revocation_rule", "revocation",
            "issued_token", "guardian_rule", "stream_tag", "stream", "stream_group", "account_session", "account",
            "invitation", "api_key", "organisation_package", "organisation");

    private Samples() {
    }

    /** As a registry is that nothing has been written to. */
    public static void clear(Database database) {
        database.write(write -> {
            TABLES.forEach(table -> write.sql().sql("DELETE FROM " + table).update());
            return write.sql().sql("UPDATE feed_head SET version = 0, forgotten = 0").update();
        });
    }

    public static Organisation organisation(OrganisationId id, String nameAndHash) {
        return new Organisation(id, nameAndHash, nameAndHash, Set.of());
    }

    /** Of {@link #ALPHA}, in {@link #GROUP}. */
    public static Stream stream(UUID id, String name, StreamState state) {
        return new Stream(id, new StreamName(name), GROUP, ALPHA, state);
    }

    /** What the feed has after a version, in its order. */
    public static List<FeedRecord> feed(Database database, long since) {
        return database.read(sql -> sql
                .sql("SELECT version, kind, id, value FROM feed WHERE version > ? ORDER BY version").param(since)
                .query((row, _) -> new FeedRecord(row.getLong("version"), row.getString("kind"), row.getString("id"),
                        Optional.ofNullable(row.getString("value"))))
                .list());
    }

    /** Of the newest change. */
    public static long version(Database database) {
        return database.read(sql -> sql.sql("SELECT version FROM feed_head").query(Long.class).single());
    }

    /** As somebody sees it who reads the feed from its beginning. */
    public static CatalogSnapshot snapshot(Database database) {
        return applied(CatalogSnapshot.empty(NOW), feed(database, 0));
    }

    public static CatalogSnapshot applied(CatalogSnapshot before, List<FeedRecord> records) {
        CatalogEditor editor = before.edit();
        records.forEach(entry -> FeedCodec.read(entry).ifPresent(editor::apply));
        return editor.build(records.isEmpty() ? before.version() : records.getLast().version(), NOW);
    }

    public static Set<CatalogEntry> entries(CatalogSnapshot snapshot) {
        Set<CatalogEntry> entries = new HashSet<>();
        snapshot.forEachEntry(entries::add);
        return entries;
    }
}
