package dev.playgate.control.registry;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import com.google.common.collect.Lists;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import dev.playgate.catalog.CatalogChange;
import dev.playgate.catalog.CatalogEntry;
import dev.playgate.catalog.EntryKey;
import dev.playgate.catalog.FeedCodec;
import dev.playgate.catalog.FeedRecord;
import dev.playgate.stream.Stream;
import dev.playgate.stream.StreamState;

/**
 * What webhooks are to be told, in the transaction of the change: the feed's own changes of streams, beside what the feed
 * had of each before.
 */
final class WebhookOutbox {

    /** Names in one statement. */
    private static final int CHUNK = 500;

    private static final String STREAM = EntryKey.Kind.STREAM.wireName();

    private WebhookOutbox() {
    }

    /** What an organisation is told. */
    record Event(String organisation, String body) {}

    /** An event, as it is sent, without its stream. */
    static ObjectNode body(String type, Instant at, String organisation) {
        return JsonMapper.shared().createObjectNode().put("id", UUID.randomUUID().toString()).put("type", type)
                .put("time", at.getEpochSecond()).put("organisation", organisation);
    }

    /** Of changes that the feed does not have yet, those of streams whose organisation has a webhook. */
    static Map<EntryKey, Event> events(JdbcClient sql, Collection<CatalogChange> changes, Instant now) {
        Map<String, CatalogChange> ofStreams = new HashMap<>();
        changes.stream().filter(change -> change.key().kind() == EntryKey.Kind.STREAM)
                .forEach(change -> ofStreams.put(change.key().id(), change));
        Map<EntryKey, Event> events = new HashMap<>();
        for (List<String> names : Lists.partition(List.copyOf(ofStreams.keySet()), CHUNK)) {
            List<Stream> told = told(sql, names);
            Map<EntryKey, CatalogEntry> before = told.isEmpty() ? Map.of() : inFeed(sql, names);
            for (Stream stream : told) {
                Optional.ofNullable(ofStreams.get(stream.name().value()))
                        .ifPresent(change -> type(Optional.ofNullable(before.get(change.key())), change.entry())
                                .ifPresent(type -> events.put(change.key(), event(type, stream, change, now))));
            }
        }
        return events;
    }

    private static List<Stream> told(JdbcClient sql, List<String> names) {
        List<StoredStream> found = new ArrayList<>(sql
                .sql("SELECT " + StreamRows.COLUMNS + " FROM stream WHERE name IN (:names)"
                        + " AND organisation IN (SELECT organisation FROM webhook)")
                .param("names", names).query((row, _) -> StreamRows.stream(row)).list());
        return found.stream().map(StoredStream::stream).toList();
    }

    private static Map<EntryKey, CatalogEntry> inFeed(JdbcClient sql, List<String> names) {
        Map<EntryKey, CatalogEntry> entries = new HashMap<>();
        sql.sql("SELECT version, kind, id, value FROM feed WHERE kind = :kind AND id IN (:names)")
                .param("kind", STREAM).param("names", names)
                .query((row, _) -> FeedCodec.read(new FeedRecord(row.getLong("version"), row.getString("kind"),
                        row.getString("id"), Rows.text(row, "value"))))
                .list().forEach(known -> known.ifPresent(
                        change -> change.entry().ifPresent(entry -> entries.put(change.key(), entry))));
        return entries;
    }

    /** Empty when nothing is different, such as where the registry file was applied again. */
    private static Optional<String> type(Optional<CatalogEntry> before, Optional<CatalogEntry> after) {
        if (before.equals(after)) {
            return Optional.empty();
        }
        if (after.isEmpty()) {
            return Optional.of("stream.deleted");
        }
        return Optional.of(before.isEmpty() ? "stream.created" : "stream.state");
    }

    private static Event event(String type, Stream stream, CatalogChange change, Instant now) {
        StreamState state = change.entry().map(entry -> ((CatalogEntry.OfStream) entry).stream().state())
                .orElse(StreamState.DELETED);
        ObjectNode body = body(type, now, stream.organisation().toString());
        body.putObject("stream").put("id", stream.id().toString()).put("name", stream.name().value())
                .put("group", stream.group().toString()).put("state", StateWords.word(state));
        return new Event(stream.organisation().toString(), body.toString());
    }
}
