package dev.playgate.control.registry;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.playgate.catalog.CatalogChange;
import dev.playgate.catalog.EntryKey;
import dev.playgate.catalog.FeedCodec;
import dev.playgate.stream.OrganisationId;

/** One transaction: its statements, the changes that it makes to the catalog, and what the audit log says of it. */
public final class Write {

    private final JdbcClient sql;
    private final JdbcTemplate batches;
    private final Dialect dialect;
    private final Instant now;
    private final Map<EntryKey, CatalogChange> changes = new LinkedHashMap<>();
    private OptionalLong version = OptionalLong.empty();

    Write(JdbcClient sql, JdbcTemplate batches, Dialect dialect, Instant now) {
        this.sql = sql;
        this.batches = batches;
        this.dialect = dialect;
        this.now = now;
    }

    /** Statements of this transaction. */
    public JdbcClient sql() {
        return sql;
    }

    /** When the transaction began. */
    public Instant now() {
        return now;
    }

    /** Notes a change for the feed; of several of one entry the last counts. */
    public void change(CatalogChange change) {
        changes.remove(change.key());
        changes.put(change.key(), change);
    }

    /**
     * Notes for the audit log what this transaction does.
     *
     * @param organisation whose business it is; empty: the installation's
     * @param action such as {@code stream.lock}
     * @param subject what it is done to: an id or a name, never a secret
     */
    public void audit(Optional<OrganisationId> organisation, Actor actor, String action, String subject) {
        sql.sql("""
            INSERT INTO audit (id, organisation, at, actor, action, subject, source) VALUES (?, ?, ?, ?, ?, ?, ?)
            """).param(UUID.randomUUID().toString()).param(organisation.map(OrganisationId::toString).orElse(null))
                .param(now.toEpochMilli()).param(actor.name()).param(action).param(subject).param(actor.source())
                .update();
    }

    /** The version of its last change, if it made any. */
    OptionalLong version() {
        return version;
    }

    /** The head's row stays locked until the commit. So that others wait as short as can be, this comes last. */
    void appendToFeed() {
        if (changes.isEmpty()) {
            return;
        }
        List<CatalogChange> ordered = new ArrayList<>(changes.values());
        Map<EntryKey, WebhookOutbox.Event> events = WebhookOutbox.events(sql, ordered, now);
        long last = sql.sql("UPDATE feed_head SET version = version + ? WHERE id = 1 RETURNING version")
                .param(ordered.size()).query(Long.class).single();
        long next = last - ordered.size();
        List<@Nullable Object[]> rows = new ArrayList<>();
        List<Object[]> told = new ArrayList<>();
        for (CatalogChange change : ordered) {
            next++;
            rows.add(new @Nullable Object[]{change.key().kind().wireName(), change.key().id(), next,
                    change.entry().map(FeedCodec::write).orElse(null), now.toEpochMilli()});
            WebhookOutbox.Event event = events.get(change.key());
            if (event != null) {
                told.add(new Object[]{next, event.organisation(), now.getEpochSecond(), event.body()});
            }
        }
        // In one go: others wait meanwhile.
        batches.batchUpdate("""
            INSERT INTO feed (kind, id, version, value, at) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (kind, id) DO UPDATE
            SET version = excluded.version, value = excluded.value, at = excluded.at
            """, rows);
        batches.batchUpdate("INSERT INTO webhook_event (version, organisation, at, body) VALUES (?, ?, ?, ?)", told);
        if (dialect == Dialect.POSTGRESQL) {
            sql.sql("SELECT pg_notify('playgate_feed', '')").query((row, _) -> 0).list();
        }
        version = OptionalLong.of(last);
    }
}
